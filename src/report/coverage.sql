-- zh: 党组织覆盖情况
-- en: Coverage of units by Party organisations
-- tells_zh: 单位的党组织覆盖和工作覆盖: 单独、联合、挂靠、仅有指导员、未覆盖, 覆盖率及应建未建
-- tells_en: How units are covered by Party organisations: an org of their own, a joint one, attached, an instructor only, uncovered; the rates, and units that have the members for a branch and have none
-- norms: branch_full_members owed_full_members
-- by: kind(unit_kind) industry district
-- count: units = coalesce(returned_units, 1)
-- count: own = form = 'own'
-- count: joint = form = 'joint'
-- count: attached = form = 'attached'
-- count: instructor = form IS NULL AND guided = 1
-- count: uncovered = form IS NULL AND guided = 0
-- hidden: qualified = unit_full_members >= :branch_full_members
-- hidden: qualified_covered = unit_full_members >= :branch_full_members AND form IS NOT NULL
-- hidden: with_org = returned_with_org
-- hidden: on_record = returned_units IS NULL
-- hidden: returned_units = returned_units
-- returned: with_org = returned_with_org
-- rate: org_coverage = own + joint + attached + with_org / units
-- rate: org_coverage_qualified = qualified_covered / qualified
-- rate: work_coverage = own + joint + attached + instructor / on_record
-- count: owed = form IS NULL AND unit_full_members >= :owed_full_members
-- columns: unit_name kind(unit_kind) industry district form(how) guided(bool) unit_full_members covered_by
-- order: kind unit_name unit_id
-- returned_columns: returned_on returned_units returned_with_org
--
-- A row for each unit established and not closed. It counts once, by the closest way in which it is covered: an org of
-- its own before a joint one before an attached one; an instructor only where there is no org. A joint branch covers each
-- of its units, but is one org (S7). With --under, the units that orgs below cover.
--
-- The two rates of organisational coverage (S4): over all units, and over those that have the full members for a branch
-- (A1). A unit's full members are those on a roll who work there and those of its own branch, or the number known of it,
-- whichever is more.
--
-- What guided orgs returned tells units and those of them with an org: they are in the number of units and in the organisational
-- coverage. How they are covered, by instructors too, and which of them have the full members is not returned, so that working
-- coverage and the coverage of those stay what they are of the units on record.
--
-- An example. Ten units; two have branches of their own (one of them is attached to a second org too), two share a joint
-- branch, one is attached, one has only an instructor, four have nothing; one more joint branch is only planned for two
-- of the four, an eleventh unit was closed last year, a twelfth was established only after the day. Six of the ten have three full
-- members; of these the two with own branches, the attached one and one of the joint ones are covered, one has an
-- instructor, one nothing. Then units 10, own 2, joint 2, attached 1, instructor 1, uncovered 4; organisational coverage
-- (2 + 2 + 1) / 10 = 50 %, of the qualified 4 / 6 = 66.7 %, working coverage (5 + 1) / 10 = 60 %, owed 2.
WITH members AS MATERIALIZED (
  SELECT unit_id, count(*) AS full_members
  FROM (SELECT person.unit_id, person.id
        FROM person
        JOIN roll_at ON roll_at.person_id = person.id
        WHERE person.unit_id IS NOT NULL AND roll_at.category = 'full' AND roll_at.counted = 1
        UNION
        SELECT cover_at.unit_id, roll_at.person_id
        FROM cover_at
        JOIN roll_at ON roll_at.org_id = cover_at.org_id
        WHERE cover_at.how = 'own' AND roll_at.category = 'full' AND roll_at.counted = 1)
  GROUP BY unit_id
),
covered AS MATERIALIZED (
  SELECT unit_id, CASE min(CASE how WHEN 'own' THEN 1 WHEN 'joint' THEN 2 ELSE 3 END)
                    WHEN 1 THEN 'own' WHEN 2 THEN 'joint' ELSE 'attached' END AS form
  FROM cover_at
  WHERE org_id NOT IN (SELECT id FROM org_at WHERE kind = 'leading-group') -- no org of the base
  GROUP BY unit_id
),
guided AS MATERIALIZED (
  SELECT DISTINCT unit_id FROM instructor_at
)
SELECT unit_at.id AS unit_id, unit_at.name AS unit_name, unit_at.kind, unit_at.industry, unit_at.district, covered.form,
       iif(guided.unit_id IS NULL, 0, 1) AS guided,
       max(coalesce(unit_at.known_full_members, 0), coalesce(members.full_members, 0)) AS unit_full_members,
       (SELECT group_concat(name, '; ' ORDER BY name)
        FROM (SELECT DISTINCT org_at.name FROM cover_at JOIN org_at ON org_at.id = cover_at.org_id
              WHERE cover_at.unit_id = unit_at.id)) AS covered_by,
       (SELECT group_concat(person_id, ',')
        FROM (SELECT roll_at.person_id
              FROM person
              JOIN roll_at ON roll_at.person_id = person.id
              WHERE person.unit_id = unit_at.id AND roll_at.category = 'full' AND roll_at.counted = 1
                AND roll_at.assumed = 1
              UNION
              SELECT roll_at.person_id
              FROM cover_at
              JOIN roll_at ON roll_at.org_id = cover_at.org_id
              WHERE cover_at.unit_id = unit_at.id AND cover_at.how = 'own' AND roll_at.category = 'full'
                AND roll_at.counted = 1 AND roll_at.assumed = 1)) AS resting,
       NULL AS returned_on, NULL AS returned_units, NULL AS returned_with_org
FROM unit_asked AS unit_at
LEFT JOIN members ON members.unit_id = unit_at.id
LEFT JOIN covered ON covered.unit_id = unit_at.id
LEFT JOIN guided ON guided.unit_id = unit_at.id
-- returned
SELECT NULL, org_name, 'reported', NULL, district, NULL, NULL, NULL, NULL, NULL, date, units, with_org
FROM returned_asked
