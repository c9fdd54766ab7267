-- subject: org
-- zh: 指导关系与隶属或指导成环, 或指导的正是其下级
-- en: an org is guided by itself, by one that it leads or guides, or by one that it stands below
-- mend: org guide set, org guide end, org guide remove
-- Up from each side of an entry, as long as all the links walked hold together.
WITH RECURSIVE link (org_id, above_id, since_day, until_day) AS (
  SELECT org_id, parent_id, since_day, until_day FROM org_parent
  UNION ALL
  SELECT org_id, by_id, since_day, until_day FROM guidance
),
-- From the guiding org by all links, from the guided by subordination alone.
above (entry_id, sought, by_all, id, since_day, until_day) AS (
  SELECT id, org_id, 1, by_id, since_day, until_day FROM guidance
  UNION
  SELECT id, by_id, 0, org_id, since_day, until_day FROM guidance
  UNION
  SELECT above.entry_id, above.sought, 1, up.above_id, max(up.since_day, above.since_day), min(up.until_day, above.until_day)
  FROM above
  JOIN link AS up ON up.org_id = above.id AND up.since_day < above.until_day AND up.until_day > above.since_day
  WHERE above.by_all AND above.id <> above.sought
  UNION
  SELECT above.entry_id, above.sought, 0, up.parent_id, max(up.since_day, above.since_day), min(up.until_day, above.until_day)
  FROM above
  JOIN org_parent AS up ON up.org_id = above.id AND up.since_day < above.until_day AND up.until_day > above.since_day
  WHERE NOT above.by_all AND above.id <> above.sought
)
SELECT guidance.org_id AS subject_id,
       (SELECT name FROM org_name WHERE org_name.org_id = guidance.by_id ORDER BY since_day DESC LIMIT 1) || ' ' || min(above.since_day)
         || ' #' || guidance.id AS detail
FROM above
JOIN guidance ON guidance.id = above.entry_id
WHERE above.id = above.sought AND above.since_day < above.until_day
GROUP BY guidance.id
