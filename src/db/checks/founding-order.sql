-- subject: org
-- table: org
-- zh: 请示、批复、成立的先后颠倒
-- en: request, reply and founding of an org out of their order
-- mend: org set
SELECT id AS subject_id, coalesce(requested, '') || ' – ' || coalesce(approved, '') || ' – ' || coalesce(founded, given_up, '') AS detail
FROM org
WHERE requested > approved || '-99'
   OR requested > coalesce(founded, given_up) || '-99'
   OR approved > coalesce(founded, given_up) || '-99'
