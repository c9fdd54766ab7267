-- subject: org
-- zh: 覆盖时段超出党组织或单位的存续期
-- en: covers a unit outside of the life of the org or of the unit
SELECT cover.org_id AS subject_id, coalesce(cover.since, '') || ' – ' || coalesce(cover.until, '') AS detail
FROM cover
JOIN org ON org.id = cover.org_id
JOIN unit ON unit.id = cover.unit_id
WHERE (org.planned = 0 AND cover.since || '-99' < org.founded_day)
   OR cover.since || '-99' < unit.established_day
   OR cover.until_day > org.dissolved || '-99'
   OR cover.until_day > unit.closed || '-99'
