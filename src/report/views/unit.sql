-- zh: 单位: 当日已成立而未终止的行业协会、商会、企业等, 每个一行
-- en: units: a row for each association, chamber, enterprise … that stood that day
-- columns: id(number) name short_name kind(unit_kind) industry district established(date) uscc(code) authority leader member_enterprises(number) employees(number) known_full_members(number) trade_union(bool) youth_league(bool) womens_federation(bool) association_id(number) association_name remark
SELECT unit_at.id, shown_text(unit_at.name) AS name, shown_text(unit_at.short_name) AS short_name, unit_at.kind,
       shown_text(unit_at.industry) AS industry, shown_text(unit_at.district) AS district, unit_at.established, unit_at.uscc,
       shown_text(unit_state.authority) AS authority, shown_text(unit_state.leader) AS leader, unit_state.member_enterprises,
       unit_state.employees, unit_at.known_full_members, unit_state.trade_union, unit_state.youth_league,
       unit_state.womens_federation, unit_at.association_id, shown_text(host.name) AS association_name,
       shown_text(unit.remark) AS remark
FROM clock
CROSS JOIN unit_at
JOIN unit ON unit.id = unit_at.id
JOIN unit_state ON unit_state.unit_id = unit_at.id AND unit_state.since_day <= as_of AND unit_state.until_day > as_of
LEFT JOIN unit_state AS host
       ON host.unit_id = unit_at.association_id AND host.since_day <= as_of AND host.until_day > as_of
WHERE clock.id = 1
