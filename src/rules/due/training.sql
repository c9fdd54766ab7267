-- rule: member_hours
-- about: members
-- zh: 该年度学时不足
-- en: hours of training of the year lacking
-- settles: meeting record
-- Members on one roll or another all through the last year that is over, with fewer hours than are due; secretaries and members
-- of a committee at its end owe more. Full hours are counted, as in the report of training.
SELECT roll_at.person_id, roll_at.org_id, year.first AS since, year.last AS due
FROM (SELECT first, last FROM window_at WHERE months = 12 AND last < :day ORDER BY last DESC LIMIT 1) AS year
CROSS JOIN roll_at ON roll_at.counted
WHERE year.last >= :member_hours_since
  AND EXISTS (SELECT 1 FROM roll AS before
              WHERE before.person_id = roll_at.person_id AND before.since_day <= year.first AND before.until_day > year.first)
  AND (SELECT coalesce(sum(meeting.minutes_long), 0) / 60
       FROM attendance
       CROSS JOIN meeting_at AS meeting ON meeting.id = attendance.meeting_id AND meeting.day BETWEEN year.first AND year.last
       WHERE attendance.person_id = roll_at.person_id AND attendance.presence IN ('present', 'late')
         AND meeting.teaches)
      < iif(EXISTS (SELECT 1 FROM post
                    WHERE post.person_id = roll_at.person_id AND post.since_day <= year.last AND post.until_day > year.last),
            :secretary_hours, :member_hours)
