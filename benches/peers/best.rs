//! The best SQL that we could write by hand for the figures of a report: one pass with a sum for each cell where the groups are
//! known, a covering index where there is one. Of `meetings` it counts what was held, not what was owed.

/// A report, and the SQL beside it; `:day` is the day.
pub(crate) const REPORTS: [(&str, &[&str], &str); 15] = [
    (
        "structure by sex",
        &["structure", "--by", "sex"],
        "SELECT sum(sex = 'male'), sum(sex = 'male' AND category = 'full'), sum(sex = 'male' AND category = 'probationary'),
                sum(sex = 'female'), sum(sex = 'female' AND category = 'full'), sum(sex = 'female' AND category = 'probationary'),
                count(*) - count(sex)
         FROM roll JOIN person ON person.id = roll.person_id
         WHERE roll.since_day <= :day AND roll.until_day > :day
           AND NOT EXISTS (SELECT 1 FROM suspension s WHERE s.person_id = roll.person_id AND s.since_day <= :day AND s.until_day > :day)",
    ),
    (
        "structure by age",
        &["structure", "--by", "age"],
        "SELECT count(*), count(birth), sum(birth > '1995-06-30'), sum(birth > '1990-06-30'), sum(birth > '1985-06-30'),
                sum(birth > '1980-06-30'), sum(birth > '1975-06-30'), sum(birth > '1970-06-30'), sum(birth > '1965-06-30'),
                sum(birth > '1995-06-30' AND category = 'full'), sum(birth > '1990-06-30' AND category = 'full'),
                sum(birth > '1985-06-30' AND category = 'full'), sum(birth > '1980-06-30' AND category = 'full'),
                sum(birth > '1975-06-30' AND category = 'full'), sum(birth > '1970-06-30' AND category = 'full'),
                sum(birth > '1965-06-30' AND category = 'full'), sum(category = 'full')
         FROM roll JOIN person ON person.id = roll.person_id
         WHERE roll.since_day <= :day AND roll.until_day > :day
           AND NOT EXISTS (SELECT 1 FROM suspension s WHERE s.person_id = roll.person_id AND s.since_day <= :day AND s.until_day > :day)",
    ),
    (
        "structure by org",
        &["structure", "--by", "org"],
        "SELECT (SELECT name FROM org_name n WHERE n.org_id = counted.org_id AND n.since_day <= :day AND n.until_day > :day), members, full, probationary
         FROM (SELECT org_id, count(*) AS members, sum(category = 'full') AS full, sum(category = 'probationary') AS probationary
               FROM roll
               WHERE roll.since_day <= :day AND roll.until_day > :day
                 AND NOT EXISTS (SELECT 1 FROM suspension s WHERE s.person_id = roll.person_id AND s.since_day <= :day AND s.until_day > :day)
               GROUP BY org_id) counted",
    ),
    (
        "structure of one org",
        &["structure", "--by", "sex", "--under", "Z000007"],
        "SELECT sex, count(*), sum(category = 'full'), sum(category = 'probationary')
         FROM roll JOIN person ON person.id = roll.person_id
         WHERE roll.org_id = (SELECT id FROM org WHERE code = 'Z000007' COLLATE NOCASE)
           AND roll.since_day <= :day AND roll.until_day > :day
         GROUP BY sex",
    ),
    (
        "orgs",
        &["orgs"],
        "SELECT org_kind.kind, count(*), sum(substr(founded, 1, 4) = '2026')
         FROM org JOIN org_kind ON org_kind.org_id = org.id AND org_kind.since_day <= :day AND org_kind.until_day > :day
         WHERE founded_day <= :day AND dissolved_day > :day GROUP BY 1",
    ),
    (
        "growth",
        &["growth"],
        "SELECT founded, (SELECT name FROM org_name WHERE org_id = org.id AND since_day <= founded AND until_day > founded),
                (SELECT count(*) FROM roll WHERE org_id = org.id AND since_day <= founded AND until_day > founded),
                (SELECT count(*) FROM cover WHERE org_id = org.id AND since_day <= founded AND until_day > founded),
                count(*) OVER (ORDER BY founded, code)
         FROM org JOIN org_kind ON org_kind.org_id = org.id AND org_kind.since_day <= founded AND org_kind.until_day > founded
         WHERE founded IS NOT NULL",
    ),
    (
        "roster",
        &["roster"],
        "SELECT person.name, org_name.name, id_no, sex, ethnicity, birth, education, category, joined, full_on, job,
                person.phone, landline, address, person.remark,
                EXISTS (SELECT 1 FROM suspension s WHERE s.person_id = person.id AND s.since_day <= :day AND s.until_day > :day),
                (SELECT since FROM absence a WHERE a.person_id = person.id AND kind = 'lost' AND a.since_day <= :day AND a.until_day > :day),
                (SELECT place FROM absence a WHERE a.person_id = person.id AND kind = 'floating' AND a.since_day <= :day AND a.until_day > :day)
         FROM org
         CROSS JOIN org_name ON org_name.org_id = org.id AND org_name.since_day <= :day AND org_name.until_day > :day
         CROSS JOIN roll ON roll.org_id = org.id AND roll.since_day <= :day AND roll.until_day > :day
         CROSS JOIN person ON person.id = roll.person_id
         ORDER BY org.code COLLATE NOCASE, person.id",
    ),
    (
        "overview",
        &["overview"],
        "SELECT org_kind.kind, count(*), sum(substr(founded, 1, 4) = '2026')
         FROM org JOIN org_kind ON org_kind.org_id = org.id AND org_kind.since_day <= :day AND org_kind.until_day > :day
         WHERE founded_day <= :day AND dissolved_day > :day GROUP BY 1;
         SELECT count(*) FROM unit;
         SELECT count(*), sum(category = 'full'), sum(category = 'probationary'), sum(sex = 'female'), sum(ethnicity <> '汉族'),
                sum(birth > '1990-06-30'), sum(birth <= '1965-06-30'), sum(education_code < '40')
         FROM roll JOIN person ON person.id = roll.person_id
         WHERE roll.since_day <= :day AND roll.until_day > :day
           AND NOT EXISTS (SELECT 1 FROM suspension s WHERE s.person_id = roll.person_id AND s.since_day <= :day AND s.until_day > :day)",
    ),
    (
        "annual",
        &["annual", "--by", "org"],
        "SELECT (SELECT name FROM org_name n WHERE n.org_id = counted.org_id AND n.since_day <= :day AND n.until_day > :day), counted.*
         FROM (SELECT org_id, sum(since_day < '2026-01-01' AND until_day >= '2026-01-01') AS opening,
                      sum(began = 'admitted' AND since_day >= '2026-01-01'), sum(began = 'in' AND since_day >= '2026-01-01'),
                      sum(ended = 'out' AND until_day BETWEEN '2026-01-01' AND :day), sum(ended = 'deceased' AND until_day BETWEEN '2026-01-01' AND :day),
                      sum(ended IN ('left', 'resigned', 'removed') AND until_day BETWEEN '2026-01-01' AND :day),
                      sum(ended = 'expelled' AND until_day BETWEEN '2026-01-01' AND :day), sum(until_day > :day) AS closing
               FROM roll WHERE since_day <= :day AND until_day >= '2026-01-01' GROUP BY org_id) counted",
    ),
    (
        "meetings",
        &["meetings"],
        "SELECT (SELECT name FROM org_name n WHERE n.org_id = counted.org_id AND n.since_day <= :day AND n.until_day > :day), counted.*
         FROM (SELECT org_id, kind, count(*) AS held, 1.0 * sum(present) / sum(coalesce(on_roll, due_told)) AS rate
               FROM meeting
               WHERE day BETWEEN '2026-01-01' AND :day AND voided IS NULL AND kind IN ('general', 'committee', 'lecture', 'theme-day', 'group', 'org-life')
               GROUP BY org_id, kind) counted",
    ),
    (
        "training",
        &["training"],
        "SELECT coalesce(tier, 'all'), count(*), sum(minutes_long), sum(present), sum(minutes_long * present)
         FROM meeting WHERE day BETWEEN '2026-01-01' AND :day AND voided IS NULL AND kind IN ('lecture', 'training') GROUP BY 1",
    ),
    (
        "development",
        &["development"],
        "SELECT stage, count(*)
         FROM (SELECT max(place) AS stage FROM candidature JOIN step ON step.candidature_id = candidature.id AND step.day <= :day
               WHERE ended IS NULL OR ended_day > :day GROUP BY candidature.id)
         GROUP BY 1",
    ),
    (
        "transfers",
        &["transfers"],
        "SELECT (SELECT name FROM org_name n WHERE n.org_id = counted.org_id AND n.since_day <= :day AND n.until_day > :day), counted.*
         FROM (SELECT coalesce(from_org_id, to_org_id) AS org_id, sum(direction = 'in'), sum(direction = 'out' AND received IS NOT NULL), sum(direction = 'within'),
                      sum(received IS NULL AND cancelled IS NULL), sum(received IS NULL AND cancelled IS NULL AND expires < :day),
                      sum(cancelled IS NOT NULL)
               FROM transfer WHERE issued_day <= :day GROUP BY 1) counted",
    ),
    (
        "honors",
        &["honors"],
        "SELECT level, count(*), count(org_id), count(person_id), count(DISTINCT org_id), count(DISTINCT person_id)
         FROM (SELECT level, org_id, NULL AS person_id FROM org_honor WHERE day <= :day
               UNION ALL SELECT level, NULL, person_id FROM member_honor WHERE day <= :day)
         GROUP BY level",
    ),
    (
        "care",
        &["care"],
        "SELECT kind, count(*), count(DISTINCT person_id), sum(money) / 100.0, count(goods)
         FROM care WHERE day BETWEEN '2026-01-01' AND :day GROUP BY kind",
    ),
];
