//! The ledgers as they stood at the end of one day: a view `TABLE_at` for each kind, made from its declaration when a query
//! first reads it. Reports stand on these, lists and sections on the same condition ([`holds`]), and none writes a date
//! condition of its own.
//!
//! # Which rows
//!
//! Of a **state** what held on the day: begun on it or before, not ended by then, and every subject still there (an org not
//! dissolved, a unit not closed, a person not dead). What is open though its subject has gone is in no view: `db check`
//! lists it. Of an **event** what had happened by the day; a later end of its subject changes nothing of that, so a report
//! that names the org of an event joins `org_name`, or leaves out what `org_at` does not have.
//!
//! # Which columns
//!
//! Those of the table, under the same names:
//!
//! | column | holds |
//! |---|---|
//! | `id` | the number of the entry |
//! | `org_id`, `person_id`, `unit_id` | a subject; likewise `KEY_id` of any other field that names one |
//! | the key of a coded field | the code, never the label; of several the codes parted by commas, without blanks |
//! | the key of a field of money | fen |
//! | any other key | the text or the number as kept |
//! | `date` and `day` | of an event: when, as typed (`2011`, `2011-05`, `2011-05-03`), and the first day of that |
//! | `roll_org_id` | of an event of a person: the org on whose roll they stood when it happened, if any |
//! | `since` and `since_day` | of a state: from when, likewise |
//! | `until` and `until_day` | of a state: as typed, and the first day on which it holds no more, `9999-12-31` while it is open. Whatever stands here lies after the day asked for: who tells the past as it was then leaves it out |
//! | `remark` | as typed |

use super::{Field, Holds, KINDS, Kind, Life};

/// The statements that make the views that a query reads, as far as they are not there yet.
pub(crate) fn read_by(sql: &str) -> String {
    KINDS.iter().filter(|kind| sql.contains(&format!("{}_at", kind.table))).map(|kind| of(kind)).collect()
}

/// The org on whose roll the person of an event stood when it happened: of a month or year, the last in it.
const ROLL_ORG: &str = ", (SELECT roll.org_id FROM roll
   WHERE roll.person_id = entry.person_id AND roll.until_day > entry.day
     AND roll.since_day <= CASE length(entry.date) WHEN 10 THEN entry.day
                           WHEN 7 THEN date(entry.day, '+1 month', '-1 day') ELSE date(entry.day, '+1 year', '-1 day') END
   ORDER BY roll.since_day DESC LIMIT 1) AS roll_org_id";

/// The statement that makes the view of one kind.
fn of(kind: &Kind) -> String {
    let (table, holds) = (kind.table, holds(kind));
    let roll =
        if matches!(kind.life, Life::Event | Life::Item) && kind.on(Holds::Person).is_some() { ROLL_ORG } else { "" };
    format!(
        "CREATE TEMP VIEW IF NOT EXISTS {table}_at AS
         SELECT entry.*{roll} FROM clock CROSS JOIN {table} AS entry WHERE clock.id = 1 AND {holds};\n"
    )
}

/// That a row of the table, called `entry`, is one of the day `as_of`.
pub(super) fn holds(kind: &Kind) -> String {
    let mut wheres = vec![format!("entry.{} <= as_of", kind.first_day())];
    if kind.life.is_from_until() {
        wheres.push("entry.until_day > as_of".to_owned());
        wheres.extend(kind.subjects().filter_map(|subject| is_there(subject, "as_of")));
    }
    wheres.join(" AND ")
}

/// Who of the subjects of an entry had gone by a day, a subquery after `EXISTS`; `gone_day` is the first without it.
/// Only for what can be a subject.
pub(super) fn gone(subject: &Field) -> Option<String> {
    let column = subject.column();
    Some(match subject.holds {
        Holds::Org => format!("SELECT dissolved_day AS gone_day FROM org WHERE org.id = entry.{column}"),
        Holds::Unit => format!("SELECT closed_day AS gone_day FROM unit WHERE unit.id = entry.{column}"),
        Holds::Person => format!(
            "SELECT until_day AS gone_day FROM roll WHERE roll.person_id = entry.{column} AND roll.ended = 'deceased'"
        ),
        _ => return None,
    })
}

/// That a subject is still there at the end of a day.
fn is_there(subject: &Field, day: &str) -> Option<String> {
    Some(format!("NOT EXISTS (SELECT 1 FROM ({}) AS gone WHERE gone.gone_day <= {day})", gone(subject)?))
}
