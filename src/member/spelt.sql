-- People whose name the letters :letters spell, by pinyin or by initials; those who stand, or ever stood, on the roll of
-- :org, if one is named.
SELECT id
FROM person
WHERE person_spelt(name, :letters)
  AND (:org IS NULL OR EXISTS (SELECT 1 FROM roll WHERE roll.person_id = person.id AND roll.org_id = :org))
ORDER BY id
