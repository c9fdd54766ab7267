-- The org ?1, marked as founded in step, if it and every unit of its own have days of their own and no two are the same.
SELECT (SELECT name FROM org_name WHERE org_name.org_id = org.id ORDER BY since_day DESC LIMIT 1) AS org, org.founded,
       (SELECT name FROM unit_state WHERE unit_state.unit_id = unit.id ORDER BY since_day DESC LIMIT 1) AS unit, unit.established
FROM org
JOIN cover ON cover.org_id = org.id
JOIN unit ON unit.id = cover.unit_id
WHERE org.id = ?1 AND org.in_step = 1 AND length(org.founded) = 10
  AND NOT EXISTS (SELECT 1 FROM cover AS other JOIN unit AS host ON host.id = other.unit_id
                  WHERE other.org_id = org.id
                    AND (host.established IS NULL OR length(host.established) < 10 OR host.established = org.founded))
ORDER BY unit.established_day, unit.id
LIMIT 1
