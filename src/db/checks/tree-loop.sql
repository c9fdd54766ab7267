-- subject: org
-- zh: 党组织隶属关系成环
-- en: an org stands above itself
SELECT link.org_id AS subject_id,
       word('column', 'parent') || ' ' || coalesce(parent.name, '#' || link.parent_id) || coalesce(' ' || link.since, '') AS detail
FROM org_parent link
LEFT JOIN org_name parent ON parent.org_id = link.parent_id AND parent.until IS NULL
WHERE link.since_day < link.until_day
  AND link.org_id IN (
  WITH RECURSIVE above (id) AS (
    SELECT link.parent_id
    UNION
    SELECT up.parent_id
    FROM above JOIN org_parent up ON up.org_id = above.id AND up.since_day <= link.since_day AND up.until_day > link.since_day
  )
  SELECT id FROM above)
