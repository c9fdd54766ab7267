-- A planned or living org that bears the name ?1 now.
SELECT org.id
FROM org_name
JOIN org ON org.id = org_name.org_id
WHERE org_name.name = ?1 AND org_name.until IS NULL AND org.dissolved IS NULL AND org.given_up IS NULL
