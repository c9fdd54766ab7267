-- subject: org
-- zh: 两个党组织同时同名
-- en: two orgs bear one name on one day
SELECT a.org_id AS subject_id, a.name AS detail
FROM org_name a
JOIN org_name b ON b.name = a.name AND b.org_id <> a.org_id AND b.since_day < a.until_day AND b.until_day > a.since_day
JOIN org ao ON ao.id = a.org_id
JOIN org bo ON bo.id = b.org_id
WHERE (ao.planned = 1 OR bo.planned = 1 OR (max(a.since_day, ao.founded_day) < min(b.until_day, bo.dissolved_day)
       AND max(b.since_day, bo.founded_day) < min(a.until_day, ao.dissolved_day)))
  AND ao.given_up IS NULL AND bo.given_up IS NULL
  AND (ao.dissolved IS NULL AND bo.dissolved IS NULL OR ao.planned + bo.planned = 0)
  -- each office names its own
  AND (SELECT min(sender_id) FROM handed_up WHERE tbl = 'org' AND row_id = a.org_id)
      IS (SELECT min(sender_id) FROM handed_up WHERE tbl = 'org' AND row_id = b.org_id)
