-- rule: life_meetings
-- about: meetings
-- zh: 该年度组织生活会未开
-- en: organisational life meeting of the year missing
-- settles: meeting record
-- Orgs that held fewer in the last time that is over than the norm asks for; before it was made nobody asks.
SELECT org_id, first AS since, last AS due
FROM meeting_owed_at
WHERE kind = 'org-life' AND held < :life_meetings AND last < :day AND last >= :life_meetings_since
