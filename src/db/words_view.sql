-- What can be searched of each meeting, cut into pairs of characters.
CREATE TEMP VIEW IF NOT EXISTS meeting_text AS
SELECT meeting.id, meeting.org_id,
       pairs(coalesce(meeting.topic, '') || char(10)
             || coalesce((SELECT group_concat(text, char(10) ORDER BY id) FROM resolution
                          WHERE resolution.meeting_id = meeting.id), '') || char(10)
             || coalesce((SELECT text FROM minutes WHERE minutes.meeting_id = meeting.id), '')) AS words
FROM meeting;
