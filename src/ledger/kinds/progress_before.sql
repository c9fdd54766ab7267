-- The last step of the unit before this one; if there is none the first of all, with `is_before` 0.
SELECT date, state, day <= :from AS is_before
FROM plan_step
WHERE unit_id = :unit_id AND id IS NOT :id
ORDER BY is_before DESC, iif(day <= :from, day, NULL) DESC, iif(day <= :from, id, NULL) DESC, day, id
LIMIT 1
