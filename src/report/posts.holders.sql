-- zh: 任职人员
-- en: Who holds posts
-- tells_zh: 当日任职的人, 按职务、来源、年龄、性别、学历
-- tells_en: Who holds posts on the day, by post, way of coming to it, age, sex, education
-- by: post(post.post) how(post.how) age(age_band) sex(sex) education(education_group)
-- count: posts = 1
-- distinct: people (posts) = no
-- count: full_time = full_time = 1
-- count: part_time = full_time = 0
-- count: secretaries = post = 'secretary'
-- count: full_time_secretaries = post = 'secretary' AND full_time = 1
-- count: leading = post = 'secretary' AND leads = 1
-- share: share = posts
-- columns: code org(org) post(post.post) no name sex(sex) age(age_band) education_text how(post.how) full_time(bool) also leads(bool) since
-- order: org_code post_order no id
--
-- A row for each post held on the day; somebody with two posts has two rows and counts once among the people. Ages are
-- full years on the day. A secretary leads an association too as in the report of posts.
SELECT org_at.code, org_at.code AS org_code, org_at.id AS org, held.id, held.post, held.how, held.full_time, held.also, held.since,
       person.id AS no, person.name, person.sex, person.education AS education_text,
       CAST(substr(as_of, 1, 4) AS INTEGER) - CAST(substr(person.birth, 1, 4) AS INTEGER)
         - iif(substr(as_of, 6) < substr(person.birth_day, 6), 1, 0) AS age,
       CASE WHEN education_code IS NULL THEN NULL
            WHEN education_code < '20' THEN 'postgraduate' WHEN education_code < '30' THEN 'bachelor'
            WHEN education_code < '40' THEN 'college' WHEN education_code < '60' THEN 'vocational'
            WHEN education_code < '70' THEN 'high-school' WHEN education_code < '80' THEN 'middle-school'
            ELSE 'lower' END AS education,
       CASE held.post WHEN 'secretary' THEN 1 WHEN 'deputy-secretary' THEN 2 ELSE 3 END AS post_order,
       iif((SELECT count(*) FROM title_at AS title
            JOIN cover_at ON cover_at.unit_id = title.unit_id AND cover_at.org_id = held.org_id
            WHERE title.person_id = held.person_id
              AND title.title IN ('president', 'executive-vice-president', 'vice-president', 'secretary-general')) > 0, 1, 0) AS leads
FROM clock
CROSS JOIN org_asked AS org_at
CROSS JOIN post_at AS held ON held.org_id = org_at.id
JOIN person ON person.id = held.person_id
WHERE clock.id = 1
