-- subject: person
-- asked: whole
-- zh: 日期早于建党, 或是其他软件的空日期
-- en: a day before the Party was founded, or the empty date of another program
SELECT id AS subject_id, joined AS detail FROM person WHERE is_stray_day(joined)
UNION ALL
SELECT id, full_on FROM person WHERE is_stray_day(full_on)
UNION ALL
SELECT person_id, since FROM roll WHERE is_stray_day(since)
UNION ALL
SELECT candidature.person_id, step.date
FROM step
JOIN candidature ON candidature.id = step.candidature_id
WHERE is_stray_day(step.date)
