-- What changed of the org ?1 until the day of the clock: a name, a kind (with the document that approved it), a parent.
SELECT since, name, kind, approval_no
FROM clock
CROSS JOIN (
  SELECT since_day, since, 1 AS rank, name, NULL AS kind, NULL AS approval_no
  FROM org_name
  WHERE org_id = ?1 AND since IS NOT NULL
  UNION ALL
  SELECT since_day, since, 2, NULL, kind, approval_no
  FROM org_kind
  WHERE org_id = ?1 AND since IS NOT NULL
  UNION ALL
  SELECT link.since_day, link.since, 3, up.name, NULL, NULL
  FROM org_parent link
  JOIN org_name up ON up.org_id = link.parent_id AND up.since_day <= link.since_day AND up.until_day > link.since_day
  WHERE link.org_id = ?1 AND link.since IS NOT NULL)
WHERE since_day <= as_of
ORDER BY since_day, rank, name
