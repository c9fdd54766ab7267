-- The posts of org ?1 that began before the day ?2 and were held on it.
SELECT id, person_id, post, how, full_time, also, since, until
FROM post
WHERE org_id = ?1 AND since_day < ?2 AND until_day > ?2
ORDER BY id
