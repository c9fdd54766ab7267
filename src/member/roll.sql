-- The roll periods of person ?1, earliest first.
SELECT id, org_id, category, since, until, began, ended, end_note
FROM roll
WHERE person_id = ?1
ORDER BY since_day, id
