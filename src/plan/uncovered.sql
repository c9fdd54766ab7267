-- Units that no org covers on the day of the clock, with what decides how they might be: their full members (those on a
-- roll who work there, or the number known of it, whichever is more) and who guides them. `is_under`: whether such a unit
-- lies under the org asked for, see the head of `plan`.
WITH covered AS MATERIALIZED (
  SELECT DISTINCT unit_id, org_id
  FROM cover_at
  WHERE org_id NOT IN (SELECT id FROM org_at WHERE kind = 'leading-group')
),
members AS MATERIALIZED (
  SELECT person.unit_id, count(*) AS full_members
  FROM roll_at
  JOIN person ON person.id = roll_at.person_id
  WHERE roll_at.category = 'full' AND roll_at.counted AND person.unit_id IS NOT NULL
  GROUP BY person.unit_id
),
-- where each org stands: in its own district, or else where its units are
place AS MATERIALIZED (
  SELECT org_at.id AS org_id, org_at.district FROM org_at WHERE org_at.district IS NOT NULL
  UNION
  SELECT org_at.id, unit_at.district
  FROM org_at
  JOIN cover_at ON cover_at.org_id = org_at.id
  JOIN unit_at ON unit_at.id = cover_at.unit_id
  WHERE org_at.district IS NULL AND unit_at.district IS NOT NULL
),
place_under AS MATERIALIZED (
  SELECT DISTINCT district FROM place WHERE org_id IN (SELECT org_id FROM scope)
),
hosted AS MATERIALIZED (
  SELECT covered.unit_id, max(iif(scope.org_id IS NULL, 0, 1)) AS is_under
  FROM covered
  LEFT JOIN scope ON scope.org_id = covered.org_id
  GROUP BY covered.unit_id
),
asked AS MATERIALIZED (
  SELECT iif(org_at.kind IN ('branch', 'joint-branch', 'temporary', 'group'), 0, 1) AS leads,
         iif(above.id IS NULL OR above.kind = 'superior', 1, 0) AS is_top
  FROM org_at
  LEFT JOIN org_at AS above ON above.id = org_at.parent_id
  WHERE org_at.id = :under
)
SELECT unit_at.id, unit_at.name, unit_at.kind, unit_at.industry, unit_at.district,
       max(coalesce(unit_at.known_full_members, 0), coalesce(members.full_members, 0)) AS full_members,
       unit_at.id IN (SELECT unit_id FROM instructor_at) AS guided,
       CASE WHEN :under IS NULL THEN 1
            WHEN hosted.unit_id IS NOT NULL THEN hosted.is_under
            WHEN asked.leads IS NULL OR asked.leads = 0 THEN 0
            WHEN unit_at.district IN (SELECT district FROM place) THEN
              iif(unit_at.district IN (SELECT district FROM place_under), 1, 0)
            ELSE asked.is_top END AS is_under
FROM unit_at
LEFT JOIN members ON members.unit_id = unit_at.id
LEFT JOIN hosted ON hosted.unit_id = unit_at.association_id
LEFT JOIN asked ON true
WHERE unit_at.id NOT IN (SELECT unit_id FROM covered)
ORDER BY unit_at.district, unit_at.name, unit_at.id
