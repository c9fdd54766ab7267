-- Who proposed the admission of person :id on the last way into the Party, once it was voted on.
SELECT coalesce(person.name, introducer.introducer_text) AS name,
       coalesce((SELECT unit_at.name FROM unit_at WHERE unit_at.id = person.unit_id), person.unit_text) AS unit, person.position
FROM clock
CROSS JOIN introducer
LEFT JOIN person ON person.id = introducer.introducer_id
WHERE clock.id = 1 AND introducer.candidature_id =
  (SELECT candidature.id FROM clock CROSS JOIN candidature JOIN step ON step.candidature_id = candidature.id AND step.day <= as_of
   WHERE clock.id = 1 AND candidature.person_id = :id GROUP BY candidature.id ORDER BY min(step.day) DESC, candidature.id DESC LIMIT 1)
ORDER BY introducer.id
