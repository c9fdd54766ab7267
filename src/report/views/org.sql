-- zh: 党组织: 当日已成立而未撤销的每个党组织一行(拟建的不在内); 各数为本级的, 不含下级
-- en: Party organisations: a row for each that stood that day (not those planned); the figures are its own, without those below it
-- columns: code(code) name short_name kind(org_kind) parent_code parent_name founded(date) formation(formation) district approval_no(code) approver contact phone(phone) units(number) members(number) full_members(number) probationary(number) remark
SELECT org_at.code, shown_text(org_at.name) AS name, shown_text(org_at.short_name) AS short_name, org_at.kind,
       above.code AS parent_code, shown_text(above.name) AS parent_name, org_at.founded, org_at.formation,
       shown_text(org_at.district) AS district, org.approval_no, shown_text(org.approver) AS approver,
       shown_text(org.contact) AS contact, shown_phone(org.phone) AS phone,
       (SELECT count(DISTINCT cover_at.unit_id) FROM cover_at WHERE cover_at.org_id = org_at.id) AS units,
       (SELECT count(*) FROM roll_at WHERE roll_at.org_id = org_at.id AND roll_at.counted = 1) AS members,
       (SELECT count(*) FROM roll_at
        WHERE roll_at.org_id = org_at.id AND roll_at.counted = 1 AND roll_at.category = 'full') AS full_members,
       (SELECT count(*) FROM roll_at
        WHERE roll_at.org_id = org_at.id AND roll_at.counted = 1 AND roll_at.category = 'probationary') AS probationary,
       shown_text(org.remark) AS remark
FROM org_at
JOIN org ON org.id = org_at.id
LEFT JOIN org_at AS above ON above.id = org_at.parent_id
