-- The evaluations on the last way of person :id into the Party, earliest first.
SELECT step.date, step.result, step.note,
       (SELECT person.name FROM person WHERE person.id = step.by_id) AS by
FROM clock
CROSS JOIN step
WHERE clock.id = 1 AND step.day <= as_of AND step.step = 'evaluated' AND step.candidature_id =
  (SELECT candidature.id FROM clock CROSS JOIN candidature JOIN step ON step.candidature_id = candidature.id AND step.day <= as_of
   WHERE clock.id = 1 AND candidature.person_id = :id GROUP BY candidature.id ORDER BY min(step.day) DESC, candidature.id DESC LIMIT 1)
ORDER BY step.day, step.id
