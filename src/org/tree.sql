-- The living orgs of the day with the org above.
SELECT org_at.id, org_at.parent_id, org_at.code, org_at.name, org_at.kind
FROM org_at
ORDER BY org_at.code
