-- The post of org ?1 that person ?2 holds or held as ?3 from ?4 on.
SELECT id, post, how, full_time, also, since, until
FROM post
WHERE org_id = ?1 AND person_id = ?2 AND post = ?3 AND since = ?4
ORDER BY id
LIMIT 1
