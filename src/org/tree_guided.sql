-- Who guides whom on the day of the clock, by the code of the guided.
SELECT DISTINCT guidance_at.by_id, guidance_at.org_id
FROM guidance_at
JOIN org_at ON org_at.id = guidance_at.org_id
ORDER BY org_at.code
