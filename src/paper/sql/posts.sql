-- The posts of person :id, with the org.
SELECT post_at.post, org_at.name AS org, post_at.since
FROM clock
CROSS JOIN post_at
JOIN org_at ON org_at.id = post_at.org_id
WHERE clock.id = 1 AND post_at.person_id = :id
ORDER BY post_at.since_day, post_at.id
