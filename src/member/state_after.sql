-- The states of person ?1 that began on the day ?2 or later, earliest first.
SELECT state, since
FROM (SELECT 'suspended' AS state, since, since_day FROM suspension WHERE person_id = ?1
      UNION ALL
      SELECT kind, since, since_day FROM absence WHERE person_id = ?1)
WHERE since_day >= ?2
ORDER BY since_day, state
LIMIT 1
