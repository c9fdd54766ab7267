-- zh: 党内统计年报表 表4 党员学历情况
-- en: Yearly Party statistics, table 4: education of members
-- tells_zh: 年末党员按职业的总数和学历各栏(大学普通班列入大学专科, 技工学校和职业高中列入高中中技)
-- tells_en: Members at the end of the year by job, and their education in the columns of the form
-- over: structure
-- takes: year
-- by: job(job) org(org)
-- rows: job
-- count: total_members = 1
-- count: postgraduate = schooling = 'postgraduate'
-- count: bachelor = schooling = 'bachelor'
-- count: junior_college = schooling = 'college'
-- count: secondary_vocational = schooling = 'vocational'
-- count: high_school = schooling = 'high-school'
-- count: middle_school = schooling = 'lower'
-- hidden: no_education = schooling IS NULL
-- checked: no_education
-- agrees: total_members statistics closing_total
-- columns: no name education_text job_text org(org)
-- order: no
--
-- A row for each counted member of the last day, by the code of the education (GB/T 4658-2006). The form puts a general course
-- at a university (28) beside junior college, and schools for skilled workers and vocational high schools beside high school.
WITH member AS MATERIALIZED (
  SELECT structure.no, structure.job_code AS job, structure.org, structure.resting,
         CASE WHEN structure.education_code IS NULL THEN NULL
              WHEN structure.education_code < '20' THEN 'postgraduate'
              WHEN structure.education_code < '28' THEN 'bachelor'
              WHEN structure.education_code < '40' THEN 'college'
              WHEN structure.education_code < '44' THEN 'vocational'
              WHEN structure.education_code < '70' THEN 'high-school'
              ELSE 'lower' END AS schooling
  FROM structure
  WHERE :since_day <= :until_day
)
SELECT member.*, person.name, person.education AS education_text, person.job AS job_text
FROM member
LEFT JOIN person ON person.id = member.no
