-- zh: 党建指导员
-- en: Instructors
-- tells_zh: 当日的党建指导员: 有和没有指导员的单位数, 没有党组织而有指导员的另列, 尚未走访的单位; --by instructor 为每名指导员联系的单位
-- tells_en: Instructors on the day: units with one and without, guided units that have no org, units not visited yet; --by instructor the units of each
-- of_group: instructor instructors.each
-- by: kind(unit_kind) district
-- count: units = is_first
-- count: with_instructor = is_first = 1 AND id IS NOT NULL
-- count: without_instructor = is_first = 1 AND id IS NULL
-- count: guided_without_org = is_first = 1 AND id IS NOT NULL AND has_org = 0
-- count: assignments = id IS NOT NULL
-- distinct: instructors (assignments) = no
-- count: unvisited = id IS NOT NULL AND last_visit IS NULL
-- columns: unit_name kind(unit_kind) district has_org(bool) no instructor kind_of_instructor(instructor.kind) sent_by document since last_visit
-- order: unit_name unit_id no
--
-- A row for each instructor of each unit of the day, and one for each unit without. The last visit is that of the
-- instructor at the unit. With --under, the units that orgs below cover.
SELECT unit_at.id AS unit_id, unit_at.name AS unit_name, unit_at.kind, unit_at.district, instructor.id,
       iif(row_number() OVER (PARTITION BY unit_at.id ORDER BY instructor.since_day, instructor.id) = 1, 1, 0) AS is_first,
       iif((SELECT count(*) FROM cover_at WHERE cover_at.unit_id = unit_at.id) > 0, 1, 0) AS has_org,
       person.id AS no, person.name AS instructor, instructor.kind AS kind_of_instructor, instructor.sent_by,
       instructor.document, instructor.since,
       (SELECT substr(max(visit_at.day || visit_at.date), 11) FROM visit_at
        WHERE visit_at.person_id = instructor.person_id AND visit_at.unit_id = unit_at.id) AS last_visit
FROM unit_asked AS unit_at
LEFT JOIN instructor_at AS instructor ON instructor.unit_id = unit_at.id
LEFT JOIN person ON person.id = instructor.person_id
