INSERT INTO transfer (id, person_id, direction, letter_no, from_org_id, from_text, to_org_id, to_text, issued, valid_days,
                      received, cancelled, cancel_reason, dues_until, remark)
VALUES (:id, :person, :direction, :letter_no, :from_org, :from_text, :to_org, :to_text, :issued, :valid_days,
        :received, :cancelled, :reason, :dues_until, :remark)
