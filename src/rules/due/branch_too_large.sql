-- rule: branch_members
-- about: orgs
-- zh: 党支部党员人数超过一般上限
-- en: branch with more members than one has as a rule
-- settles: org add, transfer move
-- Branches with more members on the day. It has no day by which it is to be settled.
SELECT org_at.id AS org_id
FROM org_at
WHERE org_at.kind IN ('branch', 'joint-branch')
  AND (SELECT count(*) FROM roll_at WHERE roll_at.org_id = org_at.id AND roll_at.counted = 1) > :branch_members
