-- rule: group_meetings
-- about: meetings
-- zh: 该月党小组会未开
-- en: group meeting of the month missing
-- settles: meeting record
-- Orgs that held fewer in the last time that is over than the norm asks for; before it was made nobody asks.
SELECT org_id, first_day AS since, last_day AS due
FROM meeting_owed_at
WHERE kind = 'group' AND held < :group_meetings AND last_day < :day AND last_day >= :group_meetings_since
