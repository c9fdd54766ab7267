-- zh: 党费收缴情况
-- en: Dues
-- tells_zh: 期间内各月党费: 应交、实交、减免、欠交、上缴、结存; 每人每月见 --explain
-- tells_en: Dues for the months of the period: due, paid, waived, in arrears, handed up, in hand; each member and month by --explain
-- takes: year-back
-- by: org(org)+month branch(org) month no+name
-- distinct: owing (owing_months) = iif(due_fen > 0, no, NULL)
-- distinct: paying (paying_months) = iif(paid_fen > 0, no, NULL)
-- hidden: owing_months = due_fen > 0
-- hidden: paying_months = paid_fen > 0
-- hidden: due_sum = due_fen
-- scaled: due = due_sum / 100
-- hidden: paid_sum = paid_fen
-- scaled: paid = paid_sum / 100
-- hidden: waived_sum = waived_fen
-- scaled: waived = waived_sum / 100
-- hidden: arrears_sum = arrears_fen
-- scaled: arrears = arrears_sum / 100
-- hidden: open_sum = open_fen
-- scaled: open = open_sum / 100
-- hidden: more_sum = more_fen
-- scaled: more = more_sum / 100
-- hidden: handed_sum = handed_fen
-- scaled: handed_up = handed_sum / 100
-- hidden: hand_sum = paid_fen - handed_fen
-- scaled: balance = hand_sum / 100
-- count: unfixed = is_unfixed
-- columns: month org(org) no name due paid waived arrears open more handed_up
-- order: org_code month no
--
-- A row for each member and month of the period, and for each sum handed up; a year balances: due = paid - more + waived +
-- arrears + open. A month is in arrears once it is over, until then what lacks is open; more is what was paid beyond the dues. Months
-- are told as far as they have begun; what was paid for them later counts, as far as it was by the day. What is handed up stands with the month that it is for.
-- Members without a rate are counted by month as unfixed: what they owe nobody knows.
WITH owed AS (
  SELECT dues_month_at.*, coalesce(monthly, 0) AS due_fen,
         iif(is_waived = 1, min(coalesce(less, monthly, 0), coalesce(monthly, 0)), 0) AS waived_fen,
         iif(last_day <= as_of, 1, 0) AS is_over
  FROM clock
  CROSS JOIN org
  CROSS JOIN dues_month_at ON dues_month_at.org_id = org.id
  WHERE clock.id = 1 AND month BETWEEN substr(:since_day, 1, 7) AND substr(:until_day, 1, 7)
    AND (:everywhere = 1 OR org.id IN (SELECT org_id FROM scope))
),
line AS (
  SELECT org_id, month, person_id, due_fen, paid AS paid_fen, waived_fen,
         iif(is_over = 1, max(due_fen - waived_fen - paid, 0), 0) AS arrears_fen,
         iif(is_over = 1, 0, max(due_fen - waived_fen - paid, 0)) AS open_fen,
         iif(monthly IS NULL, 0, max(paid - (due_fen - waived_fen), 0)) AS more_fen,
         0 AS handed_fen, iif(monthly IS NULL AND (is_waived = 0 OR less IS NOT NULL), 1, 0) AS is_unfixed
  FROM owed
  UNION ALL
  SELECT org_id, month, NULL, 0, 0, 0, 0, 0, 0, amount, 0
  FROM clock
  CROSS JOIN org
  CROSS JOIN dues_handed_up ON dues_handed_up.org_id = org.id
  WHERE clock.id = 1 AND day <= as_of AND month BETWEEN substr(:since_day, 1, 7) AND substr(:until_day, 1, 7)
    AND (:everywhere = 1 OR org.id IN (SELECT org_id FROM scope))
)
SELECT line.*, line.org_id AS org, line.org_id AS branch, org.code COLLATE NOCASE AS org_code, person.id AS no, person.name,
       NULL AS resting,
       due_fen / 100.0 AS due, paid_fen / 100.0 AS paid, waived_fen / 100.0 AS waived, arrears_fen / 100.0 AS arrears,
       open_fen / 100.0 AS "open", more_fen / 100.0 AS more, handed_fen / 100.0 AS handed_up
FROM line
CROSS JOIN org ON org.id = line.org_id
LEFT JOIN person ON person.id = line.person_id
