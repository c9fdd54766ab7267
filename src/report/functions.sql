-- zh: 职能
-- en: Functions of organisations
-- tells_zh: 当日的职能, 其中新增的另列; 按依据文件、类别或党组织
-- tells_en: Functions on the day, those added apart; by the document that gave them, by kind or org
-- by: policy kind(org_function.kind) org(org)
-- count: functions = 1
-- count: original = kind = 'original'
-- count: new = kind = 'added'
-- columns: org(org) text kind(org_function.kind) policy since
-- order: code since_day id
--
-- A row for each function that an org has on the day.
SELECT org_at.code, entry.org_id AS org, entry.id, entry.text, entry.kind, entry.policy, entry.since, entry.since_day
FROM org_asked AS org_at
CROSS JOIN org_function_at AS entry ON entry.org_id = org_at.id
