-- Units that no org covers on the day of the clock, of those asked for, with what decides how they might be: their full
-- members (those on a roll who work there, or the number known of it, whichever is more), whether anybody guides them, and how far a
-- plan has come that was told.
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
guided AS MATERIALIZED (
  SELECT DISTINCT unit_id FROM instructor_at
)
SELECT near.id, near.name, near.kind, near.industry, near.district,
       max(coalesce(near.known_full_members, 0), coalesce(members.full_members, 0)) AS full_members,
       iif(guided.unit_id IS NULL, 0, 1) AS guided,
       plan_at.state AS followed
FROM unit_near_asked AS near
LEFT JOIN members ON members.unit_id = near.id
LEFT JOIN guided ON guided.unit_id = near.id
LEFT JOIN plan_at ON plan_at.unit_id = near.id AND plan_at.is_last = 1 AND plan_at.state <> 'founded'
WHERE near.id NOT IN (SELECT unit_id FROM covered)
ORDER BY near.district, near.name, near.id
