-- zh: 发展党员各步骤
-- en: Steps taken on the way into the Party
-- takes: period
-- by: stage(way_step) org(org)+stage(way_step)
-- count: people = 1
-- median: median_days = days
-- mean: mean_days = days
-- columns: no name org(org) stage(way_step) date since days voters present in_favour against abstained note
-- order: day no place id
--
-- A row for each step taken in the period, with the org that the person stood with that day. `days` is how long it was
-- waited for: from the day on which the stage began that the step belongs to or ends (an evaluation: from the one before).
-- Where either day is not known to the day, nobody knows how long. A way's end is told like a step.
WITH since_step (step, before) AS (
  VALUES ('talked', 'applied'), ('nominated', 'applied'), ('candidate', 'nominated'), ('reviewed', 'candidate'),
         ('trained', 'candidate'), ('prereviewed', 'candidate'), ('admitted', 'candidate'), ('approved', 'admitted'),
         ('sworn', 'approved'), ('extended', 'admitted'), ('converted', 'admitted'), ('confirmed', 'converted')
),
taken AS (
  SELECT step.candidature_id, candidature.person_id, step.step AS stage, step.date, step.day, step.place, step.id,
         step.voters, step.present, step.in_favour, step.against, step.abstained,
         coalesce(step.doc_no, step.result, step.note) AS note,
         CASE step.step
           WHEN 'evaluated' THEN
             (SELECT max(before.date) FROM step AS before
              WHERE before.candidature_id = step.candidature_id AND before.step IN ('nominated', 'evaluated')
                AND before.day <= step.day AND before.id <> step.id)
           ELSE (SELECT before.date FROM since_step
                 JOIN step AS before ON before.candidature_id = step.candidature_id AND before.step = since_step.before
                 WHERE since_step.step = step.step) END AS since
  FROM step
  JOIN candidature ON candidature.id = step.candidature_id
  WHERE step.day BETWEEN :from AND :to
  UNION ALL
  SELECT id, person_id, end_how, ended, ended_day, 99, id, NULL, NULL, NULL, NULL, NULL, end_reason, NULL
  FROM candidature
  WHERE ended_day BETWEEN :from AND :to
),
placed AS (
  SELECT taken.*,
         coalesce((SELECT roll.org_id FROM roll
                   WHERE roll.person_id = taken.person_id AND roll.since_day <= taken.day AND roll.until_day > taken.day),
                  (SELECT o.org_id FROM candidature_org o
                   WHERE o.candidature_id = taken.candidature_id AND o.since_day <= taken.day
                   ORDER BY o.since_day DESC, o.id DESC LIMIT 1)) AS org
  FROM taken
)
SELECT placed.*, person.id AS no, person.name,
       iif(length(date) = 10 AND length(since) = 10, CAST(julianday(date) - julianday(since) AS INTEGER), NULL) AS days
FROM placed
JOIN person ON person.id = placed.person_id
WHERE :everywhere OR placed.org IN (SELECT org_id FROM scope)
