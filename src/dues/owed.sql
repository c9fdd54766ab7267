-- What person :person owes for the month :month, by what was paid and consented to until the day :day: to which org, at what rate, and what was paid and waived of it. No row where
-- nothing is owed: on no roll that month, or suspended all of it.
SELECT stay.org_id,
       (SELECT monthly FROM dues_rate WHERE person_id = :person AND since <= :month ORDER BY since DESC LIMIT 1) AS monthly,
       (SELECT coalesce(sum(amount), 0) FROM dues_payment WHERE person_id = :person AND month = :month AND day <= :day)
         AS paid,
       waiver.id AS waiver_id, waiver.less
FROM (SELECT org_id FROM dues_stay
      WHERE person_id = :person AND first_month <= :month AND last_month >= :month
      ORDER BY since_day LIMIT 1) AS stay
LEFT JOIN dues_waiver waiver ON waiver.person_id = :person AND :month BETWEEN waiver.since AND waiver.until AND waiver.day <= :day
WHERE NOT EXISTS (SELECT 1 FROM suspension
                  WHERE suspension.person_id = :person AND suspension.since_day <= :month || '-01'
                    AND suspension.until_day > date(:month || '-01', '+1 month', '-1 day'))
