-- People of a name who stand on the roll of an org, or stood there last; with :on_the_way those, too, whose way into the
-- Party is or was with it. More conditions may follow.
SELECT person.id, person.birth, person.sex, person.phone, person.id_no IS NOT NULL AS has_id_no
FROM person
WHERE person.name = :name
  AND (:org = (SELECT last.org_id FROM roll last WHERE last.person_id = person.id
               ORDER BY last.since_day DESC, last.id DESC LIMIT 1)
       OR :on_the_way AND EXISTS (SELECT 1 FROM candidature
                                  JOIN candidature_org ON candidature_org.candidature_id = candidature.id
                                  WHERE candidature.person_id = person.id
                                    AND +candidature_org.org_id = :org)) -- by the person: an org may have very many
