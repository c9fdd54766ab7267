-- Who is counted on the roll of org ?1 on the day of the clock by a start that was only assumed.
SELECT person_id FROM roll_at WHERE org_id = ?1 AND counted = 1 AND assumed = 1
