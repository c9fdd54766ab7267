-- The living orgs directly under ?1 on the day ?2 or later.
SELECT DISTINCT org.id
FROM org_parent
JOIN org ON org.id = org_parent.org_id
WHERE org_parent.parent_id = ?1 AND org_parent.until_day > ?2 AND org.planned = 0 AND org.dissolved_day > ?2
ORDER BY org.id
