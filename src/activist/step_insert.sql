INSERT INTO step (candidature_id, step, date, by_id, result, superior_on, notice_from, notice_to, hours, doc_no, voters,
                  present, in_favour, against, abstained, secret, until, note, written)
VALUES (:way, :step, :date, :by, :result, :superior_on, :notice_from, :notice_to, :hours, :doc_no, :voters,
        :present, :in_favour, :against, :abstained, :secret, :until, :note, :written)
