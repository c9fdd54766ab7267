-- zh: 承诺践诺
-- en: Pledges
-- tells_zh: 期间内的承诺: 份数、事项数, 未到期、逾期、已兑现、部分兑现、未兑现
-- tells_en: Pledges of the period: how many, their matters, open, overdue, kept, kept in part, not kept
-- takes: year
-- by: pledger(pledger) org(org)
-- count: pledges = is_first
-- count: matters = 1
-- count: unsettled = is_settled = 0
-- count: overdue = is_settled = 0 AND due_day < as_of
-- count: kept = outcome = 'kept'
-- count: partly = outcome = 'partly'
-- count: not_kept = outcome = 'not-kept'
-- columns: pledger(pledger) org(org) no name text outcome(org_pledge_item.outcome) public date due settled_on
-- order: day pledger id line
--
-- A row for each matter that was pledged in the period, as far as it had come by its last day. A pledge of a person stands
-- under the org on whose roll they stood that day, if any. Overdue: the last day for it has passed and it is not settled.
WITH pledge AS (
  SELECT 'org' AS pledger, entry.id, entry.org_id AS org, NULL AS person_id, entry.public, entry.date, entry.day, entry.due,
         entry.due_day, entry.settled, entry.settled_day, item.id AS line, item.text, item.outcome
  FROM org_pledge_at AS entry
  JOIN org_pledge_item AS item ON item.org_pledge_id = entry.id
  UNION ALL
  SELECT iif(entry.owner = 1, 'owner', 'member'), entry.id, entry.roll_org_id, entry.person_id, entry.public, entry.date,
         entry.day, entry.due, entry.due_day, entry.settled, entry.settled_day, item.id, item.text, item.outcome
  FROM member_pledge_at AS entry
  JOIN member_pledge_item AS item ON item.member_pledge_id = entry.id
)
SELECT pledge.pledger, pledge.id, pledge.org, pledge.public, pledge.date, pledge.day, pledge.due, pledge.due_day, pledge.line,
       pledge.text, clock.as_of, iif(settled_day <= as_of, 1, 0) AS is_settled,
       iif(settled_day <= as_of, pledge.settled, NULL) AS settled_on, iif(settled_day <= as_of, pledge.outcome, NULL) AS outcome,
       iif(row_number() OVER (PARTITION BY iif(pledge.pledger = 'org', 1, 0), pledge.id ORDER BY pledge.line) = 1, 1, 0) AS is_first,
       person.id AS no, person.name
FROM clock
CROSS JOIN pledge
LEFT JOIN person ON person.id = pledge.person_id
WHERE clock.id = 1 AND pledge.day BETWEEN :since_day AND :until_day
  AND (:everywhere = 1 OR pledge.org IN (SELECT org_id FROM scope))
