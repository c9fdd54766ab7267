-- Who was moved over the edge of what is handed up came in there, or went out.
(SELECT roll.id, roll.person_id, org_id, category, roll.since, roll.until, end_note,
        iif(began = 'moved' AND EXISTS (SELECT 1 FROM transfer
                                        WHERE transfer.person_id = roll.person_id AND direction = 'within'
                                          AND to_org_id = roll.org_id AND received = roll.since
                                          AND from_org_id NOT IN (SELECT id FROM handing WHERE tbl = 'org')),
            'in', began) AS began,
        iif(ended = 'moved' AND EXISTS (SELECT 1 FROM transfer
                                        WHERE transfer.person_id = roll.person_id AND direction = 'within'
                                          AND from_org_id = roll.org_id AND received = roll.until
                                          AND to_org_id NOT IN (SELECT id FROM handing WHERE tbl = 'org')),
            'out', ended) AS ended
 FROM roll)
