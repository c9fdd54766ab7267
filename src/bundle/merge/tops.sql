-- The orgs of office ?1 that stand under nobody and were not placed yet; since when, if they stood under somebody before.
SELECT handed_up.number, org.id, org.founded,
       (SELECT max(until) FROM org_parent WHERE org_parent.org_id = org.id) AS last
FROM handed_up
JOIN org ON org.id = handed_up.row_id
WHERE handed_up.sender_id = ?1 AND handed_up.tbl = 'org'
  AND NOT EXISTS (SELECT 1 FROM org_parent
                  WHERE org_parent.org_id = org.id AND (org_parent.until IS NULL OR org.dissolved IS NOT NULL))
  AND NOT EXISTS (SELECT 1 FROM handed_up placed
                  WHERE placed.sender_id = ?1 AND placed.tbl = 'org_parent' AND placed.number = -handed_up.number)
ORDER BY org.id
