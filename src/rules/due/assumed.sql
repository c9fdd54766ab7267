-- rule: none
-- about: members
-- zh: 在册起始日是推定的
-- en: the start on the roll is only assumed
-- settles: member set
-- Members of whom nobody knows since when they are on the roll.
SELECT roll_at.person_id, roll_at.org_id, roll_at.since
FROM roll_at
WHERE roll_at.assumed = 1
