-- Transfers as booked. A condition follows.
SELECT id, person_id, direction, letter_no, from_org_id, from_text, to_org_id, to_text, issued, valid_days, received,
       cancelled, cancel_reason, dues_until, remark
FROM transfer
