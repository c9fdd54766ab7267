-- rule: life_meetings
-- about: meetings
-- zh: 该年度组织生活会未开
-- en: organisational life meeting of the year missing
-- settles: meeting record
-- Orgs that held fewer in the last time that is over than the norm asks for; before it was made nobody asks.
SELECT org_id, first_day AS since, last_day AS due
FROM meeting_owed_at
WHERE kind = 'org-life' AND held < :life_meetings AND last_day < :day AND last_day >= :life_meetings_since
