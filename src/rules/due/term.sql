-- rule: renewal_elections
-- about: terms
-- zh: 任期届满未换届
-- en: term run out, no election since
-- Committees in office whose term has run out, with what the org above had consented to.
SELECT NULL AS transfer_id, NULL AS person_id, org_id, ends AS due
FROM in_office_at
WHERE ends < :day
