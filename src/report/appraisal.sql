-- zh: 民主评议党员
-- en: Yearly appraisal of members
-- tells_zh: 年度民主评议: 各等次人数、优秀率, 未评议的人及原因
-- tells_en: The yearly appraisal: how many have each grade, the share of the excellent, who is not appraised and why
-- takes: year
-- by: org(org) grade(appraisal.grade) why(unappraised)
-- count: members = 1
-- count: appraised = grade IS NOT NULL
-- count: excellent = grade = 'excellent'
-- count: qualified = grade = 'qualified'
-- count: basic = grade = 'basic'
-- count: unqualified = grade = 'unqualified'
-- rate: excellent_share = excellent / appraised
-- count: unappraised = grade IS NULL
-- columns: no name org(org) category(category) grade(appraisal.grade) meeting why(unappraised)
-- order: org_code no
--
-- A row for each counted member on the last day of the period, with the grade of the year in which that day lies. Why
-- somebody has none: on probation, out of touch, away, else not yet.
SELECT org_at.code AS org_code, org_at.id AS org, person.id AS no, person.name, stay.category, entry.grade, entry.meeting,
       iif(stay.assumed = 1, stay.person_id, NULL) AS resting,
       CASE WHEN entry.grade IS NOT NULL THEN NULL
            WHEN stay.category = 'probationary' THEN 'probationer'
            WHEN (SELECT count(*) FROM absence_at WHERE absence_at.person_id = person.id AND absence_at.kind = 'lost') > 0 THEN 'lost'
            WHEN (SELECT count(*) FROM absence_at WHERE absence_at.person_id = person.id) > 0 THEN 'floating'
            ELSE 'not-yet' END AS why
FROM clock
CROSS JOIN roll_asked AS stay
JOIN org_at ON org_at.id = stay.org_id
JOIN person ON person.id = stay.person_id
LEFT JOIN appraisal_at AS entry ON entry.person_id = person.id AND entry.year = CAST(substr(as_of, 1, 4) AS INTEGER)
WHERE clock.id = 1 AND stay.counted = 1 AND :since_day <= :until_day
