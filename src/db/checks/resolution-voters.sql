-- subject: org
-- asked: whole
-- zh: 决议的应到人数多于该次会议的应到人数
-- en: more voters at a resolution than were due at its meeting
SELECT meeting.org_id AS subject_id, word('meeting.kind', meeting.kind) || ' ' || meeting.date || ' #' || meeting.id AS detail
FROM resolution
JOIN meeting ON meeting.id = resolution.meeting_id
WHERE resolution.voters > max(coalesce(meeting.on_roll, meeting.due_told), coalesce(meeting.due_told, meeting.on_roll))
