-- subject: org
-- asked: whole
-- zh: 党组织的日期早于建党, 或是其他软件的空日期
-- en: a day of an org before the Party was founded, or the empty date of another program
SELECT id AS subject_id, founded AS detail FROM org WHERE is_stray_day(founded)
UNION ALL
SELECT id, dissolved FROM org WHERE is_stray_day(dissolved)
UNION ALL
SELECT id, requested FROM org WHERE is_stray_day(requested)
UNION ALL
SELECT id, approved FROM org WHERE is_stray_day(approved)
UNION ALL
SELECT id, given_up FROM org WHERE is_stray_day(given_up)
UNION ALL
SELECT org_id, date FROM meeting WHERE is_stray_day(date)
