-- The steps of candidature ?1 that were taken by the end of the day ?2, in the order of the way.
SELECT step, date, by_id, result, superior_on, notice_from, notice_to, hours, doc_no, voters, present, in_favour,
       against, abstained, secret, until, note, written,
       (SELECT count(*) FROM voice WHERE voice.step_id = step.id AND voice.voice = 'excused') AS excused, id
FROM step
WHERE candidature_id = ?1 AND day <= ?2
ORDER BY day, place, id
