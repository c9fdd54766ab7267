-- Since when person ?1 is suspended at some time from ?2 until ?3.
SELECT since
FROM suspension
WHERE person_id = ?1 AND since_day < coalesce(?3, '9999-12-31') AND until_day > ?2
ORDER BY since_day
LIMIT 1
