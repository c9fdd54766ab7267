INSERT INTO voice (resolution_id, step_id, person_id, voice, reason, consented)
VALUES (:resolution, :step, :person, :voice, :reason, :consented)
