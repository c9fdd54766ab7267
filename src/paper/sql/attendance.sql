-- Who is named with meeting :id and was there, by number.
SELECT person.name, attendance.presence, attendance.votes
FROM attendance
JOIN person ON person.id = attendance.person_id
WHERE attendance.meeting_id = :id AND attendance.presence IN ('present', 'late') AND attendance.due = 1
ORDER BY person.id
