-- The unit that bears name ?1, unless both it and the other, whose credit code is ?2, have one; not one that the office ?3 handed up.
SELECT unit.id
FROM unit_state
JOIN unit ON unit.id = unit_state.unit_id
WHERE unit_state.name = ?1 AND (unit.uscc IS NULL OR ?2 IS NULL)
  AND NOT EXISTS (SELECT 1 FROM handed_up WHERE sender_id = ?3 AND tbl = 'unit' AND row_id = unit.id)
ORDER BY unit_state.until_day DESC, unit.id
LIMIT 1
