-- The unit ?1 with its latest name and kind.
SELECT unit.id, unit.established, unit.closed, unit_state.name, unit_state.kind
FROM unit
JOIN unit_state ON unit_state.unit_id = unit.id
WHERE unit.id = ?1
ORDER BY unit_state.since_day DESC
LIMIT 1
