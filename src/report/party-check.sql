-- zh: 社会组织党建情况表
-- en: Party building in social organisations (the superior's form)
-- tells_zh: 当日每个单位一行, 按上级的社会组织党建情况表的顺序: 基本情况、已建或未建党组织的情况、负责人、指导员、党员和发展党员人数、群团组织; 记录里没有的栏目留空
-- tells_en: A row for each unit on the day, in the order of the superior's form: what it is, its org or why it has none, who heads it, its instructor, members and those on the way, mass organisations; what is not recorded stays empty
-- columns: seq(seq) unit kind(unit_kind) uscc leader form(how) founded org(org) approver approval_no org_kind(org_kind) parent(org) shared(bool) secretary id_no ethnicity education_text phone title(title.title) job_text post(post.post) reason(plan_step.reason) target instructor instructor_phone org_members members full_members probationary candidates activists applicants trade_union(bool) youth_league(bool) womens_federation(bool)
-- order: unit unit_id
--
-- The form asks for one org of each unit: that which covers it most closely, its own before a joint one before an attached one, the
-- oldest of several alike. A leading group is no org of the base. Who heads the org is its secretary, else whoever holds the first
-- of its posts; the title is the one held in that very unit. Members are those on a roll who work there, and those of the unit's own
-- branch; on the way are those whom the covering org fosters, where that is the unit's own: of a joint one nobody knows whose they
-- are; `org_members` says how many stand on its roll. With --under, the units that orgs below cover.
WITH nearest AS MATERIALIZED (
  SELECT unit_id, org_id, how, founded, kind, parent_id
  FROM (SELECT cover_at.unit_id, cover_at.org_id, cover_at.how, org_at.founded, org_at.kind, org_at.parent_id,
               row_number() OVER (PARTITION BY cover_at.unit_id
                                  ORDER BY CASE cover_at.how WHEN 'own' THEN 1 WHEN 'joint' THEN 2 ELSE 3 END,
                                           org_at.founded_day, cover_at.org_id) AS place
        FROM cover_at
        JOIN org_at ON org_at.id = cover_at.org_id
        WHERE org_at.kind <> 'leading-group') AS placed
  WHERE place = 1
),
head AS MATERIALIZED (
  SELECT org_id, person_id, post
  FROM (SELECT post_at.org_id, post_at.person_id, post_at.post,
               row_number() OVER (PARTITION BY post_at.org_id
                                  ORDER BY CASE post_at.post WHEN 'secretary' THEN 1 WHEN 'deputy' THEN 2 ELSE 3 END,
                                           post_at.since_day, post_at.id) AS place
        FROM post_at) AS placed
  WHERE place = 1
),
titled AS MATERIALIZED (
  SELECT person_id, unit_id, title
  FROM (SELECT title_at.person_id, title_at.unit_id, title_at.title,
               row_number() OVER (PARTITION BY title_at.person_id, title_at.unit_id
                                  ORDER BY title_at.since_day DESC, title_at.id DESC) AS place
        FROM title_at) AS placed
  WHERE place = 1
),
guide AS MATERIALIZED (
  SELECT unit_id, person_id
  FROM (SELECT instructor_at.unit_id, instructor_at.person_id,
               row_number() OVER (PARTITION BY instructor_at.unit_id
                                  ORDER BY instructor_at.since_day, instructor_at.id) AS place
        FROM instructor_at) AS placed
  WHERE place = 1
),
membership AS MATERIALIZED (
  SELECT unit_id, count(*) AS members, sum(iif(category = 'full', 1, 0)) AS full_members,
         sum(iif(category = 'probationary', 1, 0)) AS probationary
  FROM unit_member_at AS who
  GROUP BY unit_id
),
enrolled AS MATERIALIZED (
  SELECT stay.org_id, count(*) AS members
  FROM roll_at AS stay
  WHERE stay.counted = 1
  GROUP BY stay.org_id
),
fostered AS MATERIALIZED (
  SELECT org_id, sum(iif(stage = 'candidate', 1, 0)) AS candidates,
         sum(iif(stage = 'activist', 1, 0)) AS activists,
         sum(iif(stage = 'applicant', 1, 0)) AS applicants
  FROM candidature_at AS way
  GROUP BY org_id
),
planned AS MATERIALIZED (
  SELECT unit_id, reason, target FROM plan_at WHERE is_last = 1 AND ended_day IS NULL
)
SELECT row_number() OVER (ORDER BY unit_at.name, unit_at.id) AS seq, unit_at.id AS unit_id, unit_at.name AS unit, unit_at.kind,
       unit_at.uscc, told.leader, nearest.how AS form, nearest.founded, nearest.org_id AS org, org.approver, org.approval_no,
       nearest.kind AS org_kind, nearest.parent_id AS parent,
       iif(nearest.how IS NULL, NULL, iif(nearest.how = 'own', 0, 1)) AS shared,
       person.name AS secretary, person.id_no, person.ethnicity, person.education AS education_text, person.phone, titled.title,
       person.job AS job_text, head.post, planned.reason, planned.target, adviser.name AS instructor,
       adviser.phone AS instructor_phone,
       iif(nearest.org_id IS NULL, NULL, coalesce(enrolled.members, 0)) AS org_members, coalesce(membership.members, 0) AS members,
       coalesce(membership.full_members, 0) AS full_members, coalesce(membership.probationary, 0) AS probationary,
       iif(nearest.how = 'own', coalesce(fostered.candidates, 0), NULL) AS candidates,
       iif(nearest.how = 'own', coalesce(fostered.activists, 0), NULL) AS activists,
       iif(nearest.how = 'own', coalesce(fostered.applicants, 0), NULL) AS applicants,
       told.trade_union, told.youth_league, told.womens_federation, head.person_id AS head_id, person.birth AS head_birth,
       unit_at.district, unit_at.association_id, told.employees
FROM clock
CROSS JOIN unit_asked AS unit_at
CROSS JOIN unit_state AS told ON told.unit_id = unit_at.id AND told.since_day <= as_of AND told.until_day > as_of
LEFT JOIN nearest ON nearest.unit_id = unit_at.id
LEFT JOIN org ON org.id = nearest.org_id
LEFT JOIN head ON head.org_id = nearest.org_id
LEFT JOIN person ON person.id = head.person_id
LEFT JOIN titled ON titled.person_id = head.person_id AND titled.unit_id = unit_at.id
LEFT JOIN guide ON guide.unit_id = unit_at.id
LEFT JOIN person AS adviser ON adviser.id = guide.person_id
LEFT JOIN membership ON membership.unit_id = unit_at.id
LEFT JOIN enrolled ON enrolled.org_id = nearest.org_id
LEFT JOIN fostered ON fostered.org_id = nearest.org_id
LEFT JOIN planned ON planned.unit_id = unit_at.id
WHERE clock.id = 1
