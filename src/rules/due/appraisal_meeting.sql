-- rule: appraisals
-- about: meetings
-- zh: 该年度民主评议党员未开展
-- en: appraisal of the year missing
-- settles: meeting record
-- Orgs that held fewer in the last time that is over than the norm asks for; before it was made nobody asks.
SELECT org_id, first_day AS since, last_day AS due
FROM meeting_owed_at
WHERE kind = 'appraisal' AND held < :appraisals AND last_day < :day AND last_day >= :appraisals_since
