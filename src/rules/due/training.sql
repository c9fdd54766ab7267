-- rule: member_hours
-- about: members
-- zh: 该年度学时不足
-- en: hours of training of the year lacking
-- settles: meeting record
-- Members on one roll or another all through the last year that is over, with fewer hours than are due; secretaries and members
-- of a committee at its end owe more. Full hours are counted, as in the report of training.
SELECT roll_at.person_id, roll_at.org_id, year.first_day AS since, year.last_day AS due
FROM (SELECT first_day, last_day FROM window_at WHERE months = 12 AND last_day < :day ORDER BY last_day DESC LIMIT 1) AS year
CROSS JOIN roll_at ON roll_at.counted = 1
WHERE year.last_day >= :member_hours_since
  AND EXISTS (SELECT 1 FROM roll AS earlier
              WHERE earlier.person_id = roll_at.person_id AND earlier.since_day <= year.first_day AND earlier.until_day > year.first_day)
  AND (SELECT CAST((coalesce(sum(meeting.minutes_long), 0) - coalesce(sum(meeting.minutes_long), 0) % 60) / 60 AS INTEGER)
       FROM attendance
       CROSS JOIN meeting_at AS meeting ON meeting.id = attendance.meeting_id AND meeting.day BETWEEN year.first_day AND year.last_day
       WHERE attendance.person_id = roll_at.person_id AND attendance.presence IN ('present', 'late')
         AND meeting.teaches = 1)
      < iif((SELECT count(*) FROM post
             WHERE post.person_id = roll_at.person_id AND post.since_day <= year.last_day AND post.until_day > year.last_day) > 0,
            :secretary_hours, :member_hours)
