-- zh: 换届情况
-- en: Elections due and held
-- tells_zh: 期间内届满或换届的党组织: 应换届、按期、逾期、提前、超期未换届、经批准延期或提前; 换届台账见 --explain
-- tells_en: Orgs whose term ran out or that elected in the period: due, in time, late, early, overdue, put off or forward with consent; the register by --explain
-- takes: year
-- by: org-kind(org_kind) org(org) outcome(term_outcome)
-- count: owed = is_owed = 1
-- count: in_time = outcome = 'in-time'
-- count: late = outcome = 'late'
-- count: early = outcome = 'early'
-- count: overdue = outcome = 'overdue'
-- count: extended = extended_to IS NOT NULL
-- count: elections = is_held = 1
-- columns: code org(org) number elected_on years runs_out extended_to consent_no ends renewed_on outcome(term_outcome) secretary committee
-- order: org_code since_day id
--
-- A row for each term that ran out in the period, by what the org above had consented to, or that an election in it ended.
-- In time is an election on the last day of the term or before, early one in the period while the term ran out only after
-- it; the last day of a term is in time still. Secretary and committee are those who held posts on the last day of the
-- term; of one that runs, on the day asked for.
WITH run AS MATERIALIZED (
  SELECT term_run_at.*,
         lead(term_run_at.since) OVER (PARTITION BY term_run_at.org_id ORDER BY term_run_at.since_day, term_run_at.id) AS renewed_on,
         lead(term_run_at.since_day) OVER (PARTITION BY term_run_at.org_id ORDER BY term_run_at.since_day, term_run_at.id) AS renewed_day
  FROM org_asked
  CROSS JOIN term_run_at ON term_run_at.org_id = org_asked.id
),
turn AS (
  SELECT run.*, iif(run.ends BETWEEN :since_day AND :until_day, 1, 0) AS is_owed, iif(run.renewed_day BETWEEN :since_day AND :until_day, 1, 0) AS is_held,
         CASE WHEN run.renewed_day <= run.ends AND run.ends > :until_day THEN 'early'
              WHEN run.renewed_day <= run.ends THEN 'in-time'
              WHEN run.renewed_day IS NOT NULL THEN 'late'
              WHEN run.until_day <= as_of THEN 'ended'
              WHEN run.ends < as_of THEN 'overdue'
              ELSE 'due' END AS outcome,
         iif(run.until_day <= as_of, date(run.until_day, '-1 day'), as_of) AS last_day
  FROM clock
  CROSS JOIN run
  WHERE clock.id = 1 AND (run.ends BETWEEN :since_day AND :until_day OR run.renewed_day BETWEEN :since_day AND :until_day)
)
SELECT org_at.code, org_at.code AS org_code, org_at.id AS org, org_at.kind AS "org-kind", turn.id, turn.number, turn.since AS elected_on,
       turn.since_day, turn.years, turn.runs_out, turn.extended_to, iif(turn.extended_to IS NULL, NULL, turn.consent_no) AS consent_no,
       turn.ends, turn.renewed_on, turn.outcome, turn.is_owed, turn.is_held,
       (SELECT group_concat(held.name, '、')
        FROM (SELECT person.name FROM post JOIN person ON person.id = post.person_id
              WHERE post.org_id = turn.org_id AND post.post = 'secretary' AND post.since_day <= turn.last_day
                AND post.until_day > turn.last_day
              ORDER BY post.id) AS held) AS secretary,
       (SELECT group_concat(held.name, '、')
        FROM (SELECT DISTINCT person.name FROM post JOIN person ON person.id = post.person_id
              WHERE post.org_id = turn.org_id AND post.post <> 'secretary' AND post.since_day <= turn.last_day
                AND post.until_day > turn.last_day
              ORDER BY post.id) AS held) AS committee
FROM turn
CROSS JOIN org_asked AS org_at ON org_at.id = turn.org_id
