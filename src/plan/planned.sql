-- The units that an org was planned for on the day of the clock: one that is planned still, or was founded only later and
-- was recorded as a plan. `at`: when it was recorded, if the journal knows; `is_under`: whether it would stand under the
-- org asked for.
SELECT cover.unit_id, org.id AS org_id, coalesce(org_name.short_name, org_name.name) AS name, recorded.at,
       iif(scope.org_id IS NULL, 0, 1) AS is_under
FROM clock
CROSS JOIN org
JOIN cover ON cover.org_id = org.id AND cover.since_day <= as_of AND cover.until_day > as_of
JOIN org_name ON org_name.org_id = org.id AND org_name.since_day <= as_of AND org_name.until_day > as_of
LEFT JOIN org_parent ON org_parent.org_id = org.id AND org_parent.since_day <= as_of AND org_parent.until_day > as_of
LEFT JOIN scope ON scope.org_id = org_parent.parent_id
LEFT JOIN (SELECT change.row_id AS org_id, min(operation.at) AS at, max(json_extract(change.after, '$.planned')) AS planned
           FROM change
           JOIN operation ON operation.id = change.operation_id
           WHERE change.tbl = 'org' AND change.before IS NULL
           GROUP BY change.row_id) AS recorded ON recorded.org_id = org.id
WHERE clock.id = 1 AND (org.planned = 1 OR (org.founded_day > as_of AND recorded.planned = 1))
ORDER BY name, org.id
