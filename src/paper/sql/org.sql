-- What a paper may say of org :id, as known at the end of the day of the clock. A column for each field of `fields/org.rs`.
WITH RECURSIVE above (id, height) AS (
  SELECT :id, 0
  UNION
  SELECT org_at.parent_id, above.height + 1 FROM above JOIN org_at ON org_at.id = above.id
  WHERE org_at.parent_id IS NOT NULL AND above.height < 20
)
SELECT org_at.name AS org, org_at.short_name, org_at.code, org_at.kind, org_at.founded, org.approval_no, org_at.district, org.contact, org.phone,
       (SELECT parent.name FROM org_at AS parent WHERE parent.id = org_at.parent_id) AS parent,
       (SELECT head.name FROM above JOIN org_at AS head ON head.id = above.id WHERE head.kind = 'committee' ORDER BY height LIMIT 1) AS committee,
       (SELECT person.name FROM post_at JOIN person ON person.id = post_at.person_id
        WHERE post_at.org_id = :id AND post_at.post = 'secretary') AS secretary,
       (SELECT count(*) FROM roll_at WHERE roll_at.org_id = :id AND counted = 1) AS members_count,
       (SELECT count(*) FROM roll_at WHERE roll_at.org_id = :id AND counted = 1 AND category = 'full') AS full_count,
       (SELECT count(*) FROM roll_at WHERE roll_at.org_id = :id AND counted = 1 AND category = 'probationary') AS probationary_count
FROM org_at
JOIN org ON org.id = org_at.id
WHERE org_at.id = :id
