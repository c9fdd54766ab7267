-- Meetings at which both are named.
SELECT kept.meeting_id
FROM attendance kept
JOIN attendance other ON other.meeting_id = kept.meeting_id AND other.person_id = :gone
WHERE kept.person_id = :keep
ORDER BY kept.meeting_id
