//! Every list of coded values by name, which is that of the column that holds it (`meeting.kind`), and what tables are
//! called; the views of a day and the checks that are made from declarations. The one place that knows them all, so that
//! the base can ask for any of them without knowing an entity.

use crate::code::Code;
use crate::i18n::{Label, label};
use crate::{activist, committee, dues, id_no, ledger, meeting, member, org, report, transfer};

/// What a stored code is called: of a list by name, of `table` a table, of `column` a column.
pub(crate) fn word(list: &str, stored: &str) -> Option<Label> {
    match list {
        "table" => table(stored),
        "column" => label(stored),
        _ => {
            let (table, field) = list.split_once('.')?;
            code(table, field, stored).map(|code| code.label)
        }
    }
}

/// The statements that make those views of a day which no file holds and a query reads.
pub(crate) fn views_of_a_day(sql: &str) -> String {
    ledger::views::read_by(sql)
}

/// The checks that no file holds, each under its code.
pub(crate) fn checks() -> impl Iterator<Item = (&'static str, &'static str)> {
    ledger::checks::ALL.iter().map(|(code, sql)| (*code, sql.as_str()))
}

/// What a table is called.
pub(crate) fn table(name: &str) -> Option<Label> {
    label(&format!("table.{name}")).or_else(|| ledger::of_table(name).map(|kind| kind.label))
}

/// The coded value that a text in a column is.
pub(crate) fn code(table: &str, field: &str, text: &str) -> Option<&'static Code> {
    list(table, field)?.iter().find(|code| code.code == text)
}

/// Whether a column says yes or no.
pub(crate) fn is_flag(field: &str) -> bool {
    const FLAGS: [&str; 13] = [
        "trade_union",
        "youth_league",
        "womens_federation",
        "planned",
        "owner",
        "works",
        "full_time",
        "secret",
        "due",
        "votes",
        "taken",
        "written_in",
        "in_step",
    ];
    FLAGS.contains(&field)
}

/// The list that a column takes its values from.
pub(crate) fn list(table: &str, field: &str) -> Option<&'static [Code]> {
    Some(match (table, field) {
        ("unit_state", "kind") => org::unit::UnitKind::CODES,
        ("org", "formation") => org::Formation::CODES,
        ("org", "formation_reason") => org::FormationReason::CODES,
        ("org_kind", "kind") => org::OrgKind::CODES,
        ("cover", "how") => org::How::CODES,
        ("person", "sex") => member::Sex::CODES,
        ("roll", "category") => member::Category::CODES,
        ("roll", "began") => member::Began::CODES,
        ("roll", "ended") => member::Ended::CODES,
        ("absence", "kind") => member::states::State::CODES,
        ("transfer", "direction") => transfer::Direction::CODES,
        ("candidature", "end_how") => activist::End::CODES,
        ("candidature", "stage") => activist::Stage::CODES,
        ("step", "step") => activist::Step::CODES,
        ("post", "post") => committee::post::Post::CODES,
        ("post", "how") => committee::post::Came::CODES,
        ("dues_rate", "kind") => dues::Income::CODES,
        ("dues_payment", "way") => dues::Way::CODES,
        ("election", "kind") => committee::elect::ElectionKind::CODES,
        ("election", "method") => committee::elect::Method::CODES,
        ("election", "body") => committee::term::Body::CODES,
        ("candidate" | "ballot", "post") => committee::post::Post::CODES,
        ("candidate", "nominated_by") => committee::elect::NominatedBy::CODES,
        ("meeting", "kind") => meeting::MeetingKind::CODES,
        ("meeting", "tier") => meeting::Tier::CODES,
        ("meeting", "form") => meeting::Form::CODES,
        ("meeting", "measure") => meeting::Measure::CODES,
        ("meeting", "integration") => meeting::Integration::CODES,
        ("meeting", "partner") => meeting::Partner::CODES,
        ("attendance", "presence") => meeting::Presence::CODES,
        ("attendance", "reason") => meeting::Reason::CODES,
        ("resolution", "rule") => meeting::VoteRule::CODES,
        ("voice", "voice") => member::voices::Voice::CODES,
        ("voice", "reason") => member::voices::Excuse::CODES,
        ("frozen", "lang") => report::LANGS,
        ("id_no", "fault") => id_no::Doubt::CODES,
        _ => return ledger::list(table, field),
    })
}

/// Whether a column of a ledger (`venue.equipment`) holds some of its list, parted by commas.
pub(crate) fn holds_several(column: &str) -> bool {
    let field = column.split_once('.').and_then(|(table, field)| ledger::of_table(table)?.field(field));
    field.is_some_and(|field| matches!(field.holds, ledger::Holds::Codes(_)))
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::db::{Db, journal};

    /// What the CHECK of a column allows: `(column IN ('a', 'b'))` or `(column = 'a' OR column = 'b')`.
    fn allowed(conn: &Connection, table: &str, column: &str) -> Option<String> {
        let sql: String =
            conn.query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [table], |row| row.get(0)).unwrap();
        let sql = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        let opens = [format!("({column} IN ("), format!("({column} = '")];
        let at = opens.iter().find_map(|open| sql.find(open))?;
        Some(sql[at..].split(')').next().unwrap_or_default().to_owned())
    }

    #[test]
    fn every_code_that_the_schema_allows_has_a_label() {
        let db = Db::memory().unwrap();
        for table in journal::record_tables(db.conn()).unwrap() {
            for column in journal::stored_columns(db.conn(), &table).unwrap() {
                let Some(allowed) = allowed(db.conn(), &table, &column) else { continue };
                assert_eq!(allowed.contains("(0, 1"), is_flag(&column), "{table}.{column}: {allowed}");
                for quoted in allowed.split('\'').skip(1).step_by(2) {
                    assert!(code(&table, &column, quoted).is_some(), "{table}.{column}: {quoted}");
                }
            }
        }
    }

    #[test]
    fn every_table_that_refers_to_another_has_a_name() {
        let db = Db::memory().unwrap();
        let sql = "SELECT DISTINCT made.name FROM sqlite_schema AS made, pragma_foreign_key_list(made.name)
                   UNION SELECT DISTINCT link.\"table\" FROM sqlite_schema AS made, pragma_foreign_key_list(made.name) AS link";
        let mut query = db.conn().prepare(sql).unwrap();
        let names: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert!(names.contains(&"change".to_owned()) && names.contains(&"org".to_owned()), "{names:?}");
        for name in names {
            assert!(table(&name).is_some(), "{name}");
        }
    }

    #[test]
    fn a_word_is_asked_for_by_list_table_or_column() {
        assert_eq!(word("post.post", "secretary").map(|label| label.zh), Some("书记"));
        assert_eq!(word("table", "org_honor").map(|label| label.en), Some("honour of an org"));
        assert_eq!(word("column", "joined").map(|label| label.en), Some("Joined"));
        assert_eq!(word("post", "secretary"), None);
    }
}
