-- rule: political_review
-- about: activists
-- zh: 没有政治审查记录
-- en: no political review on record
-- settles: activist review
-- Those on the way who went further without it; of what was before the norm was made nobody asks.
SELECT person_id, org_id, since, due
FROM step_missing_at
WHERE missing = 'reviewed' AND since_day >= :political_review_since AND due < :day
