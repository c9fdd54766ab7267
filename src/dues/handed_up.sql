-- What org ?1 handed up for the months up to ?2, and what was paid to it for them.
SELECT (SELECT coalesce(sum(amount), 0) FROM dues_handed_up WHERE org_id = ?1 AND month <= ?2) AS handed_up,
       (SELECT coalesce(sum(payment.amount), 0)
        FROM (SELECT DISTINCT person_id FROM dues_stay WHERE org_id = ?1) AS those
        JOIN dues_payment payment ON payment.person_id = those.person_id AND payment.month <= ?2
        WHERE ?1 = (SELECT org_id FROM dues_stay
                    WHERE dues_stay.person_id = payment.person_id AND first_month <= payment.month AND last_month >= payment.month
                    ORDER BY since_day LIMIT 1)) AS paid
