-- Rates, waivers, payments and what was handed up by the day of the clock, each with the org that it concerns: that to which the
-- month is owed, by the name of the day.
WITH entry (place, entry, id, person_id, org_id, income, base, since, until, amount, date, day, way, collector, receipt_no,
            reason, approved_by, document, handed_to, remark) AS (
  SELECT 0, 'rate', id, person_id, NULL, kind, base, since, NULL, monthly, NULL, since || '-01', NULL, NULL, NULL,
         NULL, NULL, NULL, NULL, remark
  FROM dues_rate
  UNION ALL
  SELECT 1, 'waiver', id, person_id, NULL, NULL, NULL, since, until, less, date, day, NULL, NULL, NULL,
         reason, approved_by, document, NULL, remark
  FROM dues_waiver
  UNION ALL
  SELECT 2, 'payment', id, person_id, NULL, NULL, NULL, month, month, amount, date, day, way, collector, receipt_no,
         NULL, NULL, NULL, NULL, remark
  FROM dues_payment
  UNION ALL
  SELECT 3, 'handed-up', id, NULL, org_id, NULL, NULL, month, month, amount, date, day, NULL, NULL, receipt_no,
         NULL, NULL, NULL, handed_to, remark
  FROM dues_handed_up
),
placed AS (
  SELECT entry.*,
         coalesce(entry.org_id, (SELECT dues_stay.org_id FROM dues_stay
                                 WHERE dues_stay.person_id = entry.person_id AND dues_stay.last_month >= entry.since
                                 ORDER BY dues_stay.since_day LIMIT 1)) AS home_id
  FROM clock
  CROSS JOIN entry
  WHERE clock.id = 1 AND entry.day <= as_of AND (:entry IS NULL OR entry.entry = :entry)
    AND (:person IS NULL OR entry.person_id = :person)
    AND (:from IS NULL OR coalesce(entry.until, entry.since) >= :from) AND (:to IS NULL OR entry.since <= :to)
)
SELECT placed.*, person.name,
       (SELECT org_name.name FROM clock CROSS JOIN org_name
        WHERE clock.id = 1 AND org_name.org_id = placed.home_id AND org_name.since_day <= as_of
        ORDER BY org_name.since_day DESC LIMIT 1) AS org
FROM placed
LEFT JOIN person ON person.id = placed.person_id
LEFT JOIN org ON org.id = placed.home_id
WHERE :everywhere OR placed.home_id IN (SELECT org_id FROM scope)
ORDER BY placed.place, org.code COLLATE NOCASE, placed.person_id, placed.since, placed.id
