-- The units that a row of this name may be about, the likeliest first; `rank` tells which are equally likely: one
-- closed on the day told, one that stands, one that is closed.
SELECT unit.id, iif(unit.closed IS :closed, 0, iif(unit.closed IS NULL, 1, 2)) AS rank
FROM unit_state
JOIN unit ON unit.id = unit_state.unit_id
WHERE unit_state.name = :name AND unit_state.until IS NULL
ORDER BY rank, unit.id
