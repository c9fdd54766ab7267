-- The living orgs of the day with the org above and the members on the own roll.
SELECT org_at.id, org_at.parent_id, org_at.code, org_at.name, org_at.kind, coalesce(counted.members, 0) AS members
FROM org_at
LEFT JOIN (SELECT org_id, count(*) AS members FROM roll_at WHERE counted GROUP BY org_id) counted
       ON counted.org_id = org_at.id
ORDER BY org_at.code
