-- Puts down what is told of the founding of an org.
UPDATE org
SET requested = coalesce(:requested, requested),
    request_no = coalesce(:request_no, request_no),
    approved = coalesce(:approved, approved),
    formation_reason = coalesce(:reason, formation_reason),
    in_step = coalesce(:in_step, in_step)
WHERE id = :id
