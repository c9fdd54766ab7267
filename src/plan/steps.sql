-- How it went with a unit up to the day of the clock: what was told, and when an org came to cover it.
SELECT entry.date, entry.state, entry.reason, entry.way, entry.target, entry.responsible, NULL AS org, entry.remark,
       entry.day, 0 AS is_worked_out, entry.id
FROM plan_step_at AS entry
WHERE entry.unit_id = :unit
UNION ALL
SELECT plan_at.since, 'founded', NULL, NULL, NULL, NULL, org_name.name, NULL, plan_at.since_day, 1, plan_at.number
FROM clock
CROSS JOIN plan_at
JOIN org_name ON org_name.org_id = plan_at.org_id AND org_name.since_day <= as_of AND org_name.until_day > as_of
WHERE clock.id = 1 AND plan_at.unit_id = :unit
ORDER BY day, is_worked_out, id
