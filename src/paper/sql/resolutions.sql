-- What meeting :id decided, in order; those excused are taken off those due.
SELECT resolution.text,
       resolution.voters - (SELECT count(*) FROM voice WHERE voice.resolution_id = resolution.id AND voice.voice = 'excused') AS voters,
       resolution.present, nullif(resolution.written, 0) AS written, resolution.in_favour, resolution.against, resolution.abstained,
       resolution.secret
FROM resolution
WHERE resolution.meeting_id = :id
ORDER BY resolution.id
