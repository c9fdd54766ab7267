-- subject: person
-- zh: 同一天在两个名册上
-- en: on two rolls on one day
SELECT a.person_id AS subject_id, a.since || ' – ' || coalesce(b.until, '') AS detail
FROM roll a
JOIN roll b ON b.person_id = a.person_id AND b.id > a.id AND b.since_day < a.until_day AND b.until_day > a.since_day
           AND a.since_day < a.until_day AND b.since_day < b.until_day
