-- What only concerns the org ?1, on the day of the clock.
SELECT org.approval_no, org.approver, org.contact, org.phone,
       iif(org.dissolved_day <= as_of, org.dissolved, NULL) AS dissolved,
       iif(org.dissolved_day <= as_of, org.dissolve_reason, NULL) AS dissolve_reason,
       (SELECT name FROM org_name heir WHERE heir.org_id = org.successor_id AND org.dissolved_day <= as_of
        ORDER BY heir.since_day DESC LIMIT 1) AS successor
FROM clock
CROSS JOIN org
WHERE org.id = ?1
