-- rule: none
-- about: units
-- zh: 组建计划到期未完成
-- en: formation plan past its month
-- settles: org plan set
-- Plans that go on, with a month planned for the founding that is past.
SELECT plan_at.unit_id, plan_at.began AS since, plan_at.target_day AS due
FROM plan_at
WHERE plan_at.is_last = 1 AND plan_at.ended_day IS NULL AND plan_at.target_day < :day
