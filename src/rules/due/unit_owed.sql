-- rule: owed_full_members
-- about: units
-- zh: 应建未建: 单位有正式党员而未建党组织
-- en: unit with the full members for an org and none
-- settles: org plan, org add, org cover
-- Units that no org covers, with the full members for one: those on a roll who work there, or the known number, whichever is more.
SELECT unit_at.id AS unit_id
FROM unit_at
WHERE NOT EXISTS (SELECT 1 FROM cover_at
                  JOIN org_at ON org_at.id = cover_at.org_id AND org_at.kind <> 'leading-group'
                  WHERE cover_at.unit_id = unit_at.id)
  AND max(coalesce(unit_at.known_full_members, 0),
          (SELECT count(*) FROM person
           CROSS JOIN roll_at ON roll_at.person_id = person.id AND roll_at.category = 'full' AND roll_at.counted = 1
           WHERE person.unit_id = unit_at.id)) >= :owed_full_members
