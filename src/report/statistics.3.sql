-- zh: 党内统计年报表 表3 党员入党时间情况
-- en: Yearly Party statistics, table 3: when members joined
-- tells_zh: 年末党员按职业的总数和入党时间各栏; 末栏是其前一栏中的
-- tells_en: Members at the end of the year by job, and when they joined; the last column is part of the one before it
-- over: structure
-- takes: year
-- by: job(job) org(org)
-- rows: job
-- count: total_members = 1
-- count: joined_to_1937 = span = '-1937'
-- count: joined_to_1945 = span = '-1945'
-- count: joined_to_1949 = span = '-1949'
-- count: joined_to_1966 = span = '-1966'
-- count: joined_to_1976 = span = '-1976'
-- count: joined_to_1978 = span = '-1978'
-- count: joined_to_2002 = span = '-2002'
-- count: joined_from_2002 = span = '2002-'
-- count: joined_from_2007 = joined_day >= '2007-11-01'
-- hidden: no_joined = span IS NULL
-- checked: no_joined
-- agrees: total_members statistics closing_total
-- columns: no name joined job_text org(org)
-- order: no
--
-- A row for each counted member of the last day. The periods are those of the form. Of whom only a year or a month is on
-- record, that stands in a column if all its days do, else in none: the checks tell so.
WITH joining AS (
  SELECT structure.no, structure.joined, structure.job_code AS job, structure.org, structure.resting,
         substr(structure.joined || '-01-01', 1, 10) AS joined_day,
         CASE length(structure.joined) WHEN 10 THEN structure.joined
                                       WHEN 7 THEN date(structure.joined || '-01', '+1 month', '-1 day')
                                       ELSE structure.joined || '-12-31' END AS joined_last
  FROM structure
  WHERE :since_day <= :until_day
),
member AS MATERIALIZED (
  SELECT joining.*,
         CASE WHEN joined_last <= '1937-07-06' THEN '-1937'
              WHEN joined_day >= '1937-07-07' AND joined_last <= '1945-09-02' THEN '-1945'
              WHEN joined_day >= '1945-09-03' AND joined_last <= '1949-09-30' THEN '-1949'
              WHEN joined_day >= '1949-10-01' AND joined_last <= '1966-04-30' THEN '-1966'
              WHEN joined_day >= '1966-05-01' AND joined_last <= '1976-10-31' THEN '-1976'
              WHEN joined_day >= '1976-11-01' AND joined_last <= '1978-12-31' THEN '-1978'
              WHEN joined_day >= '1979-01-01' AND joined_last <= '2002-10-31' THEN '-2002'
              WHEN joined_day >= '2002-11-01' THEN '2002-' END AS span
  FROM joining
)
SELECT member.*, person.name, person.job AS job_text
FROM member
LEFT JOIN person ON person.id = member.no
