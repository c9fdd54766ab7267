-- Finds a row if org ?1 is org ?2 or stands above it on the day ?3.
WITH RECURSIVE above (id) AS (
  SELECT ?2
  UNION
  SELECT org_parent.parent_id
  FROM above JOIN org_parent ON org_parent.org_id = above.id AND org_parent.since_day <= ?3 AND org_parent.until_day > ?3
)
SELECT 1 FROM above WHERE id = ?1
