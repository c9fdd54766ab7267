-- The committee that org ?1 is on the day ?2, or the nearest above it.
WITH RECURSIVE above (id, height) AS (
  SELECT ?1, 0
  UNION
  SELECT org_parent.parent_id, above.height + 1
  FROM above JOIN org_parent ON org_parent.org_id = above.id AND org_parent.since_day <= ?2 AND org_parent.until_day > ?2
  WHERE above.height < 20
)
SELECT above.id
FROM above
JOIN org_kind ON org_kind.org_id = above.id AND org_kind.since_day <= ?2 AND org_kind.until_day > ?2
WHERE org_kind.kind = 'committee'
ORDER BY above.height
LIMIT 1
