-- What is on record of person ?1 that an open stay on another roll than ?2 would contradict or make read otherwise: other
-- stays, transfers, steps into the Party, attendance at meetings and posts of the org, the day of coming there where one was
-- told. No row: on no roll, or on that one.
SELECT open.org_id,
       (SELECT count(*) FROM roll WHERE person_id = ?1 AND began <> 'converted') - 1 AS stays,
       (SELECT count(*) FROM transfer WHERE person_id = ?1) AS transfers,
       (SELECT count(*) FROM step JOIN candidature ON candidature.id = step.candidature_id
        WHERE candidature.person_id = ?1) AS steps,
       (SELECT count(*) FROM attendance JOIN meeting ON meeting.id = attendance.meeting_id
        WHERE attendance.person_id = ?1 AND meeting.org_id = open.org_id) AS meetings,
       (SELECT count(*) FROM post WHERE person_id = ?1 AND org_id = open.org_id) AS posts,
       (SELECT since FROM roll WHERE person_id = ?1 AND org_id = open.org_id AND began = 'entered') AS entered
FROM roll open
WHERE open.person_id = ?1 AND open.until IS NULL AND open.org_id <> ?2
