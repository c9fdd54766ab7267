-- What only concerns the org ?1, on the day of the clock.
SELECT org.requested, org.request_no, org.approved, org.approval_no, org.approver, org.formation_reason, org.in_step,
       org.contact, org.phone,
       CASE WHEN org.dissolved_day <= as_of THEN org.dissolved WHEN org.given_up_day <= as_of THEN org.given_up END AS dissolved,
       iif(min(org.dissolved_day, org.given_up_day) <= as_of, org.dissolve_reason, NULL) AS dissolve_reason,
       (SELECT name FROM org_name heir WHERE heir.org_id = org.successor_id AND org.dissolved_day <= as_of
        ORDER BY heir.since_day DESC LIMIT 1) AS successor
FROM clock
CROSS JOIN org
WHERE org.id = ?1
