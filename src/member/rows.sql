-- People as they stand on the roll at the end of the day :day. A WHERE follows.
SELECT person.id AS no, person.name, person.sex, person.id_no, person.ethnicity, person.ethnicity_code, person.birth,
       person.native_place, person.education, person.education_code, person.degree, roll.category,
       org_name.name AS org, person.joined, iif(person.full_on_day <= :day, person.full_on, NULL) AS full_on,
       -- when the stint in this org began, unless that is only assumed
       CASE WHEN roll.began NOT IN ('converted', 'assumed') THEN roll.since
            WHEN roll.began = 'converted' THEN
              (SELECT iif(first.began = 'assumed', NULL, first.since) FROM roll first
               WHERE first.person_id = roll.person_id AND first.org_id = roll.org_id AND first.began <> 'converted'
                 AND first.since_day <= roll.since_day
               ORDER BY first.since_day DESC, first.id DESC LIMIT 1)
       END AS entered,
       coalesce(unit_state.name, person.unit_text) AS unit, person.job, person.job_code, person.position, person.owner,
       person.phone, person.landline, person.address,
       iif(roll.until_day > :day, iif(suspension.id IS NULL, 'normal', 'suspended'), NULL) AS standing,
       lost.id IS NOT NULL AS lost, lost.since AS lost_since,
       away.id IS NOT NULL AS floating, away.place AS floating_to, away.since AS floating_since,
       person.remark, iif(roll.until_day <= :day, roll.until, NULL) AS left_on,
       iif(roll.until_day <= :day, roll.ended, NULL) AS ended, iif(roll.until_day <= :day, roll.end_note, NULL) AS end_note
FROM person
LEFT JOIN roll ON roll.person_id = person.id AND roll.since_day <= :day AND roll.until_day > :day
LEFT JOIN org_name ON org_name.org_id = roll.org_id AND org_name.since_day <= :day AND org_name.until_day > :day
LEFT JOIN unit_state
       ON unit_state.unit_id = person.unit_id AND unit_state.since_day <= :day AND unit_state.until_day > :day
LEFT JOIN suspension
       ON suspension.person_id = person.id AND suspension.since_day <= :day AND suspension.until_day > :day
LEFT JOIN absence lost
       ON lost.person_id = person.id AND lost.kind = 'lost' AND lost.since_day <= :day AND lost.until_day > :day
LEFT JOIN absence away
       ON away.person_id = person.id AND away.kind = 'floating' AND away.since_day <= :day AND away.until_day > :day
