-- On which days org :id and each branch below it held its meetings and lectures in the quarter of the day of the clock, up to that day:
-- a column for each kind and month. What a Party group held is told of the branch that it is a part of.
WITH RECURSIVE
below (id) AS (
  SELECT :id
  UNION
  SELECT org_at.id FROM below JOIN org_at ON org_at.parent_id = below.id
),
home AS (
  SELECT org_at.id, iif(org_at.kind = 'group', org_at.parent_id, org_at.id) AS home_id
  FROM below JOIN org_at ON org_at.id = below.id
),
held AS (
  SELECT home.home_id, meeting_at.id, meeting_at.day, meeting_at.kind, CAST(substr(meeting_at.date, 6, 2) AS INTEGER) % 3 AS place,
         CAST(substr(meeting_at.date, 6, 2) AS INTEGER)
           || iif(length(meeting_at.date) = 10, '.' || CAST(substr(meeting_at.date, 9, 2) AS INTEGER), '月') AS said
  FROM clock
  CROSS JOIN home
  JOIN meeting_at ON meeting_at.org_id = home.id
  WHERE clock.id = 1 AND length(meeting_at.date) >= 7 AND substr(meeting_at.date, 1, 4) = substr(as_of, 1, 4)
    AND CAST((CAST(substr(meeting_at.date, 6, 2) AS INTEGER) + 2) / 3 AS INTEGER) = CAST((CAST(substr(as_of, 6, 2) AS INTEGER) + 2) / 3 AS INTEGER)
)
SELECT coalesce(org_at.short_name, org_at.name) AS org,
       group_concat(said, '、' ORDER BY held.day, held.id) FILTER (WHERE held.kind = 'general' AND place = 1) AS general1,
       group_concat(said, '、' ORDER BY held.day, held.id) FILTER (WHERE held.kind = 'general' AND place = 2) AS general2,
       group_concat(said, '、' ORDER BY held.day, held.id) FILTER (WHERE held.kind = 'general' AND place = 0) AS general3,
       group_concat(said, '、' ORDER BY held.day, held.id) FILTER (WHERE held.kind = 'committee' AND place = 1) AS committee1,
       group_concat(said, '、' ORDER BY held.day, held.id) FILTER (WHERE held.kind = 'committee' AND place = 2) AS committee2,
       group_concat(said, '、' ORDER BY held.day, held.id) FILTER (WHERE held.kind = 'committee' AND place = 0) AS committee3,
       group_concat(said, '、' ORDER BY held.day, held.id) FILTER (WHERE held.kind = 'group' AND place = 1) AS group1,
       group_concat(said, '、' ORDER BY held.day, held.id) FILTER (WHERE held.kind = 'group' AND place = 2) AS group2,
       group_concat(said, '、' ORDER BY held.day, held.id) FILTER (WHERE held.kind = 'group' AND place = 0) AS group3,
       group_concat(said, '、' ORDER BY held.day, held.id) FILTER (WHERE held.kind = 'lecture' AND place = 1) AS lecture1,
       group_concat(said, '、' ORDER BY held.day, held.id) FILTER (WHERE held.kind = 'lecture' AND place = 2) AS lecture2,
       group_concat(said, '、' ORDER BY held.day, held.id) FILTER (WHERE held.kind = 'lecture' AND place = 0) AS lecture3,
       group_concat(said, '、' ORDER BY held.day, held.id) FILTER (WHERE held.kind = 'theme-day' AND place = 1) AS theme1,
       group_concat(said, '、' ORDER BY held.day, held.id) FILTER (WHERE held.kind = 'theme-day' AND place = 2) AS theme2,
       group_concat(said, '、' ORDER BY held.day, held.id) FILTER (WHERE held.kind = 'theme-day' AND place = 0) AS theme3
FROM org_at
LEFT JOIN held ON held.home_id = org_at.id
WHERE org_at.id IN (SELECT home_id FROM home) AND org_at.kind IN ('branch', 'joint-branch', 'temporary', 'general-branch')
GROUP BY org_at.id
ORDER BY org_at.founded_day, org_at.id
