-- By what and when person ?1 had left the rolls for good by the day ?2, if so.
SELECT roll.until, roll.ended
FROM roll
WHERE roll.person_id = ?1 AND roll.until_day <= ?2
  AND roll.ended IN ('deceased', 'resigned', 'removed', 'expelled', 'cancelled', 'left')
  AND NOT EXISTS (SELECT 1 FROM roll later WHERE later.person_id = ?1 AND later.since_day >= roll.until_day AND later.id <> roll.id)
