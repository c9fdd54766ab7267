-- The day of a vote with which both persons ?1 and ?2 are named, in writing or excused.
SELECT coalesce(meeting.date, step.date) AS date
FROM voice one
JOIN voice other ON other.person_id = ?2
                AND (other.resolution_id = one.resolution_id OR other.step_id = one.step_id)
LEFT JOIN resolution ON resolution.id = one.resolution_id
LEFT JOIN meeting ON meeting.id = resolution.meeting_id
LEFT JOIN step ON step.id = one.step_id
WHERE one.person_id = ?1
ORDER BY one.id
LIMIT 1
