-- What should have gone before a step that was taken, and is not on record, of those on the way whose application is. Each with the
-- step that should have waited for it, or the first of those that come later: its date, its first day, and `due`, its last, on
-- which it was in time still. A training is told with the hours there are (`hours`): whether they are too few the norm says.
-- The same as `activist show` tells of one way.
CREATE TEMP VIEW IF NOT EXISTS step_missing_at AS
WITH duty (missing, nth, waits) AS (
  VALUES ('talked', 20, 'nominated'), ('nominated', 30, 'candidate'), ('candidate', 40, 'admitted'), ('reviewed', 50, 'admitted'),
         ('trained', 50, 'admitted'), ('prereviewed', 60, 'admitted')
),
-- an evaluation comes after being named, an oath after admission
taken AS (
  SELECT step_at.candidature_id, step_at.step AS name, step_at.date, step_at.day, step_at.last_day,
         CASE step_at.step WHEN 'evaluated' THEN 35 WHEN 'sworn' THEN 85 ELSE 10 * step_at.place END AS nth
  FROM step_at
)
SELECT way.person_id, way.org_id, duty.missing,
       coalesce(max(iif(taken.name = duty.waits, taken.date, NULL)), substr(min(taken.day || taken.date), 11)) AS since,
       coalesce(max(iif(taken.name = duty.waits, taken.day, NULL)), min(taken.day)) AS since_day,
       coalesce(max(iif(taken.name = duty.waits, taken.last_day, NULL)), substr(min(taken.day || taken.last_day), 11)) AS due,
       (SELECT coalesce(sum(step_at.hours), 0) FROM step_at WHERE step_at.candidature_id = way.id) AS hours
FROM candidature_at AS way
CROSS JOIN duty
JOIN taken ON taken.candidature_id = way.id AND taken.nth > duty.nth
WHERE way.stage IN ('applicant', 'activist', 'candidate', 'probationary')
  AND EXISTS (SELECT 1 FROM step_at AS applied WHERE applied.candidature_id = way.id AND applied.step = 'applied')
  AND (duty.missing = 'trained'
       OR NOT EXISTS (SELECT 1 FROM step_at AS there WHERE there.candidature_id = way.id AND there.step = duty.missing))
GROUP BY way.id, way.person_id, way.org_id, duty.missing;
