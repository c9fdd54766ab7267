-- A person's line on the sheet, new or mended in its row.
INSERT INTO attendance (meeting_id, person_id, due, votes, presence, reason)
VALUES (:meeting, :person, :due, :votes, :presence, :reason)
ON CONFLICT (meeting_id, person_id) DO UPDATE
SET due = excluded.due, votes = excluded.votes, presence = excluded.presence, reason = excluded.reason
