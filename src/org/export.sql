-- Orgs with their latest name, kind, parent and units, as rows that can be imported again.
SELECT org.code, org_name.name, org_name.short_name, org_kind.kind,
       (SELECT up.code FROM org_parent link JOIN org up ON up.id = link.parent_id
        WHERE link.org_id = org.id ORDER BY link.since_day DESC LIMIT 1) AS parent,
       org.founded, org.formation, org.approval_no, org.district, org.contact, org.phone,
       (SELECT group_concat(unit_state.name, '; ' ORDER BY unit_state.name)
        FROM cover JOIN unit_state ON unit_state.unit_id = cover.unit_id AND unit_state.until IS NULL
        WHERE cover.org_id = org.id AND cover.until IS NULL) AS units,
       CASE WHEN given_up IS NOT NULL THEN 'given-up' WHEN planned THEN 'planned' WHEN dissolved IS NOT NULL THEN 'dissolved' ELSE 'active' END AS status,
       coalesce(org.dissolved, org.given_up) AS dissolved, org.requested, org.request_no, org.approved, org.formation_reason,
       org.in_step
FROM org
JOIN org_name ON org_name.org_id = org.id AND org_name.until IS NULL
JOIN org_kind ON org_kind.org_id = org.id AND org_kind.until IS NULL
WHERE :only IS NULL OR org.id = :only
ORDER BY org.code
