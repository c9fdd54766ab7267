-- Person ?1, if on a roll on the day of the clock by a start that was only assumed.
SELECT person_id FROM roll_at WHERE person_id = ?1 AND assumed = 1
