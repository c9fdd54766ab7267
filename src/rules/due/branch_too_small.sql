-- rule: branch_full_members
-- about: orgs
-- zh: 正式党员不足, 不够单独成立党支部
-- en: too few full members for a branch
-- settles: org plan, org dissolve, org convert
-- Branches and joint branches with fewer full members on the day than a branch takes.
SELECT org_at.id AS org_id
FROM org_at
WHERE org_at.kind IN ('branch', 'joint-branch')
  AND (SELECT count(*) FROM roll_at
       WHERE roll_at.org_id = org_at.id AND roll_at.category = 'full' AND roll_at.counted = 1) < :branch_full_members
