-- Who is in arrears on the day of the clock, for how many months from the first to the last, and with how much.
SELECT late.person_id, person.name, count(*) AS months, min(late.month) AS first_month, max(late.month) AS last_month,
       sum(late.lacking) AS amount,
       (SELECT org_name.name FROM clock CROSS JOIN org_name
        WHERE clock.id = 1 AND org_name.org_id = late.org_id AND org_name.since_day <= as_of
        ORDER BY org_name.since_day DESC LIMIT 1) AS org
FROM dues_lacking_at AS late
JOIN person ON person.id = late.person_id
JOIN org ON org.id = late.org_id
WHERE (:everywhere OR late.org_id IN (SELECT org_id FROM scope)) AND (:person IS NULL OR late.person_id = :person)
GROUP BY org.code, late.person_id
ORDER BY org.code COLLATE NOCASE, late.person_id
