-- Who stands on the roll of org ?1 on the day ?2, and is counted that day.
SELECT roll.person_id, roll.category
FROM roll
WHERE roll.org_id = ?1 AND roll.since_day <= ?2 AND roll.until_day > ?2
  AND NOT EXISTS (SELECT 1 FROM suspension
                  WHERE suspension.person_id = roll.person_id AND suspension.since_day <= ?2 AND suspension.until_day > ?2)
