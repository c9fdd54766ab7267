-- On whose roll person ?1 stands on the day ?2, and whether suspended.
SELECT roll.org_id, roll.category,
       iif(EXISTS (SELECT 1 FROM suspension
                   WHERE suspension.person_id = ?1 AND suspension.since_day <= ?2 AND suspension.until_day > ?2),
           'suspended', 'normal') AS standing
FROM roll
WHERE roll.person_id = ?1 AND roll.since_day <= ?2 AND roll.until_day > ?2
