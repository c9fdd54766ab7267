-- A post of org ?1 that began after the day ?2.
SELECT post.post, person.name, post.since
FROM post
JOIN person ON person.id = post.person_id
WHERE post.org_id = ?1 AND post.since_day > ?2
ORDER BY post.since_day, post.id
LIMIT 1
