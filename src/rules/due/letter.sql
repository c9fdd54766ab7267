-- rule: letter_days_max
-- about: transfers
-- zh: 介绍信已过期
-- en: letter run out
-- settles: transfer receipt, transfer cancel
-- Letters past their last day, whose receipt is not in. Each carries its own days, so the norm is only the reason.
SELECT id AS transfer_id, person_id, from_org_id AS org_id, issued AS since, expires AS due
FROM transfer_at
WHERE state IN ('issued', 'expired') AND expires < :day
