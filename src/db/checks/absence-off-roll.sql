-- subject: person
-- zh: 不在册却记为流动或失联
-- en: floating or out of touch while on no roll
SELECT absence.person_id AS subject_id, word('absence.kind', absence.kind) || ' ' || coalesce(absence.since, '?') AS detail
FROM absence
WHERE absence.until IS NULL
  AND NOT EXISTS (SELECT 1 FROM roll WHERE roll.person_id = absence.person_id AND roll.until IS NULL)
