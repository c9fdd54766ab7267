-- From when on org ?1 stands above org ?2, or is it, on some day from ?3 until ?4: the first such day, none if it never does.
WITH RECURSIVE above (id, since_day, until_day) AS (
  SELECT ?2, ?3, ?4
  UNION
  SELECT up.parent_id, max(up.since_day, above.since_day), min(up.until_day, above.until_day)
  FROM above
  JOIN org_parent up ON up.org_id = above.id AND up.since_day < above.until_day AND up.until_day > above.since_day
  WHERE above.id <> ?1
)
SELECT min(since_day) AS since_day FROM above WHERE id = ?1
