-- Units that no org covers on the day of the clock, with what decides how they might be: their full members (those on a
-- roll who work there, or the number known of it, whichever is more), who guides them, and what is planned for them.
WITH covered AS MATERIALIZED (
  SELECT DISTINCT unit_id FROM cover_at WHERE org_id NOT IN (SELECT id FROM org_at WHERE kind = 'leading-group')
),
members AS MATERIALIZED (
  SELECT person.unit_id, count(*) AS full_members
  FROM roll_at
  JOIN person ON person.id = roll_at.person_id
  WHERE roll_at.category = 'full' AND roll_at.counted AND person.unit_id IS NOT NULL
  GROUP BY person.unit_id
),
planned AS MATERIALIZED (
  SELECT cover.unit_id, min(coalesce(org_name.short_name, org_name.name)) AS org
  FROM clock
  CROSS JOIN org ON org.planned = 1
  CROSS JOIN cover ON cover.org_id = org.id AND cover.until IS NULL
  CROSS JOIN org_name ON org_name.org_id = org.id AND org_name.until IS NULL
  WHERE clock.id = 1
  GROUP BY cover.unit_id
)
SELECT unit_at.id, unit_at.name, unit_at.kind, unit_at.industry, unit_at.district,
       max(coalesce(unit_at.known_full_members, 0), coalesce(members.full_members, 0)) AS full_members,
       unit_at.id IN (SELECT unit_id FROM instructor_at) AS guided,
       planned.org AS planned
FROM unit_at
LEFT JOIN members ON members.unit_id = unit_at.id
LEFT JOIN planned ON planned.unit_id = unit_at.id
WHERE unit_at.id NOT IN (SELECT unit_id FROM covered)
  -- those of the district of an org, if it has one
  AND coalesce(unit_at.district = (SELECT district FROM org_at WHERE org_at.id = :under), true)
ORDER BY unit_at.district, unit_at.name, unit_at.id
