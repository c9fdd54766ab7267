-- Whom of the full members of unit ?1, by work or by its own branch, a start that was only assumed puts there on the day of
-- the clock.
SELECT roll_at.person_id
FROM person
JOIN roll_at ON roll_at.person_id = person.id
WHERE person.unit_id = ?1 AND roll_at.category = 'full' AND roll_at.counted = 1 AND roll_at.assumed = 1
UNION
SELECT roll_at.person_id
FROM cover_at
JOIN roll_at ON roll_at.org_id = cover_at.org_id
WHERE cover_at.unit_id = ?1 AND cover_at.how = 'own'
  AND roll_at.category = 'full' AND roll_at.counted = 1 AND roll_at.assumed = 1
