-- rule: floating_months
-- about: transfers
-- zh: 外出流动超期
-- en: floating for too long
-- settles: transfer out, member flow back
-- Members who are away, and stand on a roll; since when must be known.
SELECT absence_at.person_id, roll_at.org_id, absence_at.since,
       date(absence_at.since_day, '+' || :floating_months || ' months', 'floor') AS due
FROM absence_at
JOIN roll_at ON roll_at.person_id = absence_at.person_id
WHERE absence_at.kind = 'floating' AND absence_at.since IS NOT NULL
  AND date(absence_at.since_day, '+' || :floating_months || ' months', 'floor') < :day
