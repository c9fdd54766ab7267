-- subject: org
-- zh: 有的日子没有名称或类别
-- en: without a name or a kind on some day
SELECT org.id AS subject_id, word('table', 'org_name') AS detail
FROM org
WHERE NOT EXISTS (SELECT 1 FROM org_name WHERE org_id = org.id AND since IS NULL)
   OR NOT EXISTS (SELECT 1 FROM org_name WHERE org_id = org.id AND until IS NULL)
   OR EXISTS (SELECT 1 FROM org_name a WHERE a.org_id = org.id AND a.until IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM org_name b WHERE b.org_id = org.id AND b.since_day = a.until_day))
UNION ALL
SELECT org.id, word('table', 'org_kind')
FROM org
WHERE NOT EXISTS (SELECT 1 FROM org_kind WHERE org_id = org.id AND since IS NULL)
   OR NOT EXISTS (SELECT 1 FROM org_kind WHERE org_id = org.id AND until IS NULL)
   OR EXISTS (SELECT 1 FROM org_kind a WHERE a.org_id = org.id AND a.until IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM org_kind b WHERE b.org_id = org.id AND b.since_day = a.until_day))
