-- How person :id stands at the end of the day :day beside a plain membership: the suspension, where away, since when out of
-- touch; of somebody on no roll (`on_roll`), the last one left and the last way into the Party, with its org. By the person
-- alone: no view over everybody is asked.
SELECT roll.id IS NOT NULL AS on_roll,
       suspension.id IS NOT NULL AS suspended, suspension.since AS suspended_since, suspension.reason AS suspended_for,
       away.id IS NOT NULL AS floating, away.since AS floating_since, away.place AS floating_to,
       lost.id IS NOT NULL AS lost, lost.since AS lost_since,
       gone.until AS left_on, gone.ended AS left_how,
       (SELECT name FROM org_name WHERE org_name.org_id = gone.org_id AND org_name.since_day <= gone.until_day
        ORDER BY org_name.since_day DESC LIMIT 1) AS left_org,
       way.id AS way, iif(way.ended_day <= :day, way.ended, NULL) AS way_ended,
       (SELECT org_name.name FROM candidature_org stands
        JOIN org_name ON org_name.org_id = stands.org_id AND org_name.since_day <= :day AND org_name.until_day > :day
        WHERE stands.candidature_id = way.id AND stands.since_day <= :day
        ORDER BY stands.since_day DESC, stands.id DESC LIMIT 1) AS way_org
FROM person
LEFT JOIN roll ON roll.person_id = person.id AND roll.since_day <= :day AND roll.until_day > :day
LEFT JOIN roll gone ON gone.id = (SELECT id FROM roll past WHERE past.person_id = person.id AND past.until_day <= :day
                                  ORDER BY past.until_day DESC, past.id DESC LIMIT 1)
LEFT JOIN candidature way ON way.id = (SELECT id FROM candidature last WHERE last.person_id = person.id
                                         AND EXISTS (SELECT 1 FROM step
                                                     WHERE step.candidature_id = last.id AND step.day <= :day)
                                       ORDER BY last.ended_day <= :day, last.id DESC LIMIT 1)
LEFT JOIN suspension
       ON suspension.person_id = person.id AND suspension.since_day <= :day AND suspension.until_day > :day
LEFT JOIN absence lost
       ON lost.person_id = person.id AND lost.kind = 'lost' AND lost.since_day <= :day AND lost.until_day > :day
LEFT JOIN absence away
       ON away.person_id = person.id AND away.kind = 'floating' AND away.since_day <= :day AND away.until_day > :day
WHERE person.id = :id
