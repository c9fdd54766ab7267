-- Meetings whose words match ?1, held by the day of the clock, with the texts that were searched.
SELECT meeting.id,
       (SELECT name FROM org_name WHERE org_name.org_id = meeting.org_id AND org_name.since_day <= meeting.day
          AND org_name.until_day > meeting.day) AS org,
       meeting.kind, meeting.date, meeting.topic,
       (SELECT group_concat(text, char(10) ORDER BY id) FROM resolution
        WHERE resolution.meeting_id = meeting.id) AS resolutions,
       (SELECT text FROM minutes WHERE minutes.meeting_id = meeting.id) AS minutes
FROM clock
CROSS JOIN meeting_words
CROSS JOIN meeting ON meeting.id = meeting_words.rowid
WHERE clock.id = 1 AND meeting_words MATCH ?1 AND meeting.day <= as_of
ORDER BY meeting.day, meeting.id
