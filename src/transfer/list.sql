-- Transfers as they stood at the end of the day of the clock. A condition follows.
SELECT transfer_at.id, transfer_at.letter_no, person.name AS person, transfer_at.direction,
       transfer_at.from_name AS "from", transfer_at.to_name AS "to", transfer_at.issued, transfer_at.valid_days,
       transfer_at.expires, transfer_at.received, transfer_at.state, transfer_at.dues_until, transfer_at.cancelled,
       transfer_at.cancel_reason, transfer_at.remark, person.id_no
FROM transfer_at
JOIN person ON person.id = transfer_at.person_id
