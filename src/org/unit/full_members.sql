-- Full members in the units that org ?1 covers (or is planned to cover), on the day ?2.
SELECT coalesce(sum(max(
         coalesce(unit_state.known_full_members, 0),
         -- those on a roll who work there, and those of its own branch
         (SELECT count(*)
          FROM (SELECT person.id
                FROM person
                JOIN roll ON roll.person_id = person.id AND roll.since_day <= ?2 AND roll.until_day > ?2
                WHERE person.unit_id = cover.unit_id AND roll.category = 'full'
                UNION
                SELECT roll.person_id
                FROM cover own
                JOIN roll ON roll.org_id = own.org_id AND roll.since_day <= ?2 AND roll.until_day > ?2
                WHERE own.unit_id = cover.unit_id AND own.how = 'own' AND own.since_day <= ?2 AND own.until_day > ?2
                  AND roll.category = 'full') AS full
          WHERE NOT EXISTS (SELECT 1 FROM suspension s
                            WHERE s.person_id = full.id AND s.since_day <= ?2 AND s.until_day > ?2))
       )), 0)
FROM cover
JOIN unit_state ON unit_state.unit_id = cover.unit_id AND unit_state.since_day <= ?2 AND unit_state.until_day > ?2
WHERE cover.org_id = ?1 AND cover.since_day <= ?2 AND cover.until_day > ?2
