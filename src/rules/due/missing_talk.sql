-- rule: talk_months
-- about: activists
-- zh: 没有谈话记录
-- en: no talk on record
-- settles: activist talk
-- Those on the way who went further without it; of what was before the norm was made nobody asks.
SELECT person_id, org_id, since, due
FROM step_missing_at
WHERE missing = 'talked' AND since_day >= :talk_months_since AND due < :day
