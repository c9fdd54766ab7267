-- What an export tells of candidature :way at the end of the day :day, beside its steps and the facts of the person. The
-- contacts are those of the day, or who went on to the end of the way.
SELECT candidature.person_id, roll.id IS NOT NULL AS on_roll,
       iif(candidature.ended_day <= :day, candidature.ended, NULL) AS ended,
       iif(candidature.ended_day <= :day, candidature.end_reason, NULL) AS end_reason,
       (SELECT name FROM org_name
        WHERE org_name.org_id = coalesce(roll.org_id, (SELECT org_id FROM candidature_org stands
                                                       WHERE stands.candidature_id = candidature.id AND since_day <= :day
                                                       ORDER BY since_day DESC, id DESC LIMIT 1))
          AND since_day <= :day AND until_day > :day) AS org,
       (SELECT group_concat(name, '、')
        FROM (SELECT coalesce(person.name, contact_text) AS name
              FROM foster LEFT JOIN person ON person.id = contact_id
              WHERE foster.candidature_id = candidature.id AND since_day <= :day
                AND (until_day > :day OR until IN (candidature.ended, converted.date))
              ORDER BY since_day, foster.id)) AS contacts,
       (SELECT group_concat(name, '、')
        FROM (SELECT coalesce(person.name, introducer_text) AS name
              FROM introducer LEFT JOIN person ON person.id = introducer_id
              WHERE introducer.candidature_id = candidature.id AND coalesce(admitted.day <= :day, TRUE)
              ORDER BY introducer.id)) AS introducers
FROM candidature
LEFT JOIN step admitted ON admitted.candidature_id = candidature.id AND admitted.step = 'admitted'
LEFT JOIN step converted ON converted.candidature_id = candidature.id AND converted.step = 'converted'
LEFT JOIN roll ON roll.person_id = candidature.person_id AND roll.since_day <= :day AND roll.until_day > :day
      AND admitted.day <= :day
WHERE candidature.id = :way
