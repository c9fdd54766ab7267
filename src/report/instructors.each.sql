-- zh: 党建指导员联系的单位
-- en: Units of each instructor
-- tells_zh: 当日每名党建指导员联系的单位数、其中尚未走访的
-- tells_en: How many units each instructor has on the day, and how many of them were not visited yet
-- by: instructor+no
-- count: units = 1
-- count: unvisited = last_visit IS NULL
-- columns: no instructor unit_name kind(unit_kind) sent_by document since last_visit
-- order: no unit_name unit_id
--
-- A row for each unit of each instructor of the day. With --under, the units that orgs below cover.
SELECT unit_at.id AS unit_id, unit_at.name AS unit_name, unit_at.kind, person.id AS no, person.name AS instructor,
       instructor.sent_by, instructor.document, instructor.since,
       (SELECT substr(max(visit_at.day || visit_at.date), 11) FROM visit_at
        WHERE visit_at.person_id = instructor.person_id AND visit_at.unit_id = unit_at.id) AS last_visit
FROM instructor_at AS instructor
JOIN unit_asked AS unit_at ON unit_at.id = instructor.unit_id
JOIN person ON person.id = instructor.person_id
