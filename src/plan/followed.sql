-- The plans of the units asked for on the day of the clock, the soonest first. A unit that was closed since goes by its
-- last name; its plan goes on no more.
SELECT named.name AS unit, named.kind, named.district, plan_at.state, plan_at.since, plan_at.reason, plan_at.way,
       plan_at.target, plan_at.responsible, org_name.name AS org, plan_at.began, plan_at.remark, plan_at.unit_id,
       plan_at.ended_day
FROM clock
CROSS JOIN plan_at
JOIN unit_state AS named ON named.unit_id = plan_at.unit_id AND named.since_day <= as_of AND named.until_day > as_of
LEFT JOIN org_name ON org_name.org_id = plan_at.org_id AND org_name.since_day <= as_of AND org_name.until_day > as_of
WHERE clock.id = 1
  AND (:state IS NULL OR plan_at.state = :state)
  AND (:all OR :state IS NOT NULL OR plan_at.ended_day IS NULL)
  AND (NOT :overdue OR (plan_at.ended_day IS NULL AND plan_at.target_day < as_of))
  AND (:everywhere OR plan_at.unit_id IN (SELECT id FROM unit_near_asked))
ORDER BY coalesce(plan_at.target_day, '9999-12-31'), named.district, named.name, plan_at.unit_id, plan_at.number
