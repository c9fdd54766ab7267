-- Formation plans begun by then, several of a unit one after the other. A plan begins with the first step; after it was
-- closed, or the unit had an org that covers it no more, with the next. Each column is what was told of it last. It has
-- succeeded (`founded`) from the day on which an org covers the unit, unless it was closed before; `ended_day` is that day,
-- the one on which it was closed, or that on which its unit was. `is_last`: no later one of the unit is known.
CREATE TEMP VIEW IF NOT EXISTS plan_at AS
WITH told AS (
  SELECT plan_step.id, plan_step.unit_id, plan_step.date, plan_step.day, plan_step.state, plan_step.reason, plan_step.way,
         plan_step.target, plan_step.target_day, plan_step.responsible, plan_step.remark,
         row_number() OVER (PARTITION BY plan_step.unit_id ORDER BY plan_step.day, plan_step.id) AS place,
         lag(plan_step.state) OVER (PARTITION BY plan_step.unit_id ORDER BY plan_step.day, plan_step.id) AS state_before,
         lag(plan_step.day) OVER (PARTITION BY plan_step.unit_id ORDER BY plan_step.day, plan_step.id) AS day_before
  FROM clock
  CROSS JOIN plan_step
  WHERE clock.id = 1 AND plan_step.day <= as_of
),
covering AS (
  SELECT cover.unit_id, cover.org_id, max(cover.since_day, org.founded_day) AS day,
         min(cover.until_day, org.dissolved_day) AS until_day
  FROM clock
  CROSS JOIN cover
  JOIN org ON org.id = cover.org_id
  JOIN org_kind ON org_kind.org_id = org.id AND org_kind.since_day <= max(cover.since_day, org.founded_day)
       AND org_kind.until_day > max(cover.since_day, org.founded_day)
  WHERE clock.id = 1 AND org.founded_day <= as_of AND cover.since_day <= as_of AND org_kind.kind <> 'leading-group'
),
numbered AS (
  SELECT told.*,
         sum(iif(told.state_before IN ('shelved', 'dropped')
                 OR (SELECT count(*) FROM covering
                     WHERE covering.unit_id = told.unit_id AND covering.until_day > told.day_before
                       AND covering.until_day <= told.day) > 0, 1, 0))
           OVER (PARTITION BY told.unit_id ORDER BY told.place) AS number
  FROM told
),
placed AS (
  SELECT numbered.*,
         min(place) OVER (PARTITION BY unit_id, number) AS first_place,
         max(iif(state IS NULL, NULL, place)) OVER (PARTITION BY unit_id, number) AS state_place,
         max(iif(reason IS NULL, NULL, place)) OVER (PARTITION BY unit_id, number) AS reason_place,
         max(iif(way IS NULL, NULL, place)) OVER (PARTITION BY unit_id, number) AS way_place,
         max(iif(target IS NULL, NULL, place)) OVER (PARTITION BY unit_id, number) AS target_place,
         max(iif(responsible IS NULL, NULL, place)) OVER (PARTITION BY unit_id, number) AS responsible_place,
         max(iif(remark IS NULL, NULL, place)) OVER (PARTITION BY unit_id, number) AS remark_place
  FROM numbered
),
plan AS (
  SELECT unit_id, number, count(*) AS steps,
         max(iif(place = first_place, date, NULL)) AS began, min(day) AS began_day,
         coalesce(max(iif(place = state_place, state, NULL)), 'not-started') AS told_state,
         coalesce(max(iif(place = state_place, date, NULL)), max(iif(place = first_place, date, NULL))) AS told_since,
         coalesce(max(iif(place = state_place, day, NULL)), min(day)) AS told_day,
         max(iif(place = reason_place, reason, NULL)) AS reason,
         max(iif(place = way_place, way, NULL)) AS way,
         max(iif(place = target_place, target, NULL)) AS target,
         max(iif(place = target_place, target_day, NULL)) AS target_day,
         max(iif(place = responsible_place, responsible, NULL)) AS responsible,
         max(iif(place = remark_place, remark, NULL)) AS remark,
         lead(min(day)) OVER (PARTITION BY unit_id ORDER BY number) AS next_day
  FROM placed
  GROUP BY unit_id, number
),
founded AS (
  SELECT plan.unit_id, plan.number, covering.org_id, max(covering.day, plan.began_day) AS day,
         row_number() OVER (PARTITION BY plan.unit_id, plan.number ORDER BY covering.day, covering.org_id) AS nth
  FROM plan
  JOIN covering ON covering.unit_id = plan.unit_id AND covering.until_day > plan.began_day
       AND covering.day < coalesce(plan.next_day, '9999-12-31')
  WHERE plan.told_state NOT IN ('shelved', 'dropped') OR covering.day <= plan.told_day
)
SELECT plan.unit_id, plan.number, plan.steps, plan.began, plan.began_day,
       iif(founded.day IS NULL, plan.told_state, 'founded') AS state,
       coalesce(founded.day, plan.told_since) AS since, coalesce(founded.day, plan.told_day) AS since_day,
       plan.reason, plan.way, plan.target, plan.target_day, plan.responsible, plan.remark, founded.org_id,
       CASE WHEN founded.day IS NOT NULL THEN founded.day
            WHEN plan.told_state IN ('shelved', 'dropped') THEN plan.told_day
            WHEN unit.closed_day <= as_of THEN unit.closed_day END AS ended_day,
       iif(plan.next_day IS NULL, 1, 0) AS is_last
FROM clock
CROSS JOIN plan
JOIN unit ON unit.id = plan.unit_id
LEFT JOIN founded ON founded.unit_id = plan.unit_id AND founded.number = plan.number AND founded.nth = 1
WHERE clock.id = 1;

-- Planned orgs that are not to be founded any more: they were given up themselves, or the plans of all units that they are for
-- were closed.
CREATE TEMP VIEW IF NOT EXISTS given_up_at AS
SELECT org.id AS org_id
FROM clock
CROSS JOIN org
WHERE clock.id = 1 AND org.given_up_day <= as_of
UNION
SELECT cover.org_id
FROM clock
CROSS JOIN org
JOIN cover ON cover.org_id = org.id AND cover.until_day > as_of
LEFT JOIN plan_at ON plan_at.unit_id = cover.unit_id AND plan_at.is_last = 1 AND plan_at.state IN ('shelved', 'dropped')
WHERE clock.id = 1 AND org.planned = 1
GROUP BY cover.org_id
HAVING count(*) = count(plan_at.unit_id);
