-- subject: org
-- zh: 党组织隶属关系成环
-- en: an org stands above itself
-- Up from each link, as long as all the links walked hold together: the loop is seen from the day on which the last begins.
SELECT subject_id,
       word('column', 'parent') || ' ' || coalesce(parent.name, '#' || seen.parent_id) || iif(seen_from = '0001-01-01', '', ' ' || seen_from) AS detail
FROM (
  SELECT link.org_id AS subject_id, link.parent_id, (
    WITH RECURSIVE above (id, since_day, until_day) AS (
      SELECT link.parent_id, link.since_day, link.until_day
      UNION
      SELECT up.parent_id, max(up.since_day, above.since_day), min(up.until_day, above.until_day)
      FROM above
      JOIN org_parent up ON up.org_id = above.id AND up.since_day < above.until_day AND up.until_day > above.since_day
      WHERE above.id <> link.org_id
    )
    SELECT min(since_day) FROM above WHERE id = link.org_id) AS seen_from
  FROM org_parent link
  WHERE link.since_day < link.until_day) seen
LEFT JOIN org_name parent ON parent.org_id = seen.parent_id AND parent.until IS NULL
WHERE seen_from IS NOT NULL
