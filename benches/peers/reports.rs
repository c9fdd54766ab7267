//! Reports beside the best SQL that we could write by hand for the same figures, in the `sqlite3` shell on the same file:
//! one pass with a sum for each cell where the groups are known, a covering index where there is one.

/// The day both are asked of.
pub(crate) const DAY: &str = "2026-06-30";

/// A report, and the SQL beside it; `:day` is the day.
pub(crate) const REPORTS: [(&str, &[&str], &str); 7] = [
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
];
