-- rule: lectures
-- about: meetings
-- zh: 该季度党课未上
-- en: Party lecture of the quarter missing
-- settles: meeting record
-- Orgs that held fewer in the last time that is over than the norm asks for; before it was made nobody asks.
SELECT org_id, first_day AS since, last_day AS due
FROM meeting_owed_at
WHERE kind = 'lecture' AND held < :lectures AND last_day < :day AND last_day >= :lectures_since
