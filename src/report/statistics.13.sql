-- zh: 党内统计年报表 表13 预备党员转正情况
-- en: Yearly Party statistics, table 13: conversion of probationary members
-- tells_zh: 当年预备党员的处理: 总数、女、少数民族, 转正(其中延长后转正)、延长预备期、取消预备党员资格、期满未讨论
-- tells_en: What became of probationary members in the year: all, women, ethnic minorities; converted (of these after an extension), extended, cancelled, due and not discussed
-- over: development.steps annual
-- takes: year
-- norms: probation
-- by: job(job) org(org)
-- rows: job
-- count: probations = 1
-- count: women = sex = 'female'
-- count: minority = ethnicity_code <> '01'
-- count: converted_members = outcome = 'converted'
-- count: converted_late = outcome = 'converted' AND is_extended = 1
-- count: extended_members = outcome = 'extended'
-- count: cancelled_members = outcome = 'cancelled'
-- count: undiscussed = outcome = 'due'
-- hidden: no_sex = sex IS NULL
-- hidden: no_ethnicity = ethnicity_code IS NULL
-- checked: no_sex no_ethnicity
-- columns: no name sex(sex) ethnicity job_text org(org) outcome(outcome) date
-- order: day no outcome
--
-- A row for each conversion and extension of the period (those of `development`), for each probation that was cancelled (as table
-- 10 counts them), and for each that was over by the last day without a word: by the end of an extension, else so many months
-- after admission. Who was extended and converted in one year stands in both columns, as both were decided.
WITH fate AS (
  SELECT development_steps.person_id, development_steps.org AS org_id, development_steps.stage AS outcome, development_steps.date,
         development_steps.day
  FROM development_steps
  WHERE development_steps.stage IN ('converted', 'extended')
  UNION ALL
  SELECT annual.person_id, annual.org_id, 'cancelled', annual.went_on, annual.day
  FROM annual
  WHERE annual.went = 'left' AND annual.ended = 'cancelled'
  UNION ALL
  SELECT due.person_id, due.org_id, 'due', due.ends, due.ends
  FROM (SELECT way.person_id, way.org_id,
               coalesce(extended.until,
                        date(coalesce(admitted.day, person.joined_day), '+' || :probation || ' months', 'floor')) AS ends
        FROM roll_asked
        JOIN candidature_at AS way ON way.person_id = roll_asked.person_id AND way.stage = 'probationary'
        JOIN person ON person.id = way.person_id
        LEFT JOIN step AS admitted ON admitted.candidature_id = way.id AND admitted.step = 'admitted' AND admitted.day <= :until_day
        LEFT JOIN step AS extended ON extended.candidature_id = way.id AND extended.step = 'extended' AND extended.day <= :until_day
        WHERE roll_asked.category = 'probationary' AND roll_asked.counted = 1) AS due
  WHERE due.ends <= :until_day
)
SELECT fate.person_id AS no, fate.org_id AS org, fate.outcome, fate.date, fate.day, person.name, person.sex, person.ethnicity,
       person.ethnicity_code, person.job_code AS job, person.job AS job_text,
       iif((SELECT count(*) FROM candidature
            JOIN step ON step.candidature_id = candidature.id AND step.step = 'extended'
            WHERE candidature.person_id = fate.person_id AND step.day <= fate.day) > 0, 1, 0) AS is_extended
FROM fate
CROSS JOIN person ON person.id = fate.person_id
WHERE :since_day <= :until_day
