-- zh: 党员增减年报
-- en: Stock and flow of members
-- tells_zh: 各党组织期间内党员的期初、增、减、期末; 期初 + 首次登记 + 发展 + 转入 + 恢复 - 转出 - 去世 - 其他离开 - 开除 - 停止党籍 = 期末, 差额应为 0
-- tells_en: Members of each org in the period: opening, what came, what went, closing; opening + first recorded + admitted + in + restored - out - died - left - expelled - suspended = closing, so the difference is nought
-- takes: year
-- by: org(org)
-- count: opening = opening
-- count: first_recorded = came = 'first_recorded'
-- count: admitted = came = 'admitted'
-- count: in = came = 'in'
-- count: restored = came = 'restored'
-- count: out = went = 'out'
-- count: died = went = 'died'
-- count: left = went = 'left'
-- count: expelled = went = 'expelled'
-- count: suspended = went = 'suspended'
-- count: closing = closing
-- hidden: unbalanced = unbalanced
-- balance: difference (unbalanced) = opening + first_recorded + admitted + in + restored - out - died - left - expelled - suspended - closing
-- columns: no name org(org) opening(bool) came(annual_step) came_on went(annual_step) went_on closing(bool) began(began)
-- order: org day no
--
-- A row for each stay of a member in an org that touches the period: whether the member was on the roll at the end of the
-- day before it, how and when they came and went in it, and whether they were there at the end of its last day. The
-- suspended are no members: a row of its own says when a stay was suspended, and one when it was restored; whoever leaves
-- while suspended has gone already. Becoming a full member is neither a coming nor a going. Who came and went on one day did both, and was never there at
-- the end of one. A move within the tree is `out`
-- of the one org and `in` to the other; so are the moves of a whole branch, and of a dissolved one into its successor.
--
-- Who came: `admitted` on the branch meeting's day, also where a roster tells that somebody entered on the very day of
-- joining; `in` by transfer, by a move, or on the day of entering that a roster tells. A start that was only assumed, or
-- found when the records began, is no event: it stands in `first_recorded`. With --under, an org counts for as long as it
-- stood below: its members come `in` on the day on which it came, and go `out` with it.
--
-- The superior's statistics tell more apart (`statistics.sql`): how somebody left, who came or went with a whole org (`whole_in`,
-- `whole_out`), and who moved from one org asked for to another (`moved_in`, `moved_out`).
--
-- What a line comes to must be what it closes with. If it does not, `unbalanced` marks the stays, and so the people.
-- What is asked of each of a million members is worked out once (MATERIALIZED).
WITH RECURSIVE below (org_id, since_day, until_day) AS (
  SELECT :under, '0001-01-01', '9999-12-31' WHERE :everywhere = 0
  UNION
  -- under whom an org stood when it was founded, and when it was dissolved, it stood all the time before and after
  SELECT link.org_id, max(below.since_day, iif(link.since_day <= org.founded_day, '0001-01-01', link.since_day)),
         min(below.until_day, iif(link.until_day >= org.dissolved_day, '9999-12-31', link.until_day))
  FROM below
  JOIN org_parent link ON link.parent_id = below.org_id
       AND link.since_day < below.until_day AND link.until_day > below.since_day
  JOIN org ON org.id = link.org_id
),
-- how long an org stood below without a break, under whomever
spell AS MATERIALIZED (
  SELECT org_id, min(since_day) AS since_day, max(until_day) AS until_day
  FROM (SELECT org_id, since_day, until_day,
               sum(begins) OVER (PARTITION BY org_id ORDER BY since_day, until_day) AS place
        FROM (SELECT org_id, since_day, until_day,
                     iif(since_day <= max(until_day) OVER (PARTITION BY org_id ORDER BY since_day, until_day
                                                           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0, 1) AS begins
              FROM below))
  GROUP BY org_id, place
),
stint AS MATERIALIZED (
  -- a stay in one org, over the day of full membership: then it ends as its last period does
  SELECT head.person_id, head.org_id, head.since, head.since_day, head.began, head.until, head.until_day, head.ended,
         CASE WHEN head.ended = 'converted' THEN
           (SELECT CAST(substr(min(later.since_day || (1000000000000000 + later.id)), 12) AS INTEGER) FROM roll AS later
            WHERE later.person_id = head.person_id AND later.since_day >= head.since_day
              AND later.ended IS DISTINCT FROM 'converted') END AS last_id,
         iif((SELECT count(*) FROM suspension AS s WHERE s.person_id = head.person_id) > 0, 1, 0) AS ever_suspended
  FROM roll_period_asked AS head
  WHERE head.began <> 'converted' AND head.since_day <= :until_day
),
whole AS (
  SELECT stint.person_id, stint.org_id, stint.since, stint.since_day, stint.began, stint.ever_suspended,
         iif(last_id IS NULL, stint.until, later.until) AS until,
         iif(last_id IS NULL, stint.until_day, later.until_day) AS until_day,
         iif(last_id IS NULL, stint.ended, later.ended) AS ended
  FROM stint
  LEFT JOIN roll AS later ON later.id = stint.last_id
),
-- of a stay, what the org stood below
stay AS MATERIALIZED (
  SELECT person_id, whole.org_id, ever_suspended,
         iif(spell.since_day > whole.since_day, spell.since_day, since) AS since,
         iif(spell.since_day > whole.since_day, spell.since_day, whole.since_day) AS since_day,
         iif(spell.since_day > whole.since_day, 'moved', began) AS began,
         iif(spell.until_day < whole.until_day, spell.until_day, until) AS until,
         iif(spell.until_day < whole.until_day, spell.until_day, whole.until_day) AS until_day,
         iif(spell.until_day < whole.until_day, 'moved', ended) AS ended,
         iif(spell.since_day > whole.since_day, 1, 0) AS whole_in,
         iif(spell.until_day < whole.until_day, 1, 0) AS whole_out
  FROM whole
  LEFT JOIN spell ON spell.org_id = whole.org_id
  WHERE whole.until_day >= :since_day
    AND (:everywhere = 1
         OR spell.since_day <= :until_day AND spell.until_day >= :since_day
            AND spell.since_day < whole.until_day AND spell.until_day > whole.since_day)
),
counted AS MATERIALIZED (
  SELECT stay.*,
         iif(since_day < :since_day
             AND (ever_suspended = 0 OR (SELECT count(*) FROM suspension AS s
                                         WHERE s.person_id = stay.person_id
                                           AND s.since_day < :since_day AND s.until_day >= :since_day) = 0), 1, 0) AS opening,
         CASE WHEN since_day < :since_day
                OR (ever_suspended = 1 AND (SELECT count(*) FROM suspension AS s
                                            WHERE s.person_id = stay.person_id
                                              AND s.since_day <= stay.since_day AND s.until_day > stay.since_day) > 0) THEN NULL
              WHEN began IN ('assumed', 'found') THEN 'first_recorded'
              WHEN began = 'admitted' THEN 'admitted'
              WHEN began = 'entered' AND since = (SELECT max(person.joined) FROM person WHERE person.id = stay.person_id) THEN 'admitted'
              ELSE 'in' END AS came,
         CASE WHEN until_day > :until_day
                OR (ever_suspended = 1 AND (SELECT count(*) FROM suspension AS s
                                            WHERE s.person_id = stay.person_id
                                              AND s.since_day < stay.until_day AND s.until_day >= stay.until_day) > 0) THEN NULL
              WHEN ended IN ('out', 'moved') THEN 'out'
              WHEN ended = 'deceased' THEN 'died'
              WHEN ended = 'expelled' THEN 'expelled'
              ELSE 'left' END AS went,
         iif(until_day > :until_day
             AND (ever_suspended = 0 OR (SELECT count(*) FROM suspension AS s
                                         WHERE s.person_id = stay.person_id
                                           AND s.since_day <= :until_day AND s.until_day > :until_day) = 0), 1, 0) AS closing,
         CASE WHEN began <> 'moved' OR whole_in = 1 OR since_day < :since_day THEN 0
              WHEN :everywhere = 1 THEN 1
              ELSE (SELECT iif(count(*) > 0, 1, 0)
                    FROM roll AS earlier
                    JOIN spell ON spell.org_id = earlier.org_id
                    WHERE earlier.person_id = stay.person_id AND earlier.until_day = stay.since_day AND earlier.ended = 'moved'
                      AND spell.since_day < stay.since_day AND spell.until_day >= stay.since_day) END AS moved_in,
         CASE WHEN ended <> 'moved' OR whole_out = 1 OR until_day > :until_day THEN 0
              WHEN :everywhere = 1 THEN 1
              ELSE (SELECT iif(count(*) > 0, 1, 0)
                    FROM roll AS later
                    JOIN spell ON spell.org_id = later.org_id
                    WHERE later.person_id = stay.person_id AND later.since_day = stay.until_day AND later.began = 'moved'
                      AND spell.since_day <= stay.until_day AND spell.until_day > stay.until_day) END AS moved_out
  FROM stay
),
suspended AS MATERIALIZED (
  SELECT stay.person_id, stay.org_id, stay.began, 'suspended' AS went, CAST(NULL AS TEXT) AS came, s.since AS day
  FROM stay
  CROSS JOIN suspension AS s ON s.person_id = stay.person_id AND s.since_day BETWEEN :since_day AND :until_day
                   AND stay.since_day < s.since_day AND stay.until_day > s.since_day
  WHERE stay.ever_suspended = 1
  UNION ALL
  SELECT stay.person_id, stay.org_id, stay.began, CAST(NULL AS TEXT), 'restored', s.until
  FROM stay
  CROSS JOIN suspension AS s ON s.person_id = stay.person_id AND s.until_day BETWEEN :since_day AND :until_day
                   AND stay.since_day < s.until_day AND stay.until_day > s.until_day
  WHERE stay.ever_suspended = 1
)
SELECT line.*, line.person_id AS no, line.org_id AS org, person.name, coalesce(went_on, came_on, '') AS day,
       iif(began = 'assumed' AND (opening = 1 OR closing = 1 OR came IS NOT NULL OR went IS NOT NULL), line.person_id, NULL) AS resting
FROM (
  SELECT person_id, org_id, began, opening, came, iif(came IS NULL, NULL, since) AS came_on, went,
         iif(went IS NULL, NULL, until) AS went_on, closing, iif(went IS NULL, NULL, ended) AS ended,
         iif(came = 'in', whole_in, 0) AS whole_in, iif(went = 'out', whole_out, 0) AS whole_out,
         iif(came = 'in', moved_in, 0) AS moved_in, iif(went = 'out', moved_out, 0) AS moved_out,
         iif(opening + iif(came IS NULL, 0, 1) - iif(went IS NULL, 0, 1)
             + iif(ever_suspended = 1, (SELECT coalesce(sum(iif(suspended.came IS NULL, -1, 1)), 0) FROM suspended
                                        WHERE suspended.person_id = counted.person_id AND suspended.org_id = counted.org_id
                                          AND suspended.day BETWEEN counted.since_day AND counted.until_day), 0)
             <> closing, 1, 0) AS unbalanced
  FROM counted
  UNION ALL
  SELECT person_id, org_id, began, 0, came, iif(came IS NULL, NULL, day), went, iif(went IS NULL, NULL, day), 0,
         CAST(NULL AS TEXT), 0, 0, 0, 0, 0
  FROM suspended
) AS line
LEFT JOIN person ON person.id = line.person_id
