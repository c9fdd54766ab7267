-- The org ?1 and all that stood below it on some day from ?2 to ?3, both included.
WITH RECURSIVE below (id) AS (
  SELECT ?1
  UNION
  SELECT link.org_id
  FROM below
  JOIN org_parent link ON link.parent_id = below.id AND link.since_day <= ?3 AND link.until_day > ?2
)
INSERT INTO scope SELECT id FROM below
