-- Those who may be one person with somebody else on record: of the same name, with nothing known that contradicts. Two who
-- both carry an identity number are two.
WHERE EXISTS (SELECT 1 FROM person other
              WHERE other.name = person.name AND other.id <> person.id
                AND (other.id_no IS NULL OR person.id_no IS NULL)
                AND (other.sex IS NULL OR person.sex IS NULL OR other.sex = person.sex)
                AND (other.birth IS NULL OR person.birth IS NULL
                     OR substr(other.birth, 1, length(person.birth)) = substr(person.birth, 1, length(other.birth))))
