-- zh: 党内统计年报表 表14 发展党员情况
-- en: Yearly Party statistics, table 14: admission of members
-- tells_zh: 当年发展的党员按职业: 总数、女、少数民族、年龄、学历各栏; 当年去世的也在内
-- tells_en: Members admitted in the year by job: all, women, ethnic minorities, ages and education in the columns of the form; who died since is among them
-- over: annual
-- takes: year
-- by: job(job) org(org)
-- rows: job
-- count: admitted_members = 1
-- count: women = sex = 'female'
-- count: minority = ethnicity_code <> '01'
-- count: age_to_35 = age <= 35
-- count: age_36_59 = age BETWEEN 36 AND 59
-- count: age_60_on = age >= 60
-- count: postgraduate = schooling = 'postgraduate'
-- count: bachelor = schooling = 'bachelor'
-- count: junior_college = schooling = 'college'
-- count: secondary_vocational = schooling = 'vocational'
-- count: high_school = schooling = 'high-school'
-- count: middle_school = schooling = 'lower'
-- hidden: no_sex = sex IS NULL
-- hidden: no_ethnicity = ethnicity_code IS NULL
-- hidden: no_age = age IS NULL
-- hidden: no_education = schooling IS NULL
-- checked: no_sex no_ethnicity no_age no_education
-- agrees: admitted_members statistics admitted_members
-- columns: no name sex(sex) ethnicity birth education_text job_text org(org) came_on
-- order: came_on no
--
-- A row for each who was admitted onto one of the rolls asked for, as table 1 counts them; ages are full years on the last day,
-- education is put as in table 4.
SELECT annual.no, annual.name, annual.org, annual.came_on, annual.resting, person.sex, person.ethnicity, person.ethnicity_code,
       person.birth, person.education AS education_text, person.job_code AS job, person.job AS job_text,
       CAST(substr(:until_day, 1, 4) AS INTEGER) - CAST(substr(person.birth, 1, 4) AS INTEGER)
         - iif(substr(:until_day, 6) < substr(person.birth_day, 6), 1, 0) AS age,
       CASE WHEN person.education_code IS NULL THEN NULL
            WHEN person.education_code < '20' THEN 'postgraduate'
            WHEN person.education_code < '28' THEN 'bachelor'
            WHEN person.education_code < '40' THEN 'college'
            WHEN person.education_code < '44' THEN 'vocational'
            WHEN person.education_code < '70' THEN 'high-school'
            ELSE 'lower' END AS schooling
FROM annual
CROSS JOIN person ON person.id = annual.no
WHERE annual.came = 'admitted' AND :since_day <= :until_day
