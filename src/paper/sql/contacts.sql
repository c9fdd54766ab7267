-- Who fostered person :id on the last way into the Party, earliest first.
SELECT coalesce(person.name, foster.contact_text) AS name, foster.since,
       iif(foster.until_day <= as_of, foster.until, NULL) AS until,
       coalesce((SELECT unit_at.name FROM unit_at WHERE unit_at.id = person.unit_id), person.unit_text) AS unit, person.position
FROM clock
CROSS JOIN foster
LEFT JOIN person ON person.id = foster.contact_id
WHERE clock.id = 1 AND foster.since_day <= as_of AND foster.candidature_id =
  (SELECT candidature.id FROM clock CROSS JOIN candidature JOIN step ON step.candidature_id = candidature.id AND step.day <= as_of
   WHERE clock.id = 1 AND candidature.person_id = :id GROUP BY candidature.id ORDER BY min(step.day) DESC, candidature.id DESC LIMIT 1)
ORDER BY foster.since_day, foster.id
