-- Puts right the step :step of candidature :way that was taken on :old; of several alike on one day, the first.
UPDATE step
SET date = :date, by_id = :by, result = :result, superior_on = :superior_on, notice_from = :notice_from,
    notice_to = :notice_to, hours = :hours, doc_no = :doc_no, voters = :voters, present = :present,
    in_favour = :in_favour, against = :against, abstained = :abstained, secret = :secret, until = :until, note = :note,
    written = :written
WHERE id = (SELECT min(id) FROM step WHERE candidature_id = :way AND step = :step AND date = :old)
