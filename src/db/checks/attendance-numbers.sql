-- subject: org
-- zh: 会议人数与逐人登记的到会情况不符
-- en: the numbers of a meeting are not those of its attendance by names
SELECT meeting.org_id AS subject_id, word('meeting.kind', meeting.kind) || ' ' || meeting.date || ' #' || meeting.id AS detail
FROM meeting
JOIN attendance ON attendance.meeting_id = meeting.id
GROUP BY meeting.org_id, meeting.id
HAVING sum(attendance.presence <> 'left-out') > 0
   AND ((meeting.on_roll IS NOT NULL
         AND (meeting.on_roll IS NOT sum(attendance.due) OR meeting.voters IS NOT sum(attendance.votes)))
        OR meeting.present IS NOT sum(attendance.presence IN ('present', 'late') AND (attendance.due OR meeting.on_roll IS NULL))
        OR meeting.on_leave IS NOT sum(attendance.presence = 'leave' AND (attendance.due OR meeting.on_roll IS NULL))
        OR meeting.absent IS NOT sum(attendance.presence = 'absent' AND (attendance.due OR meeting.on_roll IS NULL)))
