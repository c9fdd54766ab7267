-- rule: general_meetings
-- about: meetings
-- zh: 该季度支部党员大会未开足
-- en: general meetings of the quarter missing
-- settles: meeting record
-- Orgs that held fewer in the last time that is over than the norm asks for; before it was made nobody asks.
SELECT org_id, first_day AS since, last_day AS due
FROM meeting_owed_at
WHERE kind = 'general' AND held < :general_meetings AND last_day < :day AND last_day >= :general_meetings_since
