-- Which unit a full name means: the one that bears it still, else the only one that ever bore it; nobody where two could be
-- meant.
WITH bearer AS (
  SELECT DISTINCT unit_state.name, unit_state.unit_id,
         iif(unit_state.until IS NULL AND unit.closed IS NULL, unit_state.unit_id, NULL) AS standing
  FROM unit_state
  JOIN unit ON unit.id = unit_state.unit_id
),
meant AS (
  SELECT name, CASE WHEN count(DISTINCT standing) = 1 THEN max(standing)
                    WHEN count(DISTINCT standing) = 0 AND count(DISTINCT unit_id) = 1 THEN max(unit_id) END AS unit_id
  FROM bearer
  GROUP BY name
)
