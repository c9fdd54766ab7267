-- rule: appraisals
-- about: meetings
-- zh: 该年度民主评议党员未开展
-- en: appraisal of the year missing
-- settles: meeting record
-- Orgs that held fewer in the last time that is over than the norm asks for; before it was made nobody asks.
SELECT org_id, first AS since, last AS due
FROM meeting_owed_at
WHERE kind = 'appraisal' AND held < :appraisals AND last < :day AND last >= :appraisals_since
