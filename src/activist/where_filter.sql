WHERE clock.id = 1 AND candidature_at.person_id = :person
  AND (:stage IS NULL OR candidature_at.stage = :stage)
  AND (:org IS NULL OR candidature_at.org_id = :org)
  AND (:everywhere OR candidature_at.org_id IN (SELECT org_id FROM scope))
ORDER BY person.id, candidature_at.id
