-- Everything dated of person ?1 that had begun by the end of the day ?2; what ended later had not ended yet.
SELECT since, until, what, org, category, ended, detail
FROM (
  SELECT roll.since_day AS day, 1 AS place, roll.since, iif(roll.until_day <= ?2, roll.until, NULL) AS until,
         roll.began AS what,
         (SELECT name FROM org_name WHERE org_name.org_id = roll.org_id
            AND org_name.since_day <= roll.since_day AND org_name.until_day > roll.since_day) AS org,
         roll.category, iif(roll.until_day <= ?2, roll.ended, NULL) AS ended,
         iif(roll.until_day <= ?2, roll.end_note, NULL) AS detail
  FROM roll WHERE roll.person_id = ?1
  UNION ALL
  SELECT since_day, 2, since, iif(until_day <= ?2, until, NULL), 'suspended', NULL, NULL, NULL,
         coalesce(reason, '') || iif(until_day <= ?2 AND restored IS NOT NULL, ' → ' || restored, '')
  FROM suspension WHERE person_id = ?1
  UNION ALL
  SELECT since_day, 3, since, iif(until_day <= ?2, until, NULL), kind, NULL, NULL, NULL, place
  FROM absence WHERE person_id = ?1
  UNION ALL
  SELECT since_day, 4, since, iif(until_day <= ?2, until, NULL), 'post',
         (SELECT name FROM org_name WHERE org_name.org_id = post.org_id
            AND org_name.since_day <= post.since_day AND org_name.until_day > post.since_day),
         NULL, NULL, post
  FROM post WHERE person_id = ?1
  UNION ALL
  SELECT step.day, -1, step.date, NULL, step.step, NULL, NULL, NULL, coalesce(step.result, step.doc_no, step.note)
  FROM step JOIN candidature ON candidature.id = step.candidature_id
  WHERE candidature.person_id = ?1 AND step.step NOT IN ('admitted', 'converted') -- the roll tells these
  UNION ALL
  SELECT joined_day, 0, joined, NULL, 'joined', NULL, NULL, NULL, NULL FROM person WHERE id = ?1 AND joined IS NOT NULL
  UNION ALL
  SELECT full_on_day, 0, full_on, NULL, 'full_on', NULL, NULL, NULL, NULL
  FROM person WHERE id = ?1 AND full_on IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM roll WHERE person_id = ?1 AND began = 'converted' AND since = full_on)
)
WHERE day <= ?2
ORDER BY day, place, until IS NULL, until
