-- The first living org that stands under nobody.
SELECT org_name.name
FROM org
JOIN org_name ON org_name.org_id = org.id AND org_name.until IS NULL
WHERE org.dissolved IS NULL AND org.planned = 0
  AND NOT EXISTS (SELECT 1 FROM org_parent WHERE org_parent.org_id = org.id AND org_parent.until IS NULL)
ORDER BY org.id
LIMIT 1
