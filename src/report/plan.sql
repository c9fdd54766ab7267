-- zh: 组建计划
-- en: Formation plans
-- tells_zh: 应建未建的单位, 期间内的组建计划: 推进中、计划建、其中已建、新建、过期未建、搁置或不再建, 完成率; 可按所在地、单位类别、责任人、状态、未建原因、方式
-- tells_en: Units owed an org, and plans in the period: going on, planned for it and of these founded, founded, overdue, given up; by district, kind of unit, who sees to it, state, reason, way
-- takes: year
-- norms: owed_full_members
-- by: district kind(unit_kind) responsible state(plan_step.state) reason(plan_step.reason) way(plan_step.way)
-- count: owed = is_owed = 1
-- count: running = ended_day IS NULL AND state IS NOT NULL
-- count: planned = is_planned = 1
-- count: planned_done = is_planned = 1 AND state = 'founded'
-- count: done = state = 'founded' AND ended_day >= :since_day
-- count: overdue = ended_day IS NULL AND target_day < as_of
-- count: closed = state IN ('shelved', 'dropped')
-- rate: rate = planned_done / planned
-- columns: unit_name kind(unit_kind) district unit_full_members owed_an_org(bool) state(plan_step.state) since reason(plan_step.reason) way(plan_step.way) target responsible org(org)
-- order: target_order district unit_name unit_id number
--
-- A row for each plan that went on on some day of the period or was for it, as it stood on the last day, and for each unit
-- that is owed an org on that day (S6) and has no such plan. Planned for the period is what was last to be founded by a day
-- of it (a month by its last day), unless it was closed before; of a year, quarter or month that is not over also what is
-- to be founded in the rest of it. Whether it was founded in the period or before it, it is done; the rate is of these.
-- With --under, the units that lie under the org, see `org plan`.
WITH members AS MATERIALIZED (
  SELECT person.unit_id, count(*) AS full_members
  FROM roll_at
  JOIN person ON person.id = roll_at.person_id
  WHERE roll_at.category = 'full' AND roll_at.counted = 1 AND person.unit_id IS NOT NULL
  GROUP BY person.unit_id
),
covered AS MATERIALIZED (
  SELECT DISTINCT unit_id FROM cover_at WHERE org_id NOT IN (SELECT id FROM org_at WHERE kind = 'leading-group')
),
near AS MATERIALIZED (
  SELECT near.id, max(coalesce(near.known_full_members, 0), coalesce(members.full_members, 0)) AS full_members,
         iif(covered.unit_id IS NULL
             AND max(coalesce(near.known_full_members, 0), coalesce(members.full_members, 0)) >= :owed_full_members, 1, 0) AS is_owed
  FROM unit_near_asked AS near
  LEFT JOIN members ON members.unit_id = near.id
  LEFT JOIN covered ON covered.unit_id = near.id
),
followed AS MATERIALIZED (
  SELECT plan_at.*, clock.as_of,
         iif(plan_at.target_day BETWEEN :since_day AND :period_end
             AND (plan_at.state = 'founded' OR coalesce(plan_at.ended_day, '9999-12-31') >= :since_day), 1, 0) AS is_planned
  FROM clock
  CROSS JOIN plan_at
  WHERE clock.id = 1 AND plan_at.began_day <= :until_day
    AND (coalesce(plan_at.ended_day, '9999-12-31') >= :since_day
         OR (plan_at.state = 'founded' AND plan_at.target_day BETWEEN :since_day AND :period_end))
    AND (:everywhere = 1 OR plan_at.unit_id IN (SELECT id FROM near))
),
whole AS (
  SELECT followed.unit_id, followed.number, followed.state, followed.since, followed.reason, followed.way, followed.target,
         followed.target_day, followed.responsible, followed.org_id, followed.ended_day, followed.as_of, followed.is_planned,
         iif(followed.is_last = 1, coalesce(near.is_owed, 0), 0) AS is_owed, near.full_members
  FROM followed
  LEFT JOIN near ON near.id = followed.unit_id
  UNION ALL
  SELECT near.id, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, clock.as_of, 0, 1, near.full_members
  FROM clock
  CROSS JOIN near
  WHERE clock.id = 1 AND near.is_owed = 1 AND near.id NOT IN (SELECT unit_id FROM followed)
)
SELECT whole.unit_id, named.name AS unit_name, named.kind, named.district, whole.full_members AS unit_full_members,
       whole.number, whole.state, whole.since, whole.reason, whole.way, whole.target, whole.target_day, whole.responsible,
       whole.org_id AS org, whole.ended_day, whole.as_of, whole.is_planned, whole.is_owed, whole.is_owed AS owed_an_org,
       coalesce(whole.target_day, '9999-12-31') AS target_order
FROM whole
CROSS JOIN unit_state AS named ON named.unit_id = whole.unit_id AND named.since_day <= whole.as_of AND named.until_day > whole.as_of
