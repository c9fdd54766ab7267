-- rule: lost_removed_months
-- about: members
-- zh: 停止党籍满期限仍失去联系, 按自行脱党处理
-- en: suspended for so long and still out of touch: removed as having left the Party
-- settles: member end, member found
-- Members suspended, on a roll and out of touch still.
SELECT suspension.person_id, roll_at.org_id, suspension.since, date(suspension.since_day, '+' || :lost_removed_months || ' months', 'floor') AS due
FROM clock
CROSS JOIN suspension
JOIN roll_at ON roll_at.person_id = suspension.person_id
JOIN absence_at ON absence_at.person_id = suspension.person_id AND absence_at.kind = 'lost'
WHERE clock.id = 1 AND suspension.since_day <= as_of AND suspension.until_day > as_of
  AND date(suspension.since_day, '+' || :lost_removed_months || ' months', 'floor') >= :lost_removed_months_since
  AND date(suspension.since_day, '+' || :lost_removed_months || ' months', 'floor') < :day
