-- Who is named with the vote of resolution :resolution, or of step :step.
SELECT person_id, voice, reason, consented
FROM voice
WHERE resolution_id = :resolution OR step_id = :step
ORDER BY id
