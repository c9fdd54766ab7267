-- rule: none
-- about: ledgers
-- zh: 收文逾期未办结
-- en: incoming document not dealt with in time
-- settles: org incoming settle
-- Documents that came in, with a last day of their own for them that is past.
SELECT entry.org_id, entry.date AS since, entry.due_day AS due, entry.title AS detail
FROM clock
CROSS JOIN incoming_at AS entry
WHERE clock.id = 1 AND entry.settled_day > as_of AND entry.due_day < :day
