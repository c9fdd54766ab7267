-- What the offices say of person ?2 (of table ?1): first the one that had them on a roll last.
SELECT image
FROM (SELECT handed_up.image, sender.office, sender.id,
             (SELECT max(roll.since_day)
              FROM roll
              JOIN handed_up stay ON stay.tbl = 'roll' AND stay.row_id = roll.id
              WHERE roll.person_id = handed_up.row_id AND stay.sender_id = sender.id) AS since_day
      FROM handed_up
      JOIN sender ON sender.id = handed_up.sender_id
      WHERE handed_up.tbl = ?1 AND handed_up.row_id = ?2 AND handed_up.image IS NOT NULL)
ORDER BY since_day DESC NULLS LAST, office, id
