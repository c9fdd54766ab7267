-- zh: 社会组织年检党建情况
-- en: Yearly inspection: Party building (the superior's form)
-- tells_zh: 年检报告书的党建部分, 年末每个社会组织一行, 按表内顺序: 未建原因, 党员人数、本年发展、年龄、学历、组织关系隶属, 指导员; 已建的党组织形式、隶属、阵地、负责人、学习和活动次数、承诺、专职党务工作者; 记录里没有的栏目留空
-- tells_en: The Party section of the yearly inspection, a row for each social organisation at the end of the year, in the order of the form: why there is no org, members, their ages and education, where they are enrolled, the instructor; where there is one its kind, venue, head, study and activities, pledges, full-time workers; what is not recorded stays empty
-- over: party-check
-- takes: year
-- columns: seq(seq) unit kind(unit_kind) uscc built(bool) reason(plan_step.reason) members admitted full_time_members retired age_to_35 age_36_50 age_51_60 age_over_60 high_school_less college_level master_on studied_abroad under_authority under_host under_district under_former under_other under_own instructor instructor_phone form(how) org(org) org_kind(org_kind) parent(org) has_venue(bool) from_dues from_above from_business from_budget from_others secretary title(title.title) head_age education_text leading_members self_study branch_study lectures tours arts other_study meetings deeds pledges full_time_workers liaison
-- order: unit unit_id
--
-- The rows are those of `party-check`, less enterprises and federations, which are inspected by others. Members are those on a roll
-- who work there, and those of the unit's own branch; whoever is not on the roll of the org that covers the unit is enrolled
-- elsewhere, and only the form's last column is sure for them. A course for postgraduates without a degree (17–19) is no master's.
-- What was held is counted of the covering org in the period: study, lectures (also special ones), tours, contests, other
-- training; deeds are services and charity. Who leads the unit is who holds a title in it.
SELECT party_check.*, iif(party_check.org IS NULL, 0, 1) AS built,
       coalesce(facts.admitted, 0) AS admitted, NULL AS full_time_members, coalesce(facts.retired, 0) AS retired,
       coalesce(facts.age_to_35, 0) AS age_to_35, coalesce(facts.age_36_50, 0) AS age_36_50,
       coalesce(facts.age_51_60, 0) AS age_51_60, coalesce(facts.age_over_60, 0) AS age_over_60,
       coalesce(facts.high_school_less, 0) AS high_school_less, coalesce(facts.college_level, 0) AS college_level,
       coalesce(facts.master_on, 0) AS master_on, NULL AS studied_abroad, NULL AS under_authority, NULL AS under_host,
       NULL AS under_district, NULL AS under_former, coalesce(facts.under_other, 0) AS under_other,
       iif(party_check.org IS NULL, NULL, coalesce(facts.under_own, 0)) AS under_own,
       iif(party_check.org IS NULL, NULL, iif(venue.org_id IS NULL, 0, 1)) AS has_venue,
       NULL AS from_dues, NULL AS from_above, NULL AS from_business, NULL AS from_budget, NULL AS from_others,
       CAST(substr(:until_day, 1, 4) AS INTEGER) - CAST(substr(party_check.head_birth, 1, 4) AS INTEGER)
         - iif(substr(:until_day, 6) < substr(substr(party_check.head_birth || '-01-01', 1, 10), 6), 1, 0) AS head_age,
       coalesce(headed.members, 0) AS leading_members, NULL AS self_study,
       iif(party_check.org IS NULL, NULL, coalesce(held.branch_study, 0)) AS branch_study,
       iif(party_check.org IS NULL, NULL, coalesce(held.lectures, 0)) AS lectures,
       iif(party_check.org IS NULL, NULL, coalesce(held.tours, 0)) AS tours,
       iif(party_check.org IS NULL, NULL, coalesce(held.arts, 0)) AS arts,
       iif(party_check.org IS NULL, NULL, coalesce(held.other_study, 0)) AS other_study,
       iif(party_check.org IS NULL, NULL, coalesce(held.meetings, 0)) AS meetings,
       iif(party_check.org IS NULL, NULL, coalesce(held.deeds, 0)) AS deeds,
       iif(party_check.org IS NULL, NULL, coalesce(pledged.pledges, 0)) AS pledges,
       iif(party_check.org IS NULL, NULL, coalesce(worker.workers, 0)) AS full_time_workers, NULL AS liaison
FROM party_check
LEFT JOIN (
  SELECT belongs.unit_id,
         sum(iif(belongs.joined_day BETWEEN :since_day AND :until_day, 1, 0)) AS admitted,
         sum(iif(belongs.job_code = 'retired', 1, 0)) AS retired,
         sum(iif(belongs.age <= 35, 1, 0)) AS age_to_35, sum(iif(belongs.age BETWEEN 36 AND 50, 1, 0)) AS age_36_50,
         sum(iif(belongs.age BETWEEN 51 AND 60, 1, 0)) AS age_51_60, sum(iif(belongs.age > 60, 1, 0)) AS age_over_60,
         sum(iif(belongs.education_code >= '40', 1, 0)) AS high_school_less,
         sum(iif(belongs.education_code BETWEEN '17' AND '39', 1, 0)) AS college_level,
         sum(iif(belongs.education_code < '17', 1, 0)) AS master_on,
         sum(iif(covering.org_id IS NOT NULL, 1, 0)) AS under_own, sum(iif(covering.org_id IS NULL, 1, 0)) AS under_other
  FROM (SELECT unit_member_at.unit_id, unit_member_at.org_id, person.joined_day, person.job_code, person.education_code,
               CAST(substr(:until_day, 1, 4) AS INTEGER) - CAST(substr(person.birth, 1, 4) AS INTEGER)
                 - iif(substr(:until_day, 6) < substr(person.birth_day, 6), 1, 0) AS age
        FROM unit_member_at
        CROSS JOIN person ON person.id = unit_member_at.person_id) AS belongs
  LEFT JOIN cover_at AS covering ON covering.org_id = belongs.org_id AND covering.unit_id = belongs.unit_id
  GROUP BY belongs.unit_id) AS facts ON facts.unit_id = party_check.unit_id
LEFT JOIN (SELECT DISTINCT venue_at.org_id FROM venue_at) AS venue ON venue.org_id = party_check.org
LEFT JOIN (
  SELECT title_at.unit_id, count(DISTINCT title_at.person_id) AS members
  FROM title_at
  JOIN roll_at ON roll_at.person_id = title_at.person_id
  WHERE roll_at.counted = 1
  GROUP BY title_at.unit_id) AS headed ON headed.unit_id = party_check.unit_id
LEFT JOIN (
  SELECT meeting_at.org_id, count(*) AS meetings,
         sum(iif(meeting_at.kind = 'study', 1, 0)) AS branch_study,
         sum(iif(meeting_at.kind = 'lecture' OR meeting_at.form IN ('lecture', 'special-lecture'), 1, 0)) AS lectures,
         sum(iif(meeting_at.kind = 'study-tour' OR meeting_at.form = 'study-tour', 1, 0)) AS tours,
         sum(iif(meeting_at.kind = 'contest', 1, 0)) AS arts,
         sum(iif(meeting_at.kind = 'training' AND (meeting_at.form IS NULL OR meeting_at.form = 'meeting'), 1, 0)) AS other_study,
         sum(iif(meeting_at.kind IN ('service', 'charity'), 1, 0)) AS deeds
  FROM meeting_at
  WHERE meeting_at.day BETWEEN :since_day AND :until_day
  GROUP BY meeting_at.org_id) AS held ON held.org_id = party_check.org
LEFT JOIN (
  SELECT org_pledge_at.org_id, count(*) AS pledges
  FROM org_pledge_at
  WHERE org_pledge_at.day BETWEEN :since_day AND :until_day
  GROUP BY org_pledge_at.org_id) AS pledged ON pledged.org_id = party_check.org
LEFT JOIN (
  SELECT post_at.org_id, count(DISTINCT post_at.person_id) AS workers
  FROM post_at
  WHERE post_at.full_time = 1
  GROUP BY post_at.org_id) AS worker ON worker.org_id = party_check.org
WHERE party_check.kind NOT IN ('enterprise', 'federation')
