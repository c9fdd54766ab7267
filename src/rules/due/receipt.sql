-- rule: receipt_months
-- about: transfers
-- zh: 回执逾期未到
-- en: receipt not in
-- settles: transfer receipt
-- When the other side took the letter in nobody tells us, so the months are counted from the letter itself.
SELECT id AS transfer_id, person_id, from_org_id AS org_id, issued AS since,
       date(issued_day, '+' || :receipt_months || ' months', 'floor') AS due
FROM transfer_at
WHERE state IN ('issued', 'expired') AND date(issued_day, '+' || :receipt_months || ' months', 'floor') < :day
