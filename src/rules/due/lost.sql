-- rule: lost_months
-- about: members
-- zh: 失去联系满期限, 应停止党籍
-- en: out of touch so long that membership is to be suspended
-- settles: member suspend, member found
-- Members out of touch, on a roll and not suspended yet; since when must be known. Before the norm was made nobody asks.
SELECT absence_at.person_id, roll_at.org_id, absence_at.since, date(absence_at.since_day, '+' || :lost_months || ' months', 'floor') AS due
FROM absence_at
JOIN roll_at ON roll_at.person_id = absence_at.person_id AND roll_at.counted = 1
WHERE absence_at.kind = 'lost' AND absence_at.since IS NOT NULL
  AND date(absence_at.since_day, '+' || :lost_months || ' months', 'floor') >= :lost_months_since
  AND date(absence_at.since_day, '+' || :lost_months || ' months', 'floor') < :day
