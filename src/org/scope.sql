-- The org ?1 and all below it on the day of the clock, if it stood that day.
WITH RECURSIVE below (id) AS (
  SELECT org.id FROM clock CROSS JOIN org
  WHERE org.id = ?1 AND org.founded_day <= as_of AND org.dissolved_day > as_of
  UNION
  SELECT link.org_id
  FROM clock
  CROSS JOIN below
  JOIN org_parent link ON link.parent_id = below.id AND link.since_day <= as_of AND link.until_day > as_of
  JOIN org ON org.id = link.org_id AND org.founded_day <= as_of AND org.dissolved_day > as_of
)
INSERT INTO scope SELECT id FROM below
