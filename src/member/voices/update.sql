-- Names somebody otherwise with the vote of resolution :resolution, or of step :step.
UPDATE voice
SET voice = :voice, reason = :reason, consented = :consented
WHERE (resolution_id = :resolution OR step_id = :step) AND person_id = :person
