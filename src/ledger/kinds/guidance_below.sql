-- From when on the guided org stands below the one that guides, on some day of the entry.
WITH RECURSIVE above (id, since_day, until_day) AS (
  SELECT :org_id, :from, :to
  UNION
  SELECT up.parent_id, max(up.since_day, above.since_day), min(up.until_day, above.until_day)
  FROM above
  JOIN org_parent up ON up.org_id = above.id AND up.since_day < above.until_day AND up.until_day > above.since_day
  WHERE above.id <> :by_id
)
SELECT max(above.since_day, :from) AS since_day, guided.name AS org, guiding.name AS by
FROM above
JOIN org_name AS guided ON guided.org_id = :org_id AND guided.until IS NULL
JOIN org_name AS guiding ON guiding.org_id = :by_id AND guiding.until IS NULL
WHERE above.id = :by_id
ORDER BY above.since_day
LIMIT 1
