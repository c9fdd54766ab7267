-- subject: org
-- asked: whole
-- zh: 选举所在的会议已作废, 或者不是该党组织当日的会议
-- en: an election held at a meeting that does not count, or of another org or day
SELECT election.org_id AS subject_id, election.date || ' #' || election.id AS detail
FROM election
JOIN meeting ON meeting.id = election.held_at
WHERE meeting.voided IS NOT NULL OR meeting.org_id <> election.org_id OR meeting.date <> election.date
