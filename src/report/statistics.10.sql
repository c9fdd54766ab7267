-- zh: 党内统计年报表 表10 党员出党情况
-- en: Yearly Party statistics, table 10: members who left the Party
-- tells_zh: 当年出党的党员按职业: 总数、女、少数民族、年龄、预备党员, 开除党籍、取消预备党员资格、除名(自行脱党、劝退)、退党
-- tells_en: Members who left the Party in the year, by job: all, women, ethnic minorities, ages, those on probation; expelled, probation cancelled, removed (lapsed or urged), resigned
-- over: annual
-- takes: year
-- by: job(job) org(org)
-- rows: job
-- count: out_party = 1
-- count: women = sex = 'female'
-- count: minority = ethnicity_code <> '01'
-- count: age_to_35 = age <= 35
-- count: age_36_59 = age BETWEEN 36 AND 59
-- count: age_60_on = age >= 60
-- count: expelled_members = ended = 'expelled'
-- count: cancelled_members = ended = 'cancelled'
-- count: removed_members = ended = 'removed'
-- count: resigned_members = ended = 'resigned'
-- hidden: no_sex = sex IS NULL
-- hidden: no_ethnicity = ethnicity_code IS NULL
-- hidden: no_age = age IS NULL
-- checked: no_sex no_ethnicity no_age
-- agrees: out_party statistics out_party
-- columns: no name sex(sex) ethnicity birth job_text org(org) ended(ended) went_on
-- order: went_on no
--
-- A row for each who left the Party from one of the rolls asked for, as table 1 counts them; ages are full years on the last day.
SELECT annual.no, annual.name, annual.org, annual.ended, annual.went_on, annual.resting, person.sex, person.ethnicity,
       person.ethnicity_code, person.birth, person.job_code AS job, person.job AS job_text,
       CAST(substr(:until_day, 1, 4) AS INTEGER) - CAST(substr(person.birth, 1, 4) AS INTEGER)
         - iif(substr(:until_day, 6) < substr(person.birth_day, 6), 1, 0) AS age
FROM annual
CROSS JOIN person ON person.id = annual.no
WHERE (annual.went = 'expelled' OR annual.went = 'left')
  AND annual.ended IN ('expelled', 'resigned', 'removed', 'cancelled') AND :since_day <= :until_day
