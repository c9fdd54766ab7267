-- rule: committee_meetings
-- about: meetings
-- zh: 该月支部委员会会议未开
-- en: committee meeting of the month missing
-- settles: meeting record
-- Orgs that held fewer in the last time that is over than the norm asks for; before it was made nobody asks.
SELECT org_id, first_day AS since, last_day AS due
FROM meeting_owed_at
WHERE kind = 'committee' AND held < :committee_meetings AND last_day < :day AND last_day >= :committee_meetings_since
  AND (has_committee = 1 OR has_posts = 0 AND full_members >= :committee_full_members)
