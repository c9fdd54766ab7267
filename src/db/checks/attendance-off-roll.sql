-- subject: person
-- zh: 当日不在名册上却列入应到
-- en: due at a meeting though not on its roll that day
-- mend: meeting attend, meeting set
SELECT attendance.person_id AS subject_id, word('meeting.kind', meeting.kind) || ' ' || meeting.date || ' #' || meeting.id AS detail,
       meeting.id AS meeting_id
FROM attendance
JOIN meeting ON meeting.id = attendance.meeting_id
WHERE attendance.due = 1 AND meeting.voided IS NULL
  AND NOT EXISTS (SELECT 1 FROM roll
                  WHERE roll.person_id = attendance.person_id AND roll.org_id = meeting.org_id
                    AND roll.since_day <= meeting.day AND roll.until_day > meeting.day)
  AND NOT (meeting.kind = 'committee'
           AND EXISTS (SELECT 1 FROM post
                       WHERE post.person_id = attendance.person_id AND post.org_id = meeting.org_id
                         AND post.since_day <= meeting.day AND post.until_day > meeting.day))
  AND NOT EXISTS (
    WITH RECURSIVE above (id) AS (
      SELECT roll.org_id FROM roll
      WHERE roll.person_id = attendance.person_id AND roll.since_day <= meeting.day AND roll.until_day > meeting.day
      UNION
      SELECT org_parent.parent_id
      FROM above
      JOIN org_parent ON org_parent.org_id = above.id
                     AND org_parent.since_day <= meeting.day AND org_parent.until_day > meeting.day
    )
    SELECT 1 FROM above WHERE id = meeting.org_id)
