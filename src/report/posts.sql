-- zh: 班子和职务
-- en: Posts and committees
-- tells_zh: 当日各党组织的任职: 专兼职, 书记的来源, 兼任协会商会负责人的书记; 空缺(没有书记、委员不足、未配足), 届期(应换届、超期、延期); 可按职务、来源、年龄、性别、学历
-- tells_en: Posts on the day by org: full- and part-time, how secretaries came to it, who of them leads an association too; vacancies (no secretary, too small a committee, fewer than wanted), terms due, overdue, put off; also by post, way, age, sex, education
-- of_group: post posts.holders
-- of_group: how posts.holders
-- of_group: age posts.holders
-- of_group: sex posts.holders
-- of_group: education posts.holders
-- norms: committee_full_members committee_least term_notice_months
-- by: org(org) org-kind(org_kind) term(term_state)
-- count: orgs = is_org = 1 AND is_first = 1
-- count: posts = id IS NOT NULL
-- distinct: people (posts) = no
-- count: full_time = full_time = 1
-- count: part_time = full_time = 0
-- count: secretaries = post = 'secretary'
-- count: full_time_secretaries = post = 'secretary' AND full_time = 1
-- count: elected = post = 'secretary' AND how = 'elected'
-- count: appointed = post = 'secretary' AND how = 'appointed'
-- count: dispatched = post = 'secretary' AND how = 'dispatched'
-- count: concurrent = post = 'secretary' AND how = 'concurrent'
-- count: leading = post = 'secretary' AND leads = 1
-- count: no_secretary = is_org = 1 AND is_first = 1 AND has_secretary = 0
-- count: small = is_org = 1 AND is_first = 1 AND is_small = 1
-- count: unfilled = iif(is_first = 1, unfilled, 0)
-- count: no_term = has_terms = 1 AND is_first = 1 AND term = 'none'
-- count: due = is_first = 1 AND term = 'due'
-- count: overdue = is_first = 1 AND term = 'overdue'
-- count: extended = is_first = 1 AND extended_to IS NOT NULL
-- columns: code org(org) post(post.post) no name how(post.how) full_time(bool) age(age_band) also leads(bool) since full_members size wanted unfilled elected_on ends term(term_state)
-- order: org_code post_order no id
--
-- A row for each post held on the day, and one for each org in which nobody holds one. What is told of the org as a whole
-- (vacancies, term) counts once, in its first row. A leading group, a group and a temporary branch are elected no committee:
-- their posts are told, and no secretary is missed of the first two; a superior that is only named and an office have none.
--
-- A committee is too small where a branch has the full members for one and fewer hold its posts than it is to have at
-- least. Of posts wanted those are unfilled that fewer hold than wanted, of full-time ones full-time. A secretary leads an
-- association too who is its president, a vice-president or the secretary-general, of a unit that the org covers.
WITH held AS MATERIALIZED (
  SELECT post_at.* FROM org_asked CROSS JOIN post_at ON post_at.org_id = org_asked.id
),
office AS MATERIALIZED (
  SELECT in_office_at.* FROM org_asked CROSS JOIN in_office_at ON in_office_at.org_id = org_asked.id
),
committee AS MATERIALIZED (
  SELECT held.org_id, count(DISTINCT held.person_id) AS size, max(iif(held.post = 'secretary', 1, 0)) AS has_secretary
  FROM held
  GROUP BY held.org_id
),
counted AS MATERIALIZED (
  SELECT stay.org_id, count(*) AS full_members
  FROM roll_asked AS stay
  WHERE stay.counted = 1 AND stay.category = 'full'
  GROUP BY stay.org_id
),
owed AS MATERIALIZED (
  SELECT wanted.org_id, sum(wanted.number) AS wanted,
         sum(max(0, wanted.number - (SELECT count(*) FROM held
                                     WHERE held.org_id = wanted.org_id AND held.post = wanted.post
                                       AND held.full_time >= coalesce(wanted.full_time, 0)))) AS unfilled
  FROM post_wanted_at AS wanted
  GROUP BY wanted.org_id
),
heading AS MATERIALIZED (
  SELECT DISTINCT title.person_id, cover_at.org_id
  FROM title_at AS title
  JOIN cover_at ON cover_at.unit_id = title.unit_id
  WHERE title.title IN ('president', 'executive-vice-president', 'vice-president', 'secretary-general')
)
SELECT org_at.code, org_at.code AS org_code, org_at.id AS org, org_at.kind AS "org-kind", held.id, held.post, held.how, held.full_time,
       held.also, held.since, person.id AS no, person.name,
       CAST(substr(as_of, 1, 4) AS INTEGER) - CAST(substr(person.birth, 1, 4) AS INTEGER)
         - iif(substr(as_of, 6) < substr(person.birth_day, 6), 1, 0) AS age,
       iif(heading.person_id IS NOT NULL, 1, 0) AS leads,
       iif(org_at.kind IN ('leading-group', 'group'), 0, 1) AS is_org,
       iif(org_at.kind IN ('committee', 'general-branch', 'branch', 'joint-branch'), 1, 0) AS has_terms,
       iif(row_number() OVER (PARTITION BY org_at.id ORDER BY held.post <> 'secretary', held.post <> 'deputy-secretary', held.since_day, held.id) = 1, 1, 0) AS is_first,
       CASE held.post WHEN 'secretary' THEN 1 WHEN 'deputy-secretary' THEN 2 ELSE 3 END AS post_order,
       coalesce(committee.has_secretary, 0) AS has_secretary, coalesce(committee.size, 0) AS size,
       coalesce(counted.full_members, 0) AS full_members,
       iif(org_at.kind IN ('branch', 'joint-branch') AND coalesce(counted.full_members, 0) >= :committee_full_members
           AND coalesce(committee.size, 0) < :committee_least, 1, 0) AS is_small,
       owed.wanted, coalesce(owed.unfilled, 0) AS unfilled, office.since AS elected_on, office.ends, office.extended_to,
       CASE WHEN office.id IS NULL THEN 'none'
            WHEN office.ends < as_of THEN 'overdue'
            WHEN date(office.ends, '-' || :term_notice_months || ' months', 'floor') <= as_of THEN 'due'
            ELSE 'current' END AS term
FROM clock
CROSS JOIN org_asked AS org_at
LEFT JOIN held ON held.org_id = org_at.id
LEFT JOIN person ON person.id = held.person_id
LEFT JOIN committee ON committee.org_id = org_at.id
LEFT JOIN counted ON counted.org_id = org_at.id
LEFT JOIN owed ON owed.org_id = org_at.id
LEFT JOIN heading ON heading.org_id = org_at.id AND heading.person_id = held.person_id
LEFT JOIN office ON office.org_id = org_at.id
WHERE clock.id = 1 AND org_at.kind NOT IN ('superior', 'office')
  AND (org_at.kind NOT IN ('leading-group', 'group') OR held.id IS NOT NULL)
