-- zh: 党员结构
-- en: Members by sex, age, education and more
-- tells_zh: 党员按性别、年龄、民族、学历、职业、单位类别、党龄等的人数和占比
-- tells_en: Members by sex, age, ethnicity, education, job, unit kind, seniority and more, with shares
-- by: sex(sex) age(age_band) ethnicity education(education_group) education-code(education) category(category) job(job) unit-kind(unit_kind) org(org) seniority(seniority_band)
-- count: members = coalesce(returned_members, 1)
-- count: full = category = 'full'
-- count: probationary = category = 'probationary'
-- share: share = members
-- hidden: women = sex = 'female'
-- hidden: minority = ethnicity_code <> '01'
-- hidden: to_35 = age <= 35
-- hidden: over_60 = age > 60 AND returned_members IS NULL
-- hidden: college = education IN ('postgraduate', 'bachelor', 'college')
-- hidden: returned_members = returned_members
-- columns: no name sex(sex) birth age(age_band) ethnicity education_text job_text org(org) category(category) joined full_on since assumed(bool)
-- order: no
-- returned_columns: returned_on returned_members
--
-- A row for each counted member of the day. Age and standing are full years on that day, in the bands of the national
-- bulletin; the standing counts from full membership. What a question does not ask for is not worked out: the facts of a
-- person (LEFT JOIN) are not even looked up for groups that the roll itself tells.
SELECT person.id AS no, person.name, person.sex, person.birth, person.joined,
       iif(person.full_on_day <= as_of, person.full_on, NULL) AS full_on,
       roll_at.org_id AS org, roll_at.category, roll_at.since, roll_at.assumed,
       iif(roll_at.assumed = 1, roll_at.person_id, NULL) AS resting,
       CAST(substr(as_of, 1, 4) AS INTEGER) - CAST(substr(person.birth, 1, 4) AS INTEGER)
         - iif(substr(as_of, 6) < substr(person.birth_day, 6), 1, 0) AS age,
       CASE WHEN person.ethnicity LIKE '%族' THEN person.ethnicity ELSE person.ethnicity || '族' END AS ethnicity,
       person.ethnicity_code,
       CASE WHEN education_code IS NULL THEN NULL
            WHEN education_code < '20' THEN 'postgraduate' WHEN education_code < '30' THEN 'bachelor'
            WHEN education_code < '40' THEN 'college' WHEN education_code < '60' THEN 'vocational'
            WHEN education_code < '70' THEN 'high-school' WHEN education_code < '80' THEN 'middle-school'
            ELSE 'lower' END AS education,
       coalesce(person.education_code, person.education) AS "education-code", person.education_code, person.education AS education_text,
       coalesce(person.job_code, person.job) AS job, person.job_code, person.job AS job_text,
       (SELECT max(unit_at.kind) FROM unit_at WHERE unit_at.id = person.unit_id) AS "unit-kind",
       CASE roll_at.category
         WHEN 'full' THEN CAST(CAST(substr(as_of, 1, 4) AS INTEGER) - CAST(substr(person.full_on, 1, 4) AS INTEGER)
                               - iif(substr(as_of, 6) < substr(person.full_on_day, 6), 1, 0) AS TEXT)
         WHEN 'probationary' THEN 'probation' END AS seniority,
       NULL AS returned_on, NULL AS returned_members
FROM clock
CROSS JOIN roll_asked AS roll_at
LEFT JOIN person ON person.id = roll_at.person_id
WHERE clock.id = 1
  AND roll_at.counted = 1
-- returned
SELECT NULL, org_name, 'reported', NULL, NULL, NULL, org_id, 'reported', NULL, NULL, NULL, 'reported', NULL, NULL, 'reported', 'reported',
       NULL, NULL, 'reported', NULL, NULL, 'reported', 'reported', date, members
FROM returned_asked
