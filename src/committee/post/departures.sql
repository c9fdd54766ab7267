-- How person ?1 left the rolls, earliest first, and whether no roll followed.
SELECT roll.until, roll.ended,
       NOT EXISTS (SELECT 1 FROM roll later
                   WHERE later.person_id = roll.person_id AND later.since_day >= roll.until_day AND later.id <> roll.id) AS is_last
FROM roll
WHERE roll.person_id = ?1 AND roll.ended NOT IN ('converted', 'moved')
ORDER BY roll.until_day, roll.id
