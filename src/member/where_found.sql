WHERE instr(person.name, :typed)
   OR (:letters <> '' AND initials_contain(person.name, :letters))
   OR CAST(person.id AS TEXT) = :typed
   OR instr(person.id_no, upper(:typed))
   OR instr(person.phone, :typed)
   OR instr(person.landline, :typed)
   OR instr(coalesce(unit_state.name, person.unit_text), :typed)
   OR instr(person.address, :typed)
ORDER BY person.id
