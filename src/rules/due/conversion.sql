-- rule: probation
-- about: activists
-- zh: 预备期满未讨论转正
-- en: probation over, conversion not discussed
-- settles: activist convert, activist extend, activist cancel
-- Probationary members, by the end of an extension if there is one; whose admission nobody recorded, from joining on.
SELECT way.person_id, way.org_id, coalesce(admitted.date, person.joined) AS since,
       coalesce(extended.until, date(coalesce(admitted.day, person.joined_day), '+' || :probation || ' months', 'floor')) AS due
FROM candidature_at AS way
JOIN person ON person.id = way.person_id
LEFT JOIN step_at AS admitted ON admitted.candidature_id = way.id AND admitted.step = 'admitted'
LEFT JOIN step_at AS extended ON extended.candidature_id = way.id AND extended.step = 'extended'
WHERE way.stage = 'probationary'
  AND coalesce(extended.until, date(coalesce(admitted.day, person.joined_day), '+' || :probation || ' months', 'floor')) < :day
