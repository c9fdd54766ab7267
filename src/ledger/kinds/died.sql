-- When person ?1 died, as far as that is on record.
SELECT max(until_day) AS died FROM roll WHERE person_id = ?1 AND ended = 'deceased'
