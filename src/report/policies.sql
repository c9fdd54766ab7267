-- zh: 制度、文件
-- en: Policies in force
-- tells_zh: 当日施行的制度和文件, 按级别、类别、党组织
-- tells_en: Policies and documents in force on the day, by level, kind or org
-- by: level(policy.level) kind(policy.kind) org(org)
-- count: policies = 1
-- distinct: orgs (policies) = org
-- share: share = policies
-- columns: org(org) title number issuer level(policy.level) kind(policy.kind) topics file since
-- order: code since_day id
--
-- A row for each policy in force on the day at an org that is there.
SELECT org_at.code, policy.org_id AS org, policy.id, policy.title, policy.number, policy.issuer, policy.level, policy.kind,
       policy.topics, policy.file, policy.since, policy.since_day
FROM org_asked AS org_at
CROSS JOIN policy_at AS policy ON policy.org_id = org_at.id
