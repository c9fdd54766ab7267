WHERE clock.id = 1 AND meeting.day <= as_of
  AND (:kind IS NULL OR meeting.kind = :kind)
  AND (:from IS NULL OR meeting.day >= :from)
  AND (:to IS NULL OR meeting.day <= :to)
  AND (:campaign IS NULL
       OR EXISTS (SELECT 1 FROM campaign WHERE campaign.meeting_id = meeting.id AND campaign.name = :campaign))
  AND (NOT :voided OR meeting.voided IS NOT NULL)
ORDER BY meeting.org_id, meeting.day, meeting.kind, meeting.id -- as the index goes: nothing is sorted
