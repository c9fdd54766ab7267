-- subject: org
-- zh: 上级党组织当时尚未成立或已经撤销
-- en: the org above was not founded yet, or dissolved already
SELECT link.org_id AS subject_id, coalesce(link.since, child.founded, '') || ' – ' || coalesce(link.until, '') AS detail
FROM org_parent link
JOIN org child ON child.id = link.org_id
JOIN org parent ON parent.id = link.parent_id
WHERE child.planned = 0
  AND link.since_day < link.until_day
  AND (coalesce(link.since, child.founded) || '-99' < parent.founded_day
       OR (parent.founded_day = '9999-12-31')
       OR min(link.until_day, child.dissolved_day) > parent.dissolved || '-99')
