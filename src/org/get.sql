-- The org ?1 with its latest name and kind.
SELECT org.id, org.code, org.planned, org.founded, org.dissolved, org.given_up,
       (SELECT name FROM org_name WHERE org_id = org.id ORDER BY since_day DESC LIMIT 1) AS name,
       (SELECT kind FROM org_kind WHERE org_id = org.id ORDER BY since_day DESC LIMIT 1) AS kind
FROM org
WHERE org.id = ?1
