-- People of a name who stand on the roll of an org, or stood there last; with :on_the_way those, too, whose way into the
-- Party is or was with it. A name of a minority is the same with its dot or without. More conditions may follow.
SELECT person.id, person.birth, person.sex, person.phone, person.id_no IS NOT NULL AS has_id_no
FROM person
WHERE (person.name = :name
       -- of short names none
       OR (person.name >= iif(instr(:name, '·') > 0 OR length(:name) > 4, substr(:name, 1, 1), char(1114111))
           AND person.name < substr(:name, 1, 1) || char(1114111)
           AND replace(person.name, '·', '') = replace(:name, '·', '')))
  AND (:org = (SELECT last.org_id FROM roll last WHERE last.person_id = person.id
               ORDER BY last.since_day DESC, last.id DESC LIMIT 1)
       OR :on_the_way AND EXISTS (SELECT 1 FROM candidature
                                  JOIN candidature_org ON candidature_org.candidature_id = candidature.id
                                  WHERE candidature.person_id = person.id
                                    AND +candidature_org.org_id = :org)) -- by the person: an org may have very many
