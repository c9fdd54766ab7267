-- :key is the text as names are compared: without blanks and dots, of plain width, in lower case.
WHERE instr(person.name, :typed)
   OR (:letters <> '' AND person_spelt_within(person.name, :letters))
   OR CAST(person.id AS TEXT) = :key
   OR (:key <> '' AND (instr(name_key(person.name), :key)
                       OR instr(person.id_no, upper(:key))
                       OR instr(person.phone, :key)
                       OR instr(person.landline, :key)
                       OR instr(name_key(coalesce(unit_state.name, person.unit_text)), :key)))
   OR instr(person.phone, :typed)
   OR instr(person.landline, :typed)
   OR instr(coalesce(unit_state.name, person.unit_text), :typed)
   OR instr(person.address, :typed)
ORDER BY person.id
