-- The attendance by names of meeting :id in the columns of an export, with the name by which its org is found: the latest.
SELECT (SELECT name FROM org_name WHERE org_name.org_id = meeting.org_id ORDER BY since_day DESC LIMIT 1) AS org,
       kind, date || coalesce(' ' || time, '') AS date, topic, person.name, person.id_no, presence, reason
FROM meeting
CROSS JOIN attendance ON attendance.meeting_id = meeting.id
CROSS JOIN person ON person.id = attendance.person_id
WHERE meeting.id = :id
ORDER BY attendance.id
