-- The orgs that ?1 guides on the day of the clock.
SELECT org_at.name
FROM guidance_at
JOIN org_at ON org_at.id = guidance_at.org_id
WHERE guidance_at.by_id = ?1
ORDER BY org_at.code
