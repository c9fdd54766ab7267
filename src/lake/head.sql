-- Whose records a file holds: the identity, what the org at the top is called at last (of several, of the one founded first), and how far they go.
SELECT identity,
       (SELECT org_name.name
        FROM org
        JOIN org_name ON org_name.org_id = org.id
        WHERE NOT EXISTS (SELECT 1 FROM org_parent WHERE org_parent.org_id = org.id)
        ORDER BY org.dissolved_day DESC, org.founded_day, org.id, org_name.since_day DESC
        LIMIT 1) AS name,
       coalesce((SELECT max(id) FROM operation), 0) AS operation,
       (SELECT at FROM operation ORDER BY id DESC LIMIT 1) AS at,
       (SELECT count(*) FROM org) AS orgs,
       (SELECT count(*) FROM person) AS people
FROM office
