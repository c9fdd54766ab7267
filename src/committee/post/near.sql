-- Whether person ?2 stands, on the day ?3, on the roll of org ?1, or of one above or below it.
WITH RECURSIVE standing (id) AS (
  SELECT org_id FROM roll WHERE person_id = ?2 AND since_day <= ?3 AND until_day > ?3
),
above (start, id) AS (
  SELECT id, id FROM standing
  UNION
  SELECT ?1, ?1
  UNION
  SELECT above.start, org_parent.parent_id
  FROM above
  JOIN org_parent ON org_parent.org_id = above.id AND org_parent.since_day <= ?3 AND org_parent.until_day > ?3
)
SELECT 1 FROM above
WHERE (start <> ?1 AND id = ?1)
   OR id IN (SELECT id FROM standing) AND start = ?1
