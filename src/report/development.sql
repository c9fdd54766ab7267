-- zh: 发展党员情况
-- en: The way into the Party
-- tells_zh: 当日各阶段的申请人、积极分子、发展对象、预备党员; 给出期间则为期间内办理的各步骤
-- tells_en: Applicants, activists, candidates and probationers by stage on the day; asked of a period, the steps taken in it
-- of_period: development.steps
-- by: stage(stage) org(org)+stage(stage)
-- count: people = coalesce(returned_activists, 1)
-- hidden: applicants = stage = 'applicant'
-- hidden: activists = coalesce(returned_activists, iif(stage = 'activist', 1, 0))
-- hidden: returned_activists = returned_activists
-- columns: no name org(org) stage(stage) applied nominated candidate_on admitted approved contacts
-- order: no id
-- returned_columns: returned_on returned_activists
--
-- A row for each candidature as it stood on the day, ended ones among them, with the org that the person stood with, and for
-- each member on probation whose way nobody recorded. The suspended are no members, and in no stage. What had not happened
-- by then is not told.
SELECT way.id, person.id AS no, person.name, way.org_id AS org, way.stage,
       (SELECT max(taken.date) FROM step_at AS taken WHERE taken.candidature_id = way.id AND taken.step = 'applied') AS applied,
       (SELECT max(taken.date) FROM step_at AS taken WHERE taken.candidature_id = way.id AND taken.step = 'nominated') AS nominated,
       (SELECT max(taken.date) FROM step_at AS taken WHERE taken.candidature_id = way.id AND taken.step = 'candidate') AS candidate_on,
       coalesce((SELECT max(taken.date) FROM step_at AS taken WHERE taken.candidature_id = way.id AND taken.step = 'admitted'),
                iif(way.id IS NULL, person.joined, NULL)) AS admitted,
       (SELECT max(taken.date) FROM step_at AS taken WHERE taken.candidature_id = way.id AND taken.step = 'approved') AS approved,
       (SELECT count(*) FROM foster
        WHERE foster.candidature_id = way.id AND foster.since_day <= as_of AND foster.until_day > as_of) AS contacts,
       -- who stands on a roll is what the roll says
       (SELECT max(roll_at.person_id) FROM roll_at
        WHERE roll_at.person_id = way.person_id AND roll_at.assumed = 1 AND way.stage IN ('probationary', 'full')) AS resting,
       NULL AS returned_on, NULL AS returned_activists
FROM clock
CROSS JOIN candidature_at AS way
CROSS JOIN person ON person.id = way.person_id
WHERE clock.id = 1
  AND (:everywhere = 1 OR way.org_id IN (SELECT org_id FROM scope))
  AND (way.stage NOT IN ('probationary', 'full')
       OR NOT EXISTS (SELECT 1 FROM suspension s
                      WHERE s.person_id = way.person_id AND s.since_day <= as_of AND s.until_day > as_of))
-- returned
SELECT NULL, NULL, org_name, org_id, 'activist', NULL, NULL, NULL, NULL, NULL, NULL, NULL, date, activists
FROM returned_asked
