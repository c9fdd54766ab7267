-- rule: activist_months
-- about: activists
-- zh: 没有确定为积极分子的记录
-- en: no record of having been named an activist
-- settles: activist nominate
-- Those on the way who went further without it; of what was before the norm was made nobody asks.
SELECT person_id, org_id, since, due
FROM step_missing_at
WHERE missing = 'nominated' AND since_day >= :activist_months_since AND due < :day
