-- rule: notice_workdays
-- about: activists
-- zh: 没有公示记录
-- en: no public notice on record
-- settles: activist set
-- Those on the way who became candidates without it; of what was before the norm was made nobody asks.
SELECT way.person_id, way.org_id, over_it.date AS since, over_it.last_day AS due
FROM candidature_at AS way
JOIN step_at AS over_it ON over_it.candidature_id = way.id AND over_it.step = 'candidate' AND over_it.notice_from IS NULL
WHERE way.stage IN ('candidate', 'probationary')
  AND EXISTS (SELECT 1 FROM step_at AS applied WHERE applied.candidature_id = way.id AND applied.step = 'applied')
  AND over_it.day >= :notice_workdays_since AND over_it.last_day < :day
