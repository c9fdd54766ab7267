-- Who stands on the roll of org ?1, or of one below it, on the day ?2, and is counted that day.
WITH RECURSIVE below (id) AS (
  SELECT ?1
  UNION
  SELECT org_parent.org_id
  FROM below
  JOIN org_parent ON org_parent.parent_id = below.id AND org_parent.since_day <= ?2 AND org_parent.until_day > ?2
)
SELECT roll.person_id, roll.category
FROM below
CROSS JOIN roll ON roll.org_id = below.id AND roll.since_day <= ?2 AND roll.until_day > ?2
WHERE NOT EXISTS (SELECT 1 FROM suspension
                  WHERE suspension.person_id = roll.person_id AND suspension.since_day <= ?2 AND suspension.until_day > ?2)
ORDER BY roll.person_id
