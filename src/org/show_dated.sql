-- What is dated of the org ?1 until the day of the clock: founding, names, kinds, parents, the end. What holds from the
-- founding on is told with it.
SELECT since, iif(until_day <= as_of, until, NULL) AS until, what, name, kind, told
FROM clock
CROSS JOIN (
  SELECT founded_day AS since_day, founded AS since, NULL AS until, '9999-12-31' AS until_day, 0 AS rank,
         'founded' AS what, NULL AS name, NULL AS kind, NULL AS told
  FROM org
  WHERE id = ?1 AND planned = 0
  UNION ALL
  SELECT since_day, since, until, until_day, 1, 'name', name, NULL, short_name FROM org_name WHERE org_id = ?1
  UNION ALL
  SELECT since_day, since, until, until_day, 2, 'kind', NULL, kind, approval_no FROM org_kind WHERE org_id = ?1
  UNION ALL
  SELECT link.since_day, link.since, link.until, link.until_day, 3, 'parent',
         (SELECT up.name FROM org_name up
          WHERE up.org_id = link.parent_id AND up.since_day <= link.since_day ORDER BY up.since_day DESC LIMIT 1),
         NULL, NULL
  FROM org_parent link
  WHERE link.org_id = ?1
  UNION ALL
  SELECT dissolved_day, dissolved, NULL, '9999-12-31', 4, 'dissolved', NULL, NULL, dissolve_reason
  FROM org
  WHERE id = ?1 AND dissolved IS NOT NULL)
WHERE since_day <= as_of
  AND EXISTS (SELECT 1 FROM org WHERE id = ?1 AND (planned OR founded_day <= as_of))
ORDER BY since_day, rank, name
