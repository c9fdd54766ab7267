-- Orgs on the day of the clock, with the name and kind of that day (of a planned one, and of a dissolved one, the
-- last it had), the units it covers, its secretary and the members on its own roll.
WITH counted AS MATERIALIZED (
  SELECT org_id, count(*) AS members, sum(category = 'full') AS full, sum(category = 'probationary') AS probationary
  FROM roll_at
  WHERE counted
  GROUP BY org_id
),
covered AS MATERIALIZED (
  SELECT org_id, count(DISTINCT unit_id) AS units FROM cover_at GROUP BY org_id
)
SELECT org.id, org.code, org_name.name, org_name.short_name, org_kind.kind,
       (SELECT name FROM org_name up
        WHERE up.org_id = org_parent.parent_id AND up.since_day <= as_of AND up.until_day > as_of) AS parent,
       org.founded, org.formation, org.district,
       CASE WHEN planned THEN (SELECT count(*) FROM cover WHERE cover.org_id = org.id AND cover.until IS NULL)
            ELSE coalesce(covered.units, 0) END AS units,
       coalesce(counted.members, 0) AS members,
       coalesce(counted.full, 0) AS full,
       coalesce(counted.probationary, 0) AS probationary,
       (SELECT person.name FROM post JOIN person ON person.id = post.person_id
        WHERE post.org_id = org.id AND post.since_day <= as_of AND post.until_day > as_of AND post.post = 'secretary'
        ORDER BY post.since_day DESC, post.id DESC LIMIT 1) AS secretary,
       CASE WHEN given_up_day <= as_of THEN 'given-up' WHEN planned THEN 'planned' WHEN dissolved_day <= as_of THEN 'dissolved' ELSE 'active' END AS status
FROM clock
CROSS JOIN org
JOIN org_name ON org_name.org_id = org.id AND org_name.since_day <= as_of AND org_name.until_day > as_of
JOIN org_kind ON org_kind.org_id = org.id AND org_kind.since_day <= as_of AND org_kind.until_day > as_of
LEFT JOIN org_parent ON org_parent.org_id = org.id AND org_parent.since_day <= as_of AND org_parent.until_day > as_of
LEFT JOIN counted ON counted.org_id = org.id
LEFT JOIN covered ON covered.org_id = org.id
WHERE (:only IS NULL OR org.id = :only)
  AND (:kind IS NULL OR org_kind.kind = :kind)
  AND CASE WHEN org.planned THEN :all OR (:planned AND org.id NOT IN (SELECT org_id FROM given_up_at))
           WHEN org.founded_day > as_of THEN 0
           WHEN org.dissolved_day <= as_of THEN :all
           ELSE NOT :planned END
  AND (:everywhere OR org.id IN (SELECT org_id FROM scope))
ORDER BY org.code
