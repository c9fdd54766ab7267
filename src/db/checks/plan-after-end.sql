-- subject: unit
-- table: plan_step
-- zh: 组建计划搁置或不再建之后仍有进展, 却没有重新启动
-- en: a plan went on after it was given up, without a new beginning
-- mend: org progress set, org progress remove
SELECT step.unit_id AS subject_id, step.date || ' #' || step.id AS detail
FROM (SELECT plan_step.unit_id, plan_step.id, plan_step.date, plan_step.state,
             lag(plan_step.state) OVER (PARTITION BY plan_step.unit_id ORDER BY plan_step.day, plan_step.id) AS state_before
      FROM plan_step) AS step
WHERE step.state_before IN ('shelved', 'dropped') AND coalesce(step.state, '') <> 'not-started'
