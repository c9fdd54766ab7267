-- subject: person
-- zh: 党费所属月份不在任何名册上
-- en: dues paid or waived for a month in which the person was on no roll
-- mend: member dues remove
SELECT entry.person_id AS subject_id, word('table', entry.tbl) || ' ' || entry.month AS detail
FROM (SELECT 'dues_payment' AS tbl, person_id, month, month AS until FROM dues_payment
      UNION ALL
      SELECT 'dues_waiver', person_id, since, until FROM dues_waiver) AS entry
WHERE NOT EXISTS (SELECT 1 FROM dues_stay
                  WHERE dues_stay.person_id = entry.person_id AND dues_stay.first_month <= entry.month
                    AND dues_stay.last_month >= entry.month)
