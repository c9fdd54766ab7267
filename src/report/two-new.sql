-- zh: 两新组织党建台账(会员企业)
-- en: Party building in member enterprises (the superior's ledger)
-- tells_zh: 年末每个企业一行, 按台账顺序: 所属协会商会、所在地、从业人员、出资人, 党组织成立时间、组建形式、类别、未建原因、指导员、书记、党务工作者, 党员的组织关系、年龄、一线、近三年发展和处置, 党费、群团、阵地、组织生活、评议、换届; 记录里没有的栏目留空
-- tells_en: A row for each enterprise at the end of the year, in the order of the ledger: its association, place, staff, owner; since when it has an org, how, of what kind, why none; instructor, secretary, workers; where its members are enrolled, ages, admissions and removals of three years; dues, mass organisations, venue, meetings, appraisal, terms; what is not recorded stays empty
-- over: party-check meetings dues
-- takes: year
-- norms: general_meetings committee_meetings committee_full_members group_meetings theme_days lectures life_meetings appraisals
-- columns: seq(seq) association unit registered district enterprise_type revenue employees above_scale owner owner_member(bool) owner_secretary(bool) owner_delegate built(bool) founded form(how) org_kind(org_kind) reason(plan_step.reason) guided(bool) secretary_name how_secretary(post.how) workers full_time_workers enrolled_here enrolled_elsewhere age_to_35 middle_managers senior_titles front_line admitted_in_3 removed_in_3 rotated dues_full(bool) trade_union(bool) youth_league(bool) womens_federation(bool) has_venue(bool) area budgeted meetings_kept(bool) appraisals_kept(bool) terms_kept(bool)
-- order: association unit unit_id
--
-- The rows are those of `party-check` that are enterprises. The owner is a member on record who owns the business and works there.
-- Enrolled here are its members on the roll of the org that covers it, elsewhere all others known. Admitted and removed are those
-- of the covering org within three years before the last day, where it is the enterprise's own. Whether dues are paid, meetings held, an
-- appraisal held is that org's of the period, by the months and times that are over; nothing where none was owed. Terms are kept
-- where a committee is in office and its time is not over.
SELECT party_check.*, association.name AS association, NULL AS registered, NULL AS enterprise_type, NULL AS revenue, NULL AS above_scale,
       owning.name AS owner, iif(owning.name IS NULL, NULL, iif(owning.enrolled > 0, 1, 0)) AS owner_member,
       iif(owning.name IS NULL OR party_check.head_id IS NULL, NULL,
           iif(party_check.head_id = owning.person_id AND party_check.post = 'secretary', 1, 0)) AS owner_secretary,
       NULL AS owner_delegate, iif(party_check.org IS NULL, 0, 1) AS built, iif(party_check.instructor IS NULL, 0, 1) AS guided,
       iif(party_check.post = 'secretary', party_check.secretary, NULL) AS secretary_name, leads.how AS how_secretary,
       iif(party_check.org IS NULL, NULL, coalesce(worker.workers, 0)) AS workers,
       iif(party_check.org IS NULL, NULL, coalesce(worker.full_time, 0)) AS full_time_workers,
       coalesce(facts.enrolled_here, 0) AS enrolled_here, coalesce(facts.enrolled_elsewhere, 0) AS enrolled_elsewhere,
       coalesce(facts.age_to_35, 0) AS age_to_35, NULL AS middle_managers, NULL AS senior_titles,
       coalesce(facts.front_line, 0) AS front_line,
       iif(party_check.form = 'own', coalesce(turned.admitted, 0), NULL) AS admitted_in_3,
       iif(party_check.form = 'own', coalesce(turned.removed, 0), NULL) AS removed_in_3, NULL AS rotated,
       paid.dues_full, iif(party_check.org IS NULL, NULL, iif(room.org_id IS NULL, 0, 1)) AS has_venue, room.area, NULL AS budgeted,
       kept.meetings_kept, kept.appraisals_kept, term.terms_kept
FROM party_check
LEFT JOIN unit_at AS association ON association.id = party_check.association_id
LEFT JOIN (
  SELECT owned.unit_id, owned.person_id, owned.name, owned.enrolled
  FROM (SELECT person.unit_id, person.id AS person_id, person.name,
               (SELECT count(*) FROM roll_at WHERE roll_at.person_id = person.id AND roll_at.counted = 1) AS enrolled,
               row_number() OVER (PARTITION BY person.unit_id ORDER BY person.id) AS place
        FROM person
        WHERE person.owner = 1 AND person.unit_id IS NOT NULL) AS owned
  WHERE owned.place = 1) AS owning ON owning.unit_id = party_check.unit_id
LEFT JOIN (
  SELECT post_at.org_id, max(post_at.how) AS how
  FROM post_at
  WHERE post_at.post = 'secretary'
  GROUP BY post_at.org_id) AS leads ON leads.org_id = party_check.org
LEFT JOIN (
  SELECT post_at.org_id, count(DISTINCT post_at.person_id) AS workers,
         count(DISTINCT iif(post_at.full_time = 1, post_at.person_id, NULL)) AS full_time
  FROM post_at
  GROUP BY post_at.org_id) AS worker ON worker.org_id = party_check.org
LEFT JOIN (
  SELECT belongs.unit_id, sum(iif(covering.org_id IS NOT NULL, 1, 0)) AS enrolled_here,
         sum(iif(covering.org_id IS NULL, 1, 0)) AS enrolled_elsewhere, sum(iif(belongs.age <= 35, 1, 0)) AS age_to_35,
         sum(iif(belongs.job_code = 'worker', 1, 0)) AS front_line
  FROM (SELECT unit_member_at.unit_id, unit_member_at.org_id, person.job_code,
               CAST(substr(:until_day, 1, 4) AS INTEGER) - CAST(substr(person.birth, 1, 4) AS INTEGER)
                 - iif(substr(:until_day, 6) < substr(person.birth_day, 6), 1, 0) AS age
        FROM unit_member_at
        CROSS JOIN person ON person.id = unit_member_at.person_id) AS belongs
  LEFT JOIN cover_at AS covering ON covering.org_id = belongs.org_id AND covering.unit_id = belongs.unit_id
  GROUP BY belongs.unit_id) AS facts ON facts.unit_id = party_check.unit_id
LEFT JOIN (
  SELECT stay.org_id,
         sum(iif((stay.began = 'admitted' OR (stay.began = 'entered' AND stay.since = person.joined))
                 AND stay.since_day > date(:until_day, '-36 months') AND stay.since_day <= :until_day, 1, 0)) AS admitted,
         sum(iif(stay.ended IN ('removed', 'expelled', 'cancelled', 'resigned') AND stay.until_day > date(:until_day, '-36 months')
                 AND stay.until_day <= :until_day, 1, 0)) AS removed
  FROM roll AS stay
  JOIN person ON person.id = stay.person_id
  GROUP BY stay.org_id) AS turned ON turned.org_id = party_check.org
LEFT JOIN (
  SELECT dues.org_id, iif(sum(dues.arrears_fen) = 0, 1, 0) AS dues_full
  FROM dues
  WHERE dues.due_fen > 0
  GROUP BY dues.org_id) AS paid ON paid.org_id = party_check.org
LEFT JOIN (
  SELECT venue_at.org_id, sum(venue_at.area) AS area
  FROM venue_at
  GROUP BY venue_at.org_id) AS room ON room.org_id = party_check.org
LEFT JOIN (
  SELECT meetings.org AS org_id,
         max(iif(meetings.kind IN ('general', 'committee', 'group', 'lecture'), 1, NULL))
           * min(iif(meetings.kind IN ('general', 'committee', 'group', 'lecture') AND meetings.lacking > 0, 0, 1)) AS meetings_kept,
         max(iif(meetings.kind = 'appraisal', 1, NULL))
           * min(iif(meetings.kind = 'appraisal' AND meetings.lacking > 0, 0, 1)) AS appraisals_kept
  FROM meetings
  WHERE meetings.what = 'owed'
  GROUP BY meetings.org) AS kept ON kept.org_id = party_check.org
LEFT JOIN (
  SELECT in_office_at.org_id, min(iif(in_office_at.ends < :until_day, 0, 1)) AS terms_kept
  FROM in_office_at
  GROUP BY in_office_at.org_id) AS term ON term.org_id = party_check.org
WHERE party_check.kind = 'enterprise'
