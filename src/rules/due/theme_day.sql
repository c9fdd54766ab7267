-- rule: theme_days
-- about: meetings
-- zh: 该月主题党日未开展
-- en: theme day of the month missing
-- settles: meeting record
-- Orgs that held fewer in the last time that is over than the norm asks for; before it was made nobody asks.
SELECT org_id, first_day AS since, last_day AS due
FROM meeting_owed_at
WHERE kind = 'theme-day' AND held < :theme_days AND last_day < :day AND last_day >= :theme_days_since
