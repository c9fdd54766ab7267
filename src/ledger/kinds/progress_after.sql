-- The first step of the unit after this one.
SELECT date, state, 1 AS is_after
FROM plan_step
WHERE unit_id = :unit_id AND id IS NOT :id AND (day > :from OR (day = :from AND id > :id))
ORDER BY day, id
LIMIT 1
