-- As what person ?1 stood on a roll on any day from ?2 to ?3.
SELECT DISTINCT category FROM roll WHERE person_id = ?1 AND since_day <= ?3 AND until_day > ?2 ORDER BY category
