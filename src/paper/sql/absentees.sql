-- Who was due at meeting :id and was not there, and why, by number.
SELECT person.name, attendance.presence, attendance.reason
FROM attendance
JOIN person ON person.id = attendance.person_id
WHERE attendance.meeting_id = :id AND attendance.presence NOT IN ('present', 'late')
ORDER BY person.id
