-- The numbers of a meeting after its names; a number that was never there stays so.
UPDATE meeting
SET on_roll = iif(meeting.on_roll IS NULL, NULL, named.due),
    voters = iif(meeting.voters IS NULL, NULL, named.votes),
    present = iif(meeting.present IS NULL, NULL, named.present),
    on_leave = iif(meeting.on_leave IS NULL, NULL, named.on_leave),
    absent = iif(meeting.absent IS NULL, NULL, named.absent)
FROM (SELECT sum(due) AS due, sum(votes) AS votes,
             count(*) FILTER (WHERE presence IN ('present', 'late') AND counts) AS present,
             count(*) FILTER (WHERE presence = 'leave' AND counts) AS on_leave,
             count(*) FILTER (WHERE presence = 'absent' AND counts) AS absent
      -- of a roll only those due are counted
      FROM (SELECT attendance.*, due = 1 OR meeting.on_roll IS NULL AS counts
            FROM attendance JOIN meeting ON meeting.id = meeting_id WHERE meeting_id = ?1)) named
WHERE id = ?1
