-- rule: prereview
-- about: activists
-- zh: 没有预审记录
-- en: no pre-review on record
-- settles: activist prereview
-- Those on the way who went further without it; of what was before the norm was made nobody asks.
SELECT person_id, org_id, since, due
FROM step_missing_at
WHERE missing = 'prereviewed' AND since_day >= :prereview_since AND due < :day
