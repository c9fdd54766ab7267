-- Steps of the way :gone that the way :keep has already, on the same day; what only the one tells of it is lost with it.
DELETE FROM step
WHERE candidature_id = :gone
  AND EXISTS (SELECT 1 FROM step kept
              WHERE kept.candidature_id = :keep AND kept.step = step.step
                AND (kept.date = step.date OR step.step NOT IN ('evaluated', 'trained')))
