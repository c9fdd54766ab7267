-- zh: 到会: 这些会议中记到人的, 每人每次一行; 迟到(late)的也到了会
-- en: attendance: a row for each person named at those meetings; whoever was late was there
-- columns: meeting_id(number) org_code kind(meeting_kind) date(date) no(number) name due(bool) votes(bool) presence(attendance.presence) reason
SELECT meeting_at.id AS meeting_id, org.code AS org_code, meeting_at.kind, meeting_at.date, person.id AS no,
       shown_text(person.name) AS name, attendance.due, attendance.votes, attendance.presence,
       shown_text(attendance.reason) AS reason
FROM meeting_at
JOIN attendance ON attendance.meeting_id = meeting_at.id
JOIN person ON person.id = attendance.person_id
JOIN org ON org.id = meeting_at.org_id
