-- zh: 党组织覆盖情况
-- en: Coverage of units by Party organisations
-- by: kind(unit_kind) industry district
-- count: units = 1
-- count: own = form = 'own'
-- count: joint = form = 'joint'
-- count: attached = form = 'attached'
-- count: instructor = form IS NULL AND guided
-- count: uncovered = form IS NULL AND NOT guided
-- hidden: qualified = full_members >= :branch_full_members
-- hidden: qualified_covered = full_members >= :branch_full_members AND form IS NOT NULL
-- rate: org_coverage = own + joint + attached / units
-- rate: org_coverage_qualified = qualified_covered / qualified
-- rate: work_coverage = own + joint + attached + instructor / units
-- count: owed = form IS NULL AND full_members >= :owed_full_members
--
-- A row for each unit. It counts once, by the closest way in which it is covered: an org of its own before a joint one
-- before an attached one; an instructor only where there is no org. A joint branch covers each of its units. With
-- --under, the units that orgs below cover.
SELECT unit_at.id, unit_at.name, unit_at.kind, unit_at.industry, unit_at.district,
       (SELECT how FROM cover_at WHERE cover_at.unit_id = unit_at.id
        ORDER BY CASE how WHEN 'own' THEN 1 WHEN 'joint' THEN 2 ELSE 3 END LIMIT 1) AS form,
       EXISTS (SELECT 1 FROM instructor_at WHERE instructor_at.unit_id = unit_at.id) AS guided,
       max(coalesce(unit_at.known_full_members, 0),
           (SELECT count(*) FROM person JOIN roll_at ON roll_at.person_id = person.id
            WHERE person.unit_id = unit_at.id AND roll_at.category = 'full' AND roll_at.counted)) AS full_members
FROM unit_at
WHERE :everywhere
   OR EXISTS (SELECT 1 FROM cover_at JOIN scope USING (org_id) WHERE cover_at.unit_id = unit_at.id)
