-- Org ?1 and all that stand below it on the day ?2.
WITH RECURSIVE below (id) AS (
  SELECT ?1
  UNION
  SELECT org_parent.org_id
  FROM below
  JOIN org_parent ON org_parent.parent_id = below.id AND org_parent.since_day <= ?2 AND org_parent.until_day > ?2
)
SELECT id FROM below
