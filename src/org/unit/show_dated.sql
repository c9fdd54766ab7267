-- What is dated of the unit ?1 until the day of the clock: establishment, names and kinds, the end.
SELECT since, iif(until_day <= as_of, until, NULL) AS until, what, name, kind, told
FROM clock
CROSS JOIN (
  SELECT established_day AS since_day, established AS since, NULL AS until, '9999-12-31' AS until_day, 0 AS rank,
         'established' AS what, NULL AS name, NULL AS kind, NULL AS told
  FROM unit
  WHERE id = ?1
  UNION ALL
  SELECT since_day, since, until, until_day, 1, 'name', name, kind, short_name FROM unit_state WHERE unit_id = ?1
  UNION ALL
  SELECT closed_day, closed, NULL, '9999-12-31', 2, 'closed', NULL, NULL, close_reason
  FROM unit
  WHERE id = ?1 AND closed IS NOT NULL)
WHERE since_day <= as_of
  AND EXISTS (SELECT 1 FROM unit WHERE id = ?1 AND established_day <= as_of)
ORDER BY since_day, rank
