-- The members counted on the roll of each org on the day of the clock: all who stand there, as the index tells alone, less
-- those few whose membership is suspended.
SELECT org_id, sum(members) AS members, sum("full") AS "full", sum(probationary) AS probationary
FROM (SELECT roll.org_id, count(*) AS members, sum(roll.category = 'full') AS "full",
             sum(roll.category = 'probationary') AS probationary
      FROM clock CROSS JOIN roll
      WHERE clock.id = 1 AND roll.since_day <= as_of AND roll.until_day > as_of
      GROUP BY roll.org_id
      UNION ALL
      SELECT roll.org_id, -1, -(roll.category = 'full'), -(roll.category = 'probationary')
      FROM (SELECT DISTINCT suspension.person_id
            FROM clock CROSS JOIN suspension
            WHERE clock.id = 1 AND suspension.since_day <= as_of AND suspension.until_day > as_of) AS suspended
      CROSS JOIN clock
      CROSS JOIN roll ON roll.person_id = suspended.person_id
      WHERE clock.id = 1 AND roll.since_day <= as_of AND roll.until_day > as_of)
GROUP BY org_id
