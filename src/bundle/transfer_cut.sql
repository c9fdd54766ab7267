-- Moves that lead over the edge of what is handed up: a way in or out, the org outside by its name then.
(SELECT transfer.id, person_id, letter_no, issued, valid_days, received, cancelled, cancel_reason, dues_until, remark,
        from_org_id, to_org_id,
        CASE WHEN direction <> 'within' THEN direction WHEN inner_from.id IS NULL THEN 'in' WHEN inner_to.id IS NULL THEN 'out'
             ELSE direction END AS direction,
        CASE WHEN from_org_id IS NULL OR inner_from.id IS NOT NULL THEN from_text
             ELSE (SELECT name FROM org_name WHERE org_id = from_org_id ORDER BY since_day DESC LIMIT 1) END AS from_text,
        CASE WHEN to_org_id IS NULL OR inner_to.id IS NOT NULL THEN to_text
             ELSE (SELECT name FROM org_name WHERE org_id = to_org_id ORDER BY since_day DESC LIMIT 1) END AS to_text
 FROM transfer
 LEFT JOIN handing inner_from ON inner_from.tbl = 'org' AND inner_from.id = from_org_id
 LEFT JOIN handing inner_to ON inner_to.tbl = 'org' AND inner_to.id = to_org_id)
