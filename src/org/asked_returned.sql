-- What reports read of the sums that were returned: of each org that one of those asked for guides on the day of the clock, the
-- latest by that day. What is on record of a guided org is in the reports besides: nobody knows whether it is in its return.
DROP VIEW IF EXISTS temp.returned_asked;
CREATE TEMP VIEW returned_asked AS
SELECT guided.id AS org_id, guided.code, guided.name AS org_name, guided.district, latest.date, latest.units, latest.with_org,
       latest.orgs, latest.members, latest.activists
FROM clock
CROSS JOIN org_at AS guided
JOIN guided_return AS latest
  ON latest.id = (SELECT id FROM guided_return
                  WHERE guided_return.org_id = guided.id AND guided_return.day <= as_of ORDER BY day DESC, id DESC LIMIT 1)
WHERE clock.id = 1
  AND EXISTS (SELECT 1 FROM guidance
              WHERE guidance.org_id = guided.id AND guidance.since_day <= as_of AND guidance.until_day > as_of
                AND guidance.by_id IN (SELECT id FROM org_asked));
