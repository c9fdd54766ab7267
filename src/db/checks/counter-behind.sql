-- subject: person
-- asked: whole
-- zh: 编号计数落后于已用的编号(被改动过)
-- en: the counter of numbers is behind those in use: somebody set it back
SELECT used.id AS subject_id, used.id || ' > ' || coalesce(counter.last, 0) AS detail
FROM (SELECT max(id) AS id FROM person) used
LEFT JOIN counter ON counter.name = 'person'
WHERE used.id > coalesce(counter.last, 0)
