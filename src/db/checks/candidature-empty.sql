-- subject: person
-- asked: whole
-- zh: 发展过程没有任何步骤
-- en: a way into the Party without any step
SELECT candidature.person_id AS subject_id, '#' || candidature.id AS detail
FROM candidature
WHERE NOT EXISTS (SELECT 1 FROM step WHERE step.candidature_id = candidature.id)
