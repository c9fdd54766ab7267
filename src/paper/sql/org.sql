-- What a paper may say of org :id, as known at the end of the day of the clock; of one that is only planned, as it is to be founded.
-- A column for each field of `fields/org.rs`. Papers of the founding that were not written by then are not told of.
WITH RECURSIVE
here AS (
  SELECT org_at.id, org_at.name, org_at.short_name, org_at.kind, org_at.parent_id, org_at.founded, 1 AS is_founded
  FROM org_at
  WHERE org_at.id = :id
  UNION ALL
  SELECT org.id, org_name.name, org_name.short_name, org_kind.kind, org_parent.parent_id, NULL, 0
  FROM clock
  CROSS JOIN org
  JOIN org_name ON org_name.org_id = org.id AND org_name.since_day <= as_of AND org_name.until_day > as_of
  JOIN org_kind ON org_kind.org_id = org.id AND org_kind.since_day <= as_of AND org_kind.until_day > as_of
  LEFT JOIN org_parent ON org_parent.org_id = org.id AND org_parent.since_day <= as_of AND org_parent.until_day > as_of
  WHERE clock.id = 1 AND org.id = :id AND org.planned = 1 AND org.given_up_day > as_of
),
above (id, parent_id, name, kind, height) AS (
  SELECT id, parent_id, name, kind, 0 FROM here
  UNION
  SELECT org_at.id, org_at.parent_id, org_at.name, org_at.kind, above.height + 1
  FROM above JOIN org_at ON org_at.id = above.parent_id
  WHERE above.height < 20
),
stood AS (SELECT category FROM roll_at WHERE roll_at.org_id = :id AND counted = 1)
SELECT here.name AS org, here.short_name, org.code, here.kind, here.founded, org.approval_no, org.district, org.contact, org.phone,
       (SELECT name FROM above WHERE height = 1) AS parent,
       (SELECT name FROM above WHERE kind = 'committee' ORDER BY height LIMIT 1) AS committee,
       (SELECT person.name FROM post_at JOIN person ON person.id = post_at.person_id
        WHERE post_at.org_id = :id AND post_at.post = 'secretary') AS secretary,
       iif(is_founded = 1, (SELECT count(*) FROM stood), NULL) AS members_count,
       iif(is_founded = 1, (SELECT count(*) FROM stood WHERE category = 'full'), NULL) AS full_count,
       iif(is_founded = 1, (SELECT count(*) FROM stood WHERE category = 'probationary'), NULL) AS probationary_count,
       coalesce(org.approver, (SELECT name FROM above WHERE kind = 'committee' AND height > 0 ORDER BY height LIMIT 1),
                (SELECT name FROM above WHERE height = 1)) AS approver,
       org.formation, org.formation_reason,
       iif(substr(org.requested || '-01-01', 1, 10) <= as_of, org.requested, NULL) AS requested,
       iif(coalesce(substr(org.requested || '-01-01', 1, 10), as_of) <= as_of, org.request_no, NULL) AS request_no,
       iif(substr(org.approved || '-01-01', 1, 10) <= as_of, org.approved, NULL) AS approved,
       CAST(substr(as_of, 1, 4) AS INTEGER) AS year,
       CAST((CAST(substr(as_of, 6, 2) AS INTEGER) + 2) / 3 AS INTEGER) AS quarter
FROM clock
CROSS JOIN here
JOIN org ON org.id = here.id
WHERE clock.id = 1
