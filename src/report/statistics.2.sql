-- zh: 党内统计年报表 表2 党员基本情况
-- en: Yearly Party statistics, table 2: members
-- tells_zh: 年末党员按职业的总数、女、少数民族、台湾省籍(记录里没有, 留空)和年龄各栏
-- tells_en: Members at the end of the year by job: all, women, ethnic minorities, natives of Taiwan (not on record, empty), and the ages of the form
-- over: structure
-- takes: year
-- by: job(job) org(org)
-- rows: job
-- count: total_members = 1
-- count: women = sex = 'female'
-- count: minority = ethnicity_code <> '01'
-- blank: taiwan
-- count: age_to_35 = age <= 35
-- count: age_36_45 = age BETWEEN 36 AND 45
-- count: age_46_54 = age BETWEEN 46 AND 54
-- count: age_55_59 = age BETWEEN 55 AND 59
-- count: age_60_on = age >= 60
-- hidden: no_sex = sex IS NULL
-- hidden: no_ethnicity = ethnicity_code IS NULL
-- hidden: no_age = age IS NULL
-- checked: no_sex no_ethnicity no_age
-- agrees: total_members statistics closing_total
-- columns: no name sex(sex) ethnicity birth age(age_band) job_text org(org)
-- order: no
--
-- A row for each counted member of the last day; ages are full years on it. Whose age nobody knows stands in the total
-- and in no column of ages: the checks tell so. What many figures ask of a member is worked out once
-- (MATERIALIZED), here as in the tables that follow.
WITH member AS MATERIALIZED (
  SELECT structure.no, structure.sex, structure.ethnicity_code, structure.age, structure.job_code AS job, structure.org,
         structure.resting
  FROM structure
  WHERE :since_day <= :until_day
)
SELECT member.*, person.name, person.birth, person.ethnicity, person.job AS job_text
FROM member
LEFT JOIN person ON person.id = member.no
