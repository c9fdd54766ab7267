-- rule: lapse_months
-- about: transfers
-- zh: 介绍信过期后长期未转接
-- en: not transferred for long after the letter ran out
-- settles: transfer receipt, transfer cancel, member end
SELECT id AS transfer_id, person_id, from_org_id AS org_id, issued AS since,
       date(expires, '+' || :lapse_months || ' months', 'floor') AS due
FROM transfer_at
WHERE state IN ('issued', 'expired') AND date(expires, '+' || :lapse_months || ' months', 'floor') < :day
