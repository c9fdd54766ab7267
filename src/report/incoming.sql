-- zh: 收文办理
-- en: Incoming documents
-- tells_zh: 截至当日的收文: 已办结、办理中、逾期未办、逾期办结
-- tells_en: Documents that came in by the day: settled, open, overdue, settled late
-- takes: period
-- by: org(org) level(incoming.level) handled_by
-- count: incoming = 1
-- count: dealt_with = is_settled
-- count: settled_late = is_settled = 1 AND settled_day > due_day
-- count: pending = is_settled = 0
-- count: overdue = is_settled = 0 AND due_day < as_of
-- columns: org(org) title issuer level(incoming.level) number demand handled_by date due settled_on how_settled
-- order: day id
--
-- A row for each document that came in during the period, as far as it had been dealt with by its last day. Overdue: the
-- last day for it has passed and it is not settled.
SELECT entry.id, entry.org_id AS org, entry.title, entry.issuer, entry.level, entry.number, entry.demand, entry.handled_by,
       entry.date, entry.day, entry.due, entry.due_day, entry.settled_day, clock.as_of,
       iif(entry.settled_day <= as_of, 1, 0) AS is_settled, iif(entry.settled_day <= as_of, entry.settled, NULL) AS settled_on,
       iif(entry.settled_day <= as_of, entry.how, NULL) AS how_settled
FROM clock
CROSS JOIN incoming_at AS entry
WHERE clock.id = 1 AND entry.day BETWEEN :since_day AND :until_day
  AND (:everywhere = 1 OR entry.org_id IN (SELECT org_id FROM scope))
