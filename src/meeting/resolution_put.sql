-- A resolution, new or put right in its row.
INSERT INTO resolution (id, meeting_id, text, rule, voters, present, in_favour, against, abstained, written, secret)
VALUES (:id, :meeting, :text, :rule, :voters, :present, :in_favour, :against, :abstained, :written, :secret)
ON CONFLICT (id) DO UPDATE
SET text = excluded.text, rule = excluded.rule, voters = excluded.voters, present = excluded.present,
    in_favour = excluded.in_favour, against = excluded.against, abstained = excluded.abstained,
    written = excluded.written, secret = excluded.secret
