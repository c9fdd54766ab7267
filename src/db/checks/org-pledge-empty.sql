-- subject: org
-- zh: 没有承诺事项的承诺
-- en: a pledge of nothing
-- mend: org pledge remove, org pledge set
SELECT org_id AS subject_id, date AS detail
FROM org_pledge
WHERE NOT EXISTS (SELECT 1 FROM org_pledge_item WHERE org_pledge_item.org_pledge_id = org_pledge.id)
