-- Who stands with org :id on the way into the Party and is not admitted yet, in the order of their applications.
SELECT person.name, person.id AS no, person.sex, person.ethnicity, person.birth, person.education,
       coalesce((SELECT unit_at.name FROM unit_at WHERE unit_at.id = person.unit_id), person.unit_text) AS unit, person.position, person.phone,
       applied.date AS applied, talked.date AS talked,
       (SELECT talker.name FROM person AS talker WHERE talker.id = talked.by_id) AS talked_by,
       nominated.date AS nominated, candidate.date AS candidate, candidature_at.stage
FROM clock
CROSS JOIN candidature_at
JOIN person ON person.id = candidature_at.person_id
JOIN step_at AS applied ON applied.candidature_id = candidature_at.id AND applied.step = 'applied'
LEFT JOIN step_at AS talked ON talked.candidature_id = candidature_at.id AND talked.step = 'talked'
LEFT JOIN step_at AS nominated ON nominated.candidature_id = candidature_at.id AND nominated.step = 'nominated'
LEFT JOIN step_at AS candidate ON candidate.candidature_id = candidature_at.id AND candidate.step = 'candidate'
WHERE clock.id = 1 AND candidature_at.stage IN ('applicant', 'activist', 'candidate')
  AND candidature_at.org_id = :id
ORDER BY applied.day, person.id
