-- rule: branch_full_members
-- about: orgs
-- zh: 正式党员不足, 不够单独成立党支部
-- en: too few full members for a branch
-- settles: org plan, org dissolve, org convert
-- Branches and joint branches with fewer full members on the day than a branch takes.
SELECT org_at.id AS org_id
FROM org_at
LEFT JOIN roll_at ON roll_at.org_id = org_at.id AND roll_at.category = 'full' AND roll_at.counted = 1
WHERE org_at.kind IN ('branch', 'joint-branch')
GROUP BY org_at.id
HAVING count(roll_at.id) < :branch_full_members
