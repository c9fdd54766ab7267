-- zh: 党员结构
-- en: Members by sex, age, education and more
-- by: sex(sex) age(age_band) ethnicity education(education_group) category(category) job unit-kind(unit_kind) org seniority(seniority_band)
-- count: members = 1
-- count: full = category = 'full'
-- count: probationary = category = 'probationary'
-- share: share = members
--
-- A row for each counted member of the day. Age and standing are full years on that day, in the bands of the national
-- bulletin; the standing counts from full membership.
WITH years AS (
  SELECT roll_at.person_id, roll_at.org_id, roll_at.category, as_of,
         CAST(substr(as_of, 1, 4) AS INTEGER) - CAST(substr(birth_day, 1, 4) AS INTEGER)
           - (substr(as_of, 6) < substr(birth_day, 6)) AS old,
         CAST(substr(as_of, 1, 4) AS INTEGER) - CAST(substr(full_on_day, 1, 4) AS INTEGER)
           - (substr(as_of, 6) < substr(full_on_day, 6)) AS standing,
         person.sex, person.ethnicity, person.education_code, person.job, person.unit_id
  FROM clock
  CROSS JOIN roll_at
  JOIN person ON person.id = roll_at.person_id
  WHERE roll_at.counted
    AND (:everywhere OR roll_at.org_id IN (SELECT org_id FROM scope))
)
SELECT years.person_id, years.sex, years.category, years.job,
       CASE WHEN old IS NULL THEN NULL WHEN old <= 30 THEN '0-30' WHEN old <= 35 THEN '31-35' WHEN old <= 40 THEN '36-40'
            WHEN old <= 45 THEN '41-45' WHEN old <= 50 THEN '46-50' WHEN old <= 55 THEN '51-55'
            WHEN old <= 60 THEN '56-60' ELSE '61-' END AS age,
       CASE WHEN ethnicity LIKE '%族' THEN ethnicity ELSE ethnicity || '族' END AS ethnicity,
       CASE WHEN education_code IS NULL THEN NULL
            WHEN education_code < '20' THEN 'postgraduate' WHEN education_code < '30' THEN 'bachelor'
            WHEN education_code < '40' THEN 'college' WHEN education_code < '60' THEN 'vocational'
            WHEN education_code < '70' THEN 'high-school' WHEN education_code < '80' THEN 'middle-school'
            ELSE 'lower' END AS education,
       unit_at.kind AS "unit-kind",
       org_at.name AS org,
       CASE WHEN years.category <> 'full' THEN iif(years.category = 'probationary', 'probation', NULL)
            WHEN standing IS NULL THEN NULL WHEN standing <= 5 THEN '0-5' WHEN standing <= 10 THEN '6-10'
            WHEN standing <= 20 THEN '11-20' WHEN standing <= 30 THEN '21-30' ELSE '31-' END AS seniority
FROM years
LEFT JOIN org_at ON org_at.id = years.org_id
LEFT JOIN unit_at ON unit_at.id = years.unit_id
