-- zh: 发展党员各步骤
-- en: Steps taken on the way into the Party
-- tells_zh: 期间内办理的各步骤: 人数和距上一步的天数
-- tells_en: The steps taken in the period: people, and days since the step before
-- takes: period
-- by: stage(way_step) org(org)+stage(way_step)
-- count: people = 1
-- median: median_days = days
-- mean: mean_days = days
-- columns: no name org(org) stage(way_step) date since days voters present in_favour against abstained note
-- order: day no place id
--
-- A row for each step taken in the period, with the org that the person stood with that day. Admissions and conversions are
-- those of the roll, so that no other report tells another number: admitted is who came onto a roll by it, or entered it on
-- the very day of joining; converted is whose stay was divided by it, if it was recorded as a step or the stay did not
-- begin on a day that was only assumed or found. What happened elsewhere is no step of ours.
--
-- `days` is how long it was waited for: from the day on which the stage began that the step belongs to or ends (an
-- evaluation: from the one before). Where either day is not known to the day, nobody knows how long. A way's end is told
-- like a step.
WITH since_step (stage, earlier) AS (
  VALUES ('talked', 'applied'), ('nominated', 'applied'), ('candidate', 'nominated'), ('reviewed', 'candidate'),
         ('trained', 'candidate'), ('prereviewed', 'candidate'), ('admitted', 'candidate'), ('approved', 'admitted'),
         ('sworn', 'approved'), ('extended', 'admitted'), ('converted', 'admitted'), ('confirmed', 'converted')
),
-- what the roll tells, with the step that was recorded of it
turn AS (
  SELECT roll.person_id, roll.org_id, iif(roll.began = 'converted', 'converted', 'admitted') AS stage,
         roll.since AS date, roll.since_day AS day, person.joined,
         (SELECT max(step.id) FROM candidature JOIN step ON step.candidature_id = candidature.id
          WHERE candidature.person_id = roll.person_id AND step.date = roll.since
            AND step.step = iif(roll.began = 'converted', 'converted', 'admitted')) AS step_id,
         -- when the stay that was divided began: on a day that is known, or not
         (SELECT max(head.since_day) FROM roll AS head
          WHERE head.person_id = roll.person_id AND head.since_day <= roll.since_day AND head.began <> 'converted') AS head_day
  FROM roll_period_asked AS roll
  JOIN person ON person.id = roll.person_id
  WHERE roll.since_day BETWEEN :since_day AND :until_day
    AND (roll.began IN ('admitted', 'converted') OR (roll.began = 'entered' AND roll.since = person.joined))
),
taken AS (
  SELECT candidature.id AS candidature_id, candidature.person_id, step.step AS stage, step.date, step.day, step.place,
         step.id, NULL AS org, NULL AS joined
  FROM step
  JOIN candidature ON candidature.id = step.candidature_id
  WHERE step.day BETWEEN :since_day AND :until_day AND step.step NOT IN ('admitted', 'converted')
  UNION ALL
  SELECT step.candidature_id, turn.person_id, turn.stage, turn.date, turn.day, iif(turn.stage = 'converted', 10, 7),
         turn.step_id, turn.org_id, turn.joined
  FROM turn
  LEFT JOIN step ON step.id = turn.step_id
  WHERE turn.stage = 'admitted' OR turn.step_id IS NOT NULL
     OR NOT EXISTS (SELECT 1 FROM roll AS head WHERE head.person_id = turn.person_id AND head.since_day = turn.head_day
                    AND head.began IN ('assumed', 'found'))
  UNION ALL
  -- a conversion on the very day on which the stay began divides nothing
  SELECT step.candidature_id, candidature.person_id, step.step, step.date, step.day, step.place, step.id, roll.org_id, NULL
  FROM step
  JOIN candidature ON candidature.id = step.candidature_id
  JOIN roll ON roll.person_id = candidature.person_id AND roll.since = step.date AND roll.began <> 'converted'
  WHERE step.day BETWEEN :since_day AND :until_day AND step.step = 'converted'
  UNION ALL
  SELECT id, person_id, end_how, ended, ended_day, 99, NULL, NULL, NULL
  FROM candidature
  WHERE ended_day BETWEEN :since_day AND :until_day
),
placed AS (
  SELECT taken.*, step.voters, step.present, step.in_favour, step.against, step.abstained,
         iif(taken.place = 99, (SELECT max(candidature.end_reason) FROM candidature WHERE candidature.id = taken.candidature_id),
             coalesce(step.doc_no, step.result, step.note)) AS note,
         CASE taken.stage
           WHEN 'evaluated' THEN
             (SELECT max(earlier.date) FROM step AS earlier
              WHERE earlier.candidature_id = taken.candidature_id AND earlier.step IN ('nominated', 'evaluated')
                AND earlier.day <= taken.day AND earlier.id <> taken.id)
           ELSE coalesce((SELECT max(earlier.date) FROM since_step
                          JOIN step AS earlier ON earlier.candidature_id = taken.candidature_id
                                              AND earlier.step = since_step.earlier
                          WHERE since_step.stage = taken.stage),
                         iif(taken.stage = 'converted', taken.joined, NULL)) END AS since,
         coalesce(taken.org,
                  (SELECT max(roll.org_id) FROM roll
                   WHERE roll.person_id = taken.person_id AND roll.since_day <= taken.day AND roll.until_day > taken.day),
                  (SELECT CAST(substr(max(stood.since_day || (1000000000000000 + stood.id) || stood.org_id), 27) AS INTEGER)
                   FROM candidature_org AS stood
                   WHERE stood.candidature_id = taken.candidature_id AND stood.since_day <= taken.day)) AS stands_with
  FROM taken
  LEFT JOIN step ON step.id = taken.id
)
SELECT placed.candidature_id, placed.person_id, placed.stage, placed.date, placed.day, placed.place, placed.id,
       placed.voters, placed.present, placed.in_favour, placed.against, placed.abstained, placed.note, placed.since,
       placed.stands_with AS org, person.id AS no, person.name,
       iif(length(placed.date) = 10 AND length(placed.since) = 10,
           days_between(placed.since, placed.date), NULL) AS days
FROM placed
JOIN person ON person.id = placed.person_id
WHERE :everywhere = 1 OR placed.stands_with IN (SELECT org_id FROM scope)
