-- The first month for which :keep and :gone tell different rates, or waivers that meet.
SELECT month
FROM (SELECT a.since AS month
      FROM dues_rate a JOIN dues_rate b ON b.since = a.since
      WHERE a.person_id = :keep AND b.person_id = :gone
      UNION ALL
      SELECT max(a.since, b.since)
      FROM dues_waiver a JOIN dues_waiver b ON b.since <= a.until AND b.until >= a.since
      WHERE a.person_id = :keep AND b.person_id = :gone)
ORDER BY month
LIMIT 1
