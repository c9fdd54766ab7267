-- subject: person
-- asked: whole
-- zh: 接收的日期与名册上的不同
-- en: the day of admission is not that of the roll
-- mend: activist set
SELECT roll.person_id AS subject_id,
       word('table', 'roll') || ' ' || roll.since || ', ' || word('step.step', step.step) || ' ' || step.date AS detail
FROM roll
JOIN candidature ON candidature.person_id = roll.person_id AND candidature.ended IS NULL
JOIN step ON step.candidature_id = candidature.id AND step.step = 'admitted'
WHERE roll.began = 'admitted' AND step.date <> roll.since
  AND NOT EXISTS (SELECT 1 FROM roll other
                  WHERE other.person_id = roll.person_id AND other.began = 'admitted' AND other.since = step.date)
