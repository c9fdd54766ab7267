-- Who holds a post of org ?1 on the day ?2.
SELECT DISTINCT person_id
FROM post
WHERE org_id = ?1 AND since_day <= ?2 AND until_day > ?2
ORDER BY person_id
