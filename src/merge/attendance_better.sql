-- What is told of both at a meeting, on the row that stays: whoever was seen there was there.
UPDATE attendance AS kept
SET due = max(kept.due, other.due),
    votes = max(kept.votes, other.votes),
    presence = CASE WHEN 'present' IN (kept.presence, other.presence) THEN 'present'
                    WHEN 'late' IN (kept.presence, other.presence) THEN 'late'
                    WHEN 'leave' IN (kept.presence, other.presence) THEN 'leave'
                    WHEN 'absent' IN (kept.presence, other.presence) THEN 'absent'
                    ELSE kept.presence END,
    reason = coalesce(kept.reason, other.reason)
FROM attendance other
WHERE kept.meeting_id = :meeting AND kept.person_id = :keep
  AND other.meeting_id = :meeting AND other.person_id = :gone
