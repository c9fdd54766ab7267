-- rule: training_hours
-- about: activists
-- zh: 集中培训学时不足
-- en: too few hours of training on record
-- settles: activist train
-- Those on the way who went further with fewer hours than the norm asks for on the day asked for; of what was before it was made nobody asks.
SELECT person_id, org_id, since, due
FROM step_missing_at
WHERE missing = 'trained' AND hours < :training_hours AND since_day >= :training_hours_since AND due < :day
