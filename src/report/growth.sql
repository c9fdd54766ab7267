-- zh: 党组织成立与撤销
-- en: Party organisations founded and dissolved
-- tells_zh: 期间内成立和撤销的党组织, 每项一行(改设为或不再是党组织的也占一行): 组建方式、是否与单位同步、所含单位、党员数, 及其后的党组织总数
-- tells_en: Orgs founded and dissolved in the period, one row each, as for what was converted into one or is none any more: how formed, whether in step with the unit, units, members, and how many orgs there are after it
-- takes: period
-- columns: event(growth_event) date org kind(org_kind) formation(formation) in_step(bool) units members running
-- order: day event_order code
--
-- A row for each founding and dissolution of an org, and for each time that what was none became one by conversion, or the
-- other way round: what is only planned, a superior that is only named, an office and a leading group 党组 are none. Name, kind, units and members are those at the end of the founding's day (of its month or year,
-- where no more is known), and on the last day before a dissolution. In step: founded on the very date on which a unit of
-- its own was established, as both are known, or marked so. `running` counts the orgs there are after the event, those of before the
-- period and those founded nobody knows when too. With --under, the orgs that stood below on the day of the event.
WITH RECURSIVE event AS (
  SELECT 'founded' AS event, 1 AS event_order, id AS org_id, code, formation, founded AS date, founded_day AS day,
         CASE length(founded) WHEN 10 THEN founded
              WHEN 7 THEN date(founded_day, '+1 month', '-1 day')
              ELSE date(founded_day, '+1 year', '-1 day') END AS seen_on,
         founded, in_step, 1 AS more
  FROM org
  WHERE planned = 0
  UNION ALL
  SELECT 'dissolved', 2, id, code, formation, dissolved, dissolved_day, date(dissolved_day, '-1 day'), founded, in_step, -1
  FROM org
  WHERE dissolved IS NOT NULL
  UNION ALL
  SELECT 'converted', 3, org.id, org.code, org.formation, later.since, later.since_day,
         CASE length(later.since) WHEN 10 THEN later.since
              WHEN 7 THEN date(later.since_day, '+1 month', '-1 day')
              ELSE date(later.since_day, '+1 year', '-1 day') END,
         org.founded, org.in_step, iif(later.kind IN ('superior', 'office', 'leading-group'), -1, 1)
  FROM org
  CROSS JOIN org_kind AS later ON later.org_id = org.id
  CROSS JOIN org_kind AS earlier ON earlier.org_id = org.id AND earlier.since_day < later.since_day
                             AND earlier.until_day = later.since_day
  WHERE iif(later.kind IN ('superior', 'office', 'leading-group'), 0, 1)
        <> iif(earlier.kind IN ('superior', 'office', 'leading-group'), 0, 1)
),
-- the orgs above the one of an event, and itself
above (org_id, event, day, id) AS (
  SELECT org_id, event, day, org_id FROM event WHERE :everywhere = 0
  UNION
  SELECT above.org_id, above.event, above.day, link.parent_id
  FROM above
  JOIN event USING (org_id, event, day)
  JOIN org_parent AS link ON link.org_id = above.id AND link.since_day <= seen_on AND link.until_day > seen_on
),
counted AS (
  SELECT event.*, org_kind.kind,
         sum(more) OVER (ORDER BY day, event_order, code) AS running
  FROM event
  CROSS JOIN org_kind ON org_kind.org_id = event.org_id
       AND org_kind.since_day <= seen_on AND org_kind.until_day > seen_on
  WHERE (event.event = 'converted' OR org_kind.kind NOT IN ('superior', 'office', 'leading-group'))
    AND (:everywhere = 1 OR EXISTS (SELECT 1 FROM above WHERE above.org_id = event.org_id AND above.event = event.event
                                AND above.day = event.day
                                AND above.id = :under))
)
SELECT event, event_order, date, day, code, kind, formation, running,
       (SELECT max(n.name) FROM org_name AS n WHERE n.org_id = counted.org_id AND n.since_day <= seen_on AND n.until_day > seen_on)
         AS org,
       iif(event = 'founded',
           iif(coalesce(counted.in_step, 0) = 1
               OR (SELECT count(*) FROM cover JOIN unit ON unit.id = cover.unit_id
                   WHERE cover.org_id = counted.org_id AND cover.how = 'own' AND cover.since_day <= seen_on
                     AND unit.established = counted.founded) > 0, 1, 0), NULL) AS in_step,
       (SELECT count(DISTINCT unit_id) FROM cover
        WHERE cover.org_id = counted.org_id AND cover.since_day <= seen_on AND cover.until_day > seen_on) AS units,
       (SELECT count(*) FROM roll
        WHERE roll.org_id = counted.org_id AND roll.since_day <= seen_on AND roll.until_day > seen_on
          AND NOT EXISTS (SELECT 1 FROM suspension AS s WHERE s.person_id = roll.person_id
                          AND s.since_day <= seen_on AND s.until_day > seen_on)) AS members,
       (SELECT group_concat(roll.person_id, ',') FROM roll
        WHERE roll.org_id = counted.org_id AND roll.since_day <= seen_on AND roll.until_day > seen_on
          AND NOT EXISTS (SELECT 1 FROM suspension AS s WHERE s.person_id = roll.person_id
                          AND s.since_day <= seen_on AND s.until_day > seen_on)
          -- also where full membership divided the stay later
          AND 'assumed' = CASE WHEN roll.began <> 'converted' THEN roll.began
                               ELSE (SELECT substr(max(head.since_day || (1000000000000000 + head.id) || head.began), 27)
                                     FROM roll AS head
                                     WHERE head.person_id = roll.person_id AND head.began <> 'converted'
                                       AND head.since_day <= roll.since_day) END) AS resting
FROM counted
WHERE date IS NOT NULL AND day BETWEEN :since_day AND :until_day
