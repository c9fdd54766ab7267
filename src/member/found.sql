-- People in whose name, pinyin, number, telephone, unit or address a text stands, on the day :day, by number.
-- :key is the text as names are compared: without blanks and dots, of plain width, in lower case; :no is it as a number,
-- :digits says whether it can be a part of an identity number.
WITH named (id, is_found) AS MATERIALIZED (
  SELECT unit_id, name_within(name, :typed, :key)
  FROM unit_state
  WHERE since_day <= :day AND until_day > :day
)
SELECT person.id
FROM person
WHERE name_within(name, :typed, :key)
   OR person.id = :no
   OR (:digits AND instr(id_no, upper(:key)))
   OR (phone IS NOT NULL AND (instr(phone, :typed) OR (:key <> '' AND :key <> :typed AND instr(phone, :key))))
   OR (landline IS NOT NULL AND (instr(landline, :typed) OR (:key <> '' AND :key <> :typed AND instr(landline, :key))))
   OR unit_id IN (SELECT id FROM named WHERE is_found)
   OR (unit_text IS NOT NULL
       AND name_within(unit_text, :typed, :key)
       AND (unit_id IS NULL OR unit_id NOT IN (SELECT id FROM named)))
   OR instr(address, :typed)
   OR (:letters <> '' AND person_spelt_within(name, :letters))
ORDER BY person.id
