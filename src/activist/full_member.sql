-- Whether person ?1 is a full member on the day ?2 (`is_full`), and whether only an assumed start says so or not. Somebody
-- from elsewhere, who was never on a roll of ours, is one from the day of full membership on.
SELECT CASE WHEN EXISTS (SELECT 1 FROM roll WHERE person_id = ?1)
            THEN EXISTS (SELECT 1 FROM roll WHERE person_id = ?1 AND category = 'full' AND since_day <= ?2 AND until_day > ?2)
            ELSE EXISTS (SELECT 1 FROM person WHERE id = ?1 AND full_on_day <= ?2) END AS is_full,
       EXISTS (SELECT 1 FROM roll WHERE person_id = ?1 AND began = 'assumed' AND since_day > ?2) AS assumed,
       (SELECT full_on FROM person WHERE id = ?1) AS full_on
