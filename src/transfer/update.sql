UPDATE transfer
SET person_id = :person, direction = :direction, letter_no = :letter_no, from_org_id = :from_org,
    from_text = :from_text, to_org_id = :to_org, to_text = :to_text, issued = :issued, valid_days = :valid_days,
    received = :received, cancelled = :cancelled, cancel_reason = :reason, dues_until = :dues_until, remark = :remark
WHERE id = :id
