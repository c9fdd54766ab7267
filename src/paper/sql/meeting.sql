-- What a paper may say of meeting :id, once it was held by the day of the clock. A column for each field of `fields/meeting.rs`.
SELECT meeting.id AS no,
       (SELECT name FROM org_name WHERE org_name.org_id = meeting.org_id AND org_name.since_day <= meeting.day
          AND org_name.until_day > meeting.day) AS org,
       meeting.kind, meeting.date, meeting.time, meeting.place, meeting.topic, meeting.chair, meeting.recorder, meeting.lecturer,
       coalesce(meeting.on_roll, meeting.due_told) AS due_count, meeting.voters, meeting.present, meeting.on_leave, meeting.absent,
       meeting.sit_ins, meeting.guests,
       (SELECT text FROM minutes WHERE minutes.meeting_id = meeting.id) AS minutes, meeting.minutes_long, meeting.remark, meeting.voided
FROM clock
CROSS JOIN meeting
WHERE clock.id = 1 AND meeting.id = :id AND meeting.day <= as_of
