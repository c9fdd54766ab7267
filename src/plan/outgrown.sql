-- What has outgrown or outlived its form on the day of the clock: units of a joint branch that have the full members for a
-- branch of their own by now, and branches that have fewer full members than one takes.
WITH members AS MATERIALIZED (
  SELECT person.unit_id, count(*) AS full_members
  FROM roll_at
  JOIN person ON person.id = roll_at.person_id
  WHERE roll_at.category = 'full' AND roll_at.counted AND person.unit_id IS NOT NULL
  GROUP BY person.unit_id
),
on_roll AS MATERIALIZED (
  SELECT org_id, count(*) AS full_members FROM roll_at WHERE category = 'full' AND counted GROUP BY org_id
)
SELECT 'separate' AS advice, unit_at.name AS unit, unit_at.kind, unit_at.industry, unit_at.district,
       max(coalesce(unit_at.known_full_members, 0), coalesce(members.full_members, 0)) AS full_members, org_at.name AS org,
       org_at.code AS place
FROM org_at
JOIN cover_at ON cover_at.org_id = org_at.id AND cover_at.how = 'joint'
JOIN unit_at ON unit_at.id = cover_at.unit_id
LEFT JOIN members ON members.unit_id = unit_at.id
WHERE org_at.kind = 'joint-branch'
  AND (:everywhere OR org_at.id IN (SELECT org_id FROM scope))
  AND max(coalesce(unit_at.known_full_members, 0), coalesce(members.full_members, 0)) >= :full_members
  AND NOT EXISTS (SELECT 1 FROM cover_at AS own WHERE own.unit_id = unit_at.id AND own.how = 'own')
UNION ALL
SELECT 'below', coalesce((SELECT min(unit_at.name) FROM cover_at JOIN unit_at ON unit_at.id = cover_at.unit_id
                          WHERE cover_at.org_id = org_at.id), org_at.name),
       NULL, NULL, org_at.district, coalesce(on_roll.full_members, 0), org_at.name, org_at.code
FROM org_at
LEFT JOIN on_roll ON on_roll.org_id = org_at.id
WHERE org_at.kind IN ('branch', 'joint-branch')
  AND (:everywhere OR org_at.id IN (SELECT org_id FROM scope))
  AND coalesce(on_roll.full_members, 0) < :full_members
ORDER BY advice DESC, place, unit
