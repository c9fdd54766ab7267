-- From when on the one that guides is itself led or guided by the guided org, through whatever others, on some day of the entry.
WITH RECURSIVE over (org_id, above_id, since_day, until_day) AS (
  SELECT org_id, parent_id, since_day, until_day FROM org_parent
  UNION ALL
  SELECT org_id, by_id, since_day, until_day FROM guidance WHERE id IS NOT :id
),
above (id, since_day, until_day) AS (
  SELECT :by_id, :from, :to
  UNION
  SELECT up.above_id, max(up.since_day, above.since_day), min(up.until_day, above.until_day)
  FROM above
  JOIN over up ON up.org_id = above.id AND up.since_day < above.until_day AND up.until_day > above.since_day
  WHERE above.id <> :org_id
)
SELECT above.since_day, guided.name AS org, guiding.name AS by
FROM above
JOIN org_name AS guided ON guided.org_id = :org_id AND guided.until IS NULL
JOIN org_name AS guiding ON guiding.org_id = :by_id AND guiding.until IS NULL
WHERE above.id = :org_id
ORDER BY above.since_day
LIMIT 1
