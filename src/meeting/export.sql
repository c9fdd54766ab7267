-- Meeting :id in the columns of an export, with the name by which its org is found: the latest.
SELECT (SELECT name FROM org_name WHERE org_name.org_id = meeting.org_id ORDER BY since_day DESC LIMIT 1) AS org,
       kind, date || coalesce(' ' || time, '') AS date, topic, place, chair, recorder, lecturer,
       on_roll, voters, due_told, present, on_leave, absent, sit_ins, guests,
       (SELECT text FROM minutes WHERE minutes.meeting_id = meeting.id) AS minutes,
       minutes_long, integration, tier, form, measure, partner,
       (SELECT group_concat(name, '、' ORDER BY id) FROM campaign WHERE campaign.meeting_id = meeting.id) AS campaigns,
       remark
FROM meeting
WHERE id = :id
