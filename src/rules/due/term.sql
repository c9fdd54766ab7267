-- rule: renewal_elections
-- about: terms
-- zh: 任期届满未换届
-- en: term run out, no election since
-- settles: org elect call, org term set
-- Committees in office whose term has run out, with what the org above had consented to.
SELECT org_id, since, ends AS due
FROM in_office_at
WHERE ends < :day
