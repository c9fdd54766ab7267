-- Units with their latest attributes, as rows that can be imported again.
SELECT unit_state.name, unit_state.short_name, unit_state.kind, unit_state.industry, unit_state.district,
       unit.established, unit.uscc, unit_state.authority, unit_state.leader, unit_state.member_enterprises,
       unit_state.employees, unit_state.known_full_members, unit_state.trade_union, unit_state.youth_league,
       unit_state.womens_federation,
       (SELECT name FROM unit_state host WHERE host.unit_id = unit_state.association_id
        ORDER BY host.since_day DESC LIMIT 1) AS association,
       unit.closed, unit.close_reason
FROM unit
JOIN unit_state ON unit_state.unit_id = unit.id AND unit_state.until IS NULL
WHERE :only IS NULL OR unit.id = :only
ORDER BY unit.id
