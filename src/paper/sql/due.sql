-- Who is to sign at meeting :id, by number: those who were due as the meeting was recorded; where nobody is named, those of the
-- committee for one of the committee, else those who stood on the roll of the org or of one below it that day.
WITH RECURSIVE below (id) AS (
  SELECT org_id FROM meeting WHERE id = :id
  UNION
  SELECT org_parent.org_id FROM meeting, below JOIN org_parent ON org_parent.parent_id = below.id
  WHERE meeting.id = :id AND org_parent.since_day <= meeting.day AND org_parent.until_day > meeting.day
)
SELECT person.name, person.sex,
       (SELECT category FROM roll WHERE roll.person_id = person.id AND roll.since_day <= meeting.day AND roll.until_day > meeting.day) AS category
FROM meeting
CROSS JOIN person
WHERE meeting.id = :id AND CASE
  WHEN EXISTS (SELECT 1 FROM attendance WHERE attendance.meeting_id = :id AND attendance.due = 1)
  THEN EXISTS (SELECT 1 FROM attendance WHERE attendance.meeting_id = :id AND attendance.due = 1 AND attendance.person_id = person.id)
  WHEN meeting.kind = 'committee'
  THEN EXISTS (SELECT 1 FROM post WHERE post.org_id = meeting.org_id AND post.person_id = person.id
               AND post.since_day <= meeting.day AND post.until_day > meeting.day)
  ELSE EXISTS (SELECT 1 FROM roll JOIN below ON below.id = roll.org_id
               WHERE roll.person_id = person.id AND roll.since_day <= meeting.day AND roll.until_day > meeting.day) END
ORDER BY person.id
