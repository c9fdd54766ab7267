-- How person ?1 stands at the end of the day of the clock beside a plain membership: the suspension, where away, since when
-- out of touch; on no roll, the last one left and the last way into the Party.
SELECT suspension.id IS NOT NULL AS suspended, suspension.since AS suspended_since, suspension.reason AS suspended_for,
       away.id IS NOT NULL AS floating, away.since AS floating_since, away.place AS floating_to,
       lost.id IS NOT NULL AS lost, lost.since AS lost_since,
       gone.until AS left_on, gone.ended AS left_how,
       (SELECT name FROM org_name WHERE org_name.org_id = gone.org_id
          AND org_name.since_day < gone.until_day AND org_name.until_day >= gone.until_day) AS left_org,
       iif(roll.id IS NULL, way.stage, NULL) AS stage,
       (SELECT name FROM org_name WHERE org_name.org_id = way.org_id
          AND org_name.since_day <= as_of AND org_name.until_day > as_of) AS way_org,
       (SELECT date FROM step WHERE step.candidature_id = way.id AND step.step = 'applied') AS applied,
       (SELECT ended FROM candidature WHERE candidature.id = way.id) AS way_ended
FROM clock
CROSS JOIN person
LEFT JOIN roll ON roll.person_id = person.id AND roll.since_day <= as_of AND roll.until_day > as_of
LEFT JOIN roll gone ON roll.id IS NULL
      AND gone.id = (SELECT id FROM roll past WHERE past.person_id = person.id AND past.until_day <= as_of
                     ORDER BY past.until_day DESC, past.id DESC LIMIT 1)
LEFT JOIN candidature_at way ON way.person_id = person.id
      AND way.id = (SELECT last.id FROM candidature_at last WHERE last.person_id = person.id
                    ORDER BY last.stage = 'ended', last.id DESC LIMIT 1)
LEFT JOIN suspension
       ON suspension.person_id = person.id AND suspension.since_day <= as_of AND suspension.until_day > as_of
LEFT JOIN absence lost
       ON lost.person_id = person.id AND lost.kind = 'lost' AND lost.since_day <= as_of AND lost.until_day > as_of
LEFT JOIN absence away
       ON away.person_id = person.id AND away.kind = 'floating' AND away.since_day <= as_of AND away.until_day > as_of
WHERE clock.id = 1 AND person.id = ?1
