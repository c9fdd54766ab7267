-- rule: branch_members
-- about: orgs
-- zh: 党支部党员人数超过一般上限
-- en: branch with more members than one has as a rule
-- settles: org add, transfer move
-- Branches with more members on the day. It has no day by which it is to be settled.
SELECT roll_at.org_id
FROM org_at
CROSS JOIN roll_at ON roll_at.org_id = org_at.id
WHERE org_at.kind IN ('branch', 'joint-branch') AND roll_at.counted = 1
GROUP BY roll_at.org_id
HAVING count(*) > :branch_members
