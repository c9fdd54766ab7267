-- Who holds which post of org :id.
SELECT person.name, post_at.post, post_at.since, person.phone
FROM clock
CROSS JOIN post_at
JOIN person ON person.id = post_at.person_id
WHERE clock.id = 1 AND post_at.org_id = :id
ORDER BY CASE post_at.post WHEN 'secretary' THEN 0 WHEN 'deputy-secretary' THEN 1 ELSE 2 END, post_at.since_day, post_at.id
