
  AND (:org IS NULL OR roll.org_id = :org)
  AND (:everywhere OR roll.org_id IN (SELECT org_id FROM scope))
  AND (:category IS NULL OR (roll.category = :category AND suspension.id IS NULL))
  AND (NOT :floating OR away.id IS NOT NULL)
  AND (NOT :lost OR lost.id IS NOT NULL)
