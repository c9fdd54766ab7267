-- The months for which dues may be owed: from the first for which anybody has a rate or a payment to that of the day.
CREATE TEMP VIEW IF NOT EXISTS dues_months_at AS
WITH RECURSIVE month (month) AS (
  SELECT min(month) FROM (SELECT min(since) AS month FROM dues_rate UNION ALL SELECT min(month) FROM dues_payment)
  UNION ALL
  SELECT substr(date(month.month || '-01', '+1 month'), 1, 7)
  FROM clock
  CROSS JOIN month
  WHERE clock.id = 1 AND month.month < substr(as_of, 1, 7)
)
SELECT month, date(month || '-01', '+1 month', '-1 day') AS last_day
FROM clock
CROSS JOIN month
WHERE clock.id = 1 AND month <= substr(as_of, 1, 7);

-- Dues of those months: to which org each is owed, what for it was fixed, paid and waived by the day. A month in which somebody
-- was suspended from its first day to its last is owed to nobody. `monthly` is NULL where no rate is known.
CREATE TEMP VIEW IF NOT EXISTS dues_month_at AS
SELECT stay.person_id, stay.org_id, month.month, month.last_day,
       (SELECT CAST(substr(max(rate.since || rate.monthly), 8) AS INTEGER)
        FROM dues_rate AS rate
        WHERE rate.person_id = stay.person_id AND rate.since <= month.month) AS monthly,
       coalesce((SELECT sum(amount) FROM dues_payment
                 WHERE dues_payment.person_id = stay.person_id AND dues_payment.month = month.month AND dues_payment.day <= as_of), 0)
         AS paid,
       iif(waiver.id IS NULL, 0, 1) AS is_waived, waiver.less
FROM clock
CROSS JOIN dues_stay AS stay
CROSS JOIN dues_months_at AS month ON month.month >= stay.first_month AND (month.month <= stay.last_month OR stay.until_day > as_of)
LEFT JOIN dues_waiver AS waiver ON waiver.person_id = stay.person_id AND month.month BETWEEN waiver.since AND waiver.until
                                AND waiver.day <= as_of
WHERE clock.id = 1 AND stay.since_day <= as_of
  AND NOT EXISTS (SELECT 1 FROM dues_stay AS earlier
                  WHERE earlier.person_id = stay.person_id AND earlier.since_day < stay.since_day
                    AND earlier.first_month <= month.month AND earlier.last_month >= month.month)
  AND NOT EXISTS (SELECT 1 FROM suspension
                  WHERE suspension.person_id = stay.person_id AND suspension.since_day <= month.month || '-01'
                    AND suspension.until_day > month.last_day);

-- Months in arrears on the day: over, and not paid or waived in full. `run` tells those of one person apart that do not follow each
-- other.
CREATE TEMP VIEW IF NOT EXISTS dues_lacking_at AS
SELECT lacking.*,
       12 * CAST(substr(lacking.month, 1, 4) AS INTEGER) + CAST(substr(lacking.month, 6, 2) AS INTEGER)
         - row_number() OVER (PARTITION BY lacking.person_id ORDER BY lacking.month) AS run
FROM (SELECT person_id, org_id, month, last_day,
             monthly - paid - iif(is_waived = 1, coalesce(less, monthly), 0) AS lacking
      FROM clock
      CROSS JOIN dues_month_at
      WHERE clock.id = 1 AND last_day <= as_of) AS lacking
WHERE lacking.lacking > 0;
