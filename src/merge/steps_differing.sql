-- Steps that are taken once, and stand on both ways with another day.
SELECT kept.step, kept.date AS kept, gone.date AS other
FROM step kept
JOIN step gone ON gone.candidature_id = :gone AND gone.step = kept.step AND gone.date <> kept.date
WHERE kept.candidature_id = :keep AND kept.step NOT IN ('evaluated', 'trained')
ORDER BY kept.place, kept.day
