-- People with a record of their own whose identity number somebody else here has.
SELECT handed_up.sender_id, handed_up.number, handed_up.row_id, handed_up.image, person.name, other.id AS stays
FROM handed_up
JOIN person ON person.id = handed_up.row_id
JOIN person other ON other.id_no = handed_up.image ->> 'id_no' AND other.id <> person.id
WHERE handed_up.tbl = 'person' AND handed_up.image IS NOT NULL AND person.id_no IS NULL
  AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.person_id IN (person.id, other.id))
ORDER BY handed_up.id
