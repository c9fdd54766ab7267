-- rule: dues_lapse_months
-- about: dues
-- zh: 连续多月不交党费, 须查明原因, 无正当理由的按自行脱党处理
-- en: no dues for months in a row: ask why; without good reason the person is taken to have left the Party
-- settles: member dues pay, member end
-- Members in arrears with one org for that many months in a row or more, from the day on which the last of the first such run was
-- over.
SELECT person_id, org_id, min(first_month) AS since, min(last_day) AS due
FROM (SELECT person_id, org_id, last_day, row_number() OVER (PARTITION BY person_id, org_id, run ORDER BY month) AS nth,
             min(month) OVER (PARTITION BY person_id, org_id, run) AS first_month
      FROM dues_lacking_at) AS late
WHERE nth = :dues_lapse_months
GROUP BY person_id, org_id
