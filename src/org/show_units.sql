-- The units that the org ?1 covers on the day of the clock, and how.
SELECT unit_state.name, cover.how
FROM clock
CROSS JOIN cover
JOIN unit_state ON unit_state.unit_id = cover.unit_id AND unit_state.since_day <= as_of AND unit_state.until_day > as_of
WHERE cover.org_id = ?1 AND cover.since_day <= as_of AND cover.until_day > as_of
ORDER BY unit_state.name
