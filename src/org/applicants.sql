-- Who stands with the org ?1 on the way into the Party and was not admitted yet.
SELECT candidature_org.id, candidature_org.candidature_id, candidature_org.since
FROM candidature_org
JOIN candidature ON candidature.id = candidature_org.candidature_id AND candidature.ended IS NULL
WHERE candidature_org.org_id = ?1 AND candidature_org.until IS NULL
  AND NOT EXISTS (SELECT 1 FROM step WHERE step.candidature_id = candidature.id AND step.step = 'admitted')
ORDER BY candidature_org.id
