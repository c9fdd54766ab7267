-- People whose work unit is a text that means a unit (of the name :name, if given).
UPDATE person
SET unit_id = meant.unit_id, unit_text = NULL
FROM meant
WHERE person.unit_text = meant.name AND meant.unit_id IS NOT NULL AND (:name IS NULL OR meant.name = :name)
