-- rule: none
-- about: ledgers
-- zh: 承诺逾期未兑现
-- en: pledge not settled in time
-- settles: org pledge settle, member pledge settle
-- Pledges of orgs and of people, with a last day of their own for them that is past.
SELECT entry.org_id, NULL AS person_id, entry.date AS since, entry.due_day AS due
FROM clock
CROSS JOIN org_pledge_at AS entry
WHERE clock.id = 1 AND entry.settled_day > as_of AND entry.due_day < :day
UNION ALL
SELECT entry.roll_org_id, entry.person_id, entry.date, entry.due_day
FROM clock
CROSS JOIN member_pledge_at AS entry
WHERE clock.id = 1 AND entry.settled_day > as_of AND entry.due_day < :day
