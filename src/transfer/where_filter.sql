WHERE (NOT :open OR transfer_at.state IN ('issued', 'expired'))
  AND (:direction IS NULL OR transfer_at.direction = :direction)
ORDER BY transfer_at.issued_day, transfer_at.id
