-- Units on the day of the clock, with the attributes of that day (of a closed one the last it had).
SELECT unit.id, unit_state.name, unit_state.short_name, unit_state.kind, unit_state.industry, unit_state.district,
       unit.established, unit.uscc, unit_state.authority, unit_state.leader, unit_state.member_enterprises,
       unit_state.employees, unit_state.known_full_members,
       -- those on a roll who work there, and those of its own branch
       (SELECT count(*)
        FROM (SELECT person.id
              FROM person JOIN roll_at ON roll_at.person_id = person.id
              WHERE person.unit_id = unit.id AND roll_at.category = 'full' AND roll_at.counted
              UNION
              SELECT roll_at.person_id
              FROM cover_at JOIN roll_at ON roll_at.org_id = cover_at.org_id
              WHERE cover_at.unit_id = unit.id AND cover_at.how = 'own'
                AND roll_at.category = 'full' AND roll_at.counted)) AS full_members,
       unit_state.trade_union, unit_state.youth_league, unit_state.womens_federation,
       (SELECT name FROM unit_state host WHERE host.unit_id = unit_state.association_id
        AND host.since_day <= as_of AND host.until_day > as_of) AS association,
       (SELECT group_concat(name, '; ' ORDER BY name)
        FROM (SELECT DISTINCT org_at.name FROM cover_at JOIN org_at ON org_at.id = cover_at.org_id
              WHERE cover_at.unit_id = unit.id)) AS covered_by,
       iif(unit.closed_day <= as_of, unit.closed, NULL) AS closed
FROM clock
CROSS JOIN unit
JOIN unit_state ON unit_state.unit_id = unit.id AND unit_state.since_day <= as_of AND unit_state.until_day > as_of
WHERE (:only IS NULL OR unit.id = :only)
  AND (:kind IS NULL OR unit_state.kind = :kind)
  AND (:district IS NULL OR unit_state.district = :district)
  AND unit.established_day <= as_of
  AND (:all OR unit.closed_day > as_of)
  AND (NOT :uncovered OR NOT EXISTS (SELECT 1 FROM cover_at WHERE cover_at.unit_id = unit.id))
ORDER BY unit_state.kind, unit_state.name, unit.id
