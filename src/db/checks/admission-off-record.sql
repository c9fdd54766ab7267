-- subject: person
-- zh: 接收为预备党员的日期与入党日期不符
-- en: the day of admission and the day of joining disagree
SELECT candidature.person_id AS subject_id,
       word('step.step', step.step) || ' ' || step.date || ', '
       || word('column', 'joined') || ' ' || coalesce(person.joined, '—') AS detail
FROM step
JOIN candidature ON candidature.id = step.candidature_id
JOIN person ON person.id = candidature.person_id
WHERE step.step = 'admitted' AND step.date IS NOT person.joined AND candidature.ended IS NULL
