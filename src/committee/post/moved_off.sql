-- Whether person ?2 has gone over from org ?1 to another roll after the day ?3, and is not on it again.
SELECT 1
FROM roll
WHERE person_id = ?2 AND org_id = ?1 AND ended = 'moved' AND until_day > ?3
  AND NOT EXISTS (SELECT 1 FROM roll back
                  WHERE back.person_id = roll.person_id AND back.org_id = roll.org_id AND back.since_day >= roll.until_day
                    AND back.id <> roll.id)
