-- The units that an org was planned for on the day of the clock: one that is planned still and not given up, or was founded
-- only later and was recorded as a plan. `at`: when it was recorded, if the journal knows.
SELECT unit_at.id AS unit_id, unit_at.name AS unit, unit_at.kind, unit_at.district, org.id AS org_id,
       coalesce(org_name.short_name, org_name.name) AS name, recorded.at
FROM clock
CROSS JOIN org
JOIN cover ON cover.org_id = org.id AND cover.since_day <= as_of AND cover.until_day > as_of
JOIN unit_at ON unit_at.id = cover.unit_id
JOIN org_name ON org_name.org_id = org.id AND org_name.since_day <= as_of AND org_name.until_day > as_of
LEFT JOIN (SELECT change.row_id AS org_id, min(operation.at) AS at, max(json_extract(change.after, '$.planned')) AS planned
           FROM change
           JOIN operation ON operation.id = change.operation_id
           WHERE change.tbl = 'org' AND change.before IS NULL
           GROUP BY change.row_id) AS recorded ON recorded.org_id = org.id
WHERE clock.id = 1
  AND ((org.planned = 1 AND org.id NOT IN (SELECT org_id FROM given_up_at))
       OR (org.planned = 0 AND org.founded_day > as_of AND recorded.planned = 1))
ORDER BY name, org.id, unit_at.id
