-- zh: 所问的党组织: 有 --under 的, 为该党组织及其下级, 否则为当日全部; 写作 WHERE org_code IN (SELECT code FROM asked)
-- en: the orgs asked about: with --under that one and all below it, else all of the day; WHERE org_code IN (SELECT code FROM asked)
-- columns: code(code) name kind(org_kind)
SELECT org_asked.code, shown_text(org_asked.name) AS name, org_asked.kind FROM org_asked
