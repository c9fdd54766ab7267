-- rule: activist_months
-- about: activists
-- zh: 没有列为发展对象的记录
-- en: no record of having been a candidate
-- settles: activist candidate
-- Those on the way who went further without it; of what was before the norm was made nobody asks.
SELECT person_id, org_id, since, due
FROM step_missing_at
WHERE missing = 'candidate' AND since_day >= :activist_months_since AND due < :day
