-- Meetings with the name their org had that day. FROM and WHERE follow.
SELECT meeting.id,
       (SELECT name FROM org_name WHERE org_name.org_id = meeting.org_id AND org_name.since_day <= meeting.day
          AND org_name.until_day > meeting.day) AS org,
       meeting.kind, meeting.date, meeting.topic, meeting.chair, meeting.on_roll, meeting.voters, meeting.due_told,
       meeting.present, meeting.on_leave, meeting.absent, meeting.minutes_long,
       coalesce(meeting.tier, iif(meeting.kind = 'lecture', 'all', NULL)) AS tier, meeting.form, -- a lecture is for all
       (SELECT group_concat(name, '; ' ORDER BY id) FROM campaign WHERE campaign.meeting_id = meeting.id) AS campaigns,
       meeting.integration,
       (SELECT count(*) FROM resolution WHERE resolution.meeting_id = meeting.id) AS resolutions,
       meeting.voided, meeting.time, meeting.recorder, meeting.lecturer, meeting.place, meeting.measure, meeting.partner,
       meeting.guests, meeting.sit_ins, meeting.remark
