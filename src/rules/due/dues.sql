-- rule: dues_reminder_months
-- about: dues
-- zh: 欠交党费满提醒的月数
-- en: dues so many months in arrears that a reminder is due
-- settles: member dues pay, member dues waive
-- Members in arrears with one org for that many months, in a row or not, from the day on which the last of them was over; who has
-- not paid it for longer in a row is a case of its own.
SELECT late.person_id, late.org_id, late.month AS since, late.last_day AS due
FROM (SELECT person_id, org_id, month, last_day,
             row_number() OVER (PARTITION BY person_id, org_id ORDER BY month) AS of_org
      FROM dues_lacking_at) AS late
WHERE late.of_org = :dues_reminder_months
  AND late.person_id NOT IN (SELECT person_id FROM dues_lacking_at
                             WHERE dues_lacking_at.org_id = late.org_id
                             GROUP BY person_id, run HAVING count(*) >= :dues_lapse_months)
