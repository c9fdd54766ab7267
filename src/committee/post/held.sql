-- Who holds a post of org ?1 that ?2 cannot hold beside it from ?3 until ?4: a secretary's by anybody, another's by
-- the same person. Post ?5 is left out.
SELECT post.post, person.name, post.since, post.until
FROM post
JOIN person ON person.id = post.person_id
WHERE post.org_id = ?1 AND post.post = ?6 AND (post.person_id = ?2 OR post.post = 'secretary')
  AND post.id IS NOT ?5
  AND post.since_day < coalesce(?4, '9999-12-31') AND post.until_day > ?3
ORDER BY post.since_day DESC
LIMIT 1
