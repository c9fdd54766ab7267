-- People in whose name, pinyin, number, telephone, unit or address a text stands, on the day :day, by number.
-- :key is the text as names are compared: without blanks and dots, of plain width, in lower case; :no is it as a number. A name of
-- Chinese characters alone is compared as it is written, so that little is left to be worked out for a whole roll.
WITH named (id, is_found) AS MATERIALIZED (
  SELECT unit_id, instr(name, :typed) OR (:key <> '' AND instr(name_key(name), :key))
  FROM unit_state
  WHERE since_day <= :day AND until_day > :day
)
SELECT person.id
FROM person
WHERE instr(name, :typed)
   OR person.id = :no
   OR (:key <> '' AND ((:key <> :typed AND (instr(name, :key) OR instr(phone, :key) OR instr(landline, :key)))
                       OR (name GLOB '*[^䀀-鿿]*' AND instr(name_key(name), :key))
                       OR instr(id_no, upper(:key))))
   OR instr(phone, :typed)
   OR instr(landline, :typed)
   OR unit_id IN (SELECT id FROM named WHERE is_found)
   OR (unit_text IS NOT NULL
       AND (instr(unit_text, :typed)
            OR (:key <> '' AND ((:key <> :typed AND instr(unit_text, :key))
                                OR (unit_text GLOB '*[^䀀-鿿]*' AND instr(name_key(unit_text), :key)))))
       AND (unit_id IS NULL OR unit_id NOT IN (SELECT id FROM named)))
   OR instr(address, :typed)
   OR (:letters <> '' AND person_spelt_within(name, :letters))
ORDER BY person.id
