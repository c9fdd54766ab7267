-- rule: dues_reminder_months
-- about: dues
-- zh: 欠交党费满提醒的月数
-- en: dues so many months in arrears that a reminder is due
-- settles: member dues pay, member dues waive
-- Members in arrears for that many months, in a row or not, from the day on which the last of them was over; who has not paid
-- for longer in a row is a case of its own.
SELECT person_id, org_id, month AS since, last_day AS due
FROM dues_lacking_at AS late
WHERE nth = :dues_reminder_months
  AND person_id NOT IN (SELECT person_id FROM dues_lacking_at GROUP BY person_id, run HAVING count(*) >= :dues_lapse_months)
