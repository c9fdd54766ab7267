-- What only concerns the org ?1, on the day of the clock.
SELECT (SELECT group_concat(unit_state.name || '(' || cover.how || ')', '; ' ORDER BY unit_state.name)
        FROM cover
        JOIN unit_state ON unit_state.unit_id = cover.unit_id AND unit_state.since_day <= as_of AND unit_state.until_day > as_of
        WHERE cover.org_id = org.id AND cover.since_day <= as_of AND cover.until_day > as_of) AS units_covered,
       org.approval_no, org.approver, org.contact, org.phone,
       iif(org.dissolved_day <= as_of, org.dissolved, NULL) AS dissolved,
       iif(org.dissolved_day <= as_of, org.dissolve_reason, NULL) AS dissolve_reason,
       (SELECT name FROM org_name heir WHERE heir.org_id = org.successor_id AND org.dissolved_day <= as_of
        ORDER BY heir.since_day DESC LIMIT 1) AS successor,
       (SELECT group_concat(line, '; ' ORDER BY day, line) FROM (
          SELECT since_day AS day, since || ' → ' || name AS line FROM org_name WHERE org_id = org.id AND since IS NOT NULL
          UNION ALL
          SELECT since_day, since || ' → ' || kind || coalesce(' (' || approval_no || ')', '')
          FROM org_kind WHERE org_id = org.id AND since IS NOT NULL
          UNION ALL
          SELECT link.since_day, link.since || ' → ' || up.name
          FROM org_parent link
          JOIN org_name up ON up.org_id = link.parent_id AND up.since_day <= link.since_day AND up.until_day > link.since_day
          WHERE link.org_id = org.id AND link.since IS NOT NULL)
        WHERE day <= as_of) AS history
FROM clock
CROSS JOIN org
WHERE org.id = ?1
