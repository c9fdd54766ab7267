-- zh: 处分
-- en: Discipline
-- tells_zh: 当日处分期内的处分, 按种类或党组织
-- tells_en: Disciplinary measures in force on the day, by kind or org
-- by: kind(discipline.kind) org(org)
-- count: measures = 1
-- distinct: people (measures) = no
-- columns: no name org(org) kind(discipline.kind) since until document authority
-- order: since_day id
--
-- A row for each measure in force on the day, under the org on whose roll the person stands, if any.
SELECT entry.id, entry.kind, entry.since, entry.since_day, entry.until, entry.document, entry.authority,
       entry.org, person.id AS no, person.name
FROM (SELECT discipline_at.*, (SELECT max(roll_at.org_id) FROM roll_at WHERE roll_at.person_id = discipline_at.person_id) AS org
      FROM discipline_at) AS entry
CROSS JOIN person ON person.id = entry.person_id
WHERE :everywhere = 1 OR entry.org IN (SELECT org_id FROM scope)
