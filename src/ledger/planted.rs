//! Each fault that a ledger can have, planted in each kind that can have it: `db check` names it by its code, and is silent
//! of what is honest.

use chrono::NaiveDate;
use rusqlite::types::Value as Stored;
use rusqlite::{Connection, params_from_iter};

use super::{Field, Holds, KINDS, Kind, Life};
use crate::db::{Db, check};

/// An org, a unit and a person, each number 1: they are there from 2009 on, and from 2010-12-01 on no more.
const SUBJECTS: &str = "
    INSERT INTO org (id, code, founded, dissolved) VALUES (1, 'A', '2009-01-01', '2010-12-01');
    INSERT INTO org_name (org_id, name, since) VALUES (1, '甲支部', NULL);
    INSERT INTO unit (id, established, closed) VALUES (1, '2009-01-01', '2010-12-01');
    INSERT INTO unit_state (unit_id, name, kind, since) VALUES (1, '乙商会', 'chamber', NULL);
    INSERT INTO person (id, name, birth) VALUES (1, '陈一', '2009-01-01'), (2, '林二', '1971');
    INSERT INTO roll (person_id, org_id, category, since, until, began, ended)
      VALUES (1, 1, 'full', '2009-01-01', '2010-12-01', 'entered', 'deceased');";

/// A row by its columns.
pub(super) type Row = Vec<(String, Stored)>;

/// An entry of the subjects number 1 in which every field says something. It holds, or happened, while they were there.
pub(super) fn honest(kind: &Kind) -> Row {
    let value = |field: &Field| -> Stored {
        match (field.key, field.holds) {
            ("date" | "since", _) => "2010-05-01".to_owned().into(),
            ("until", _) => "2010-06-01".to_owned().into(),
            (_, Holds::Person) if !field.is_subject => Stored::Integer(2),
            (_, Holds::Org | Holds::Person | Holds::Unit | Holds::Count | Holds::Money | Holds::Flag) => {
                Stored::Integer(1)
            }
            (_, Holds::Points) => Stored::Real(1.0),
            (_, Holds::Amount) => "1000000元".to_owned().into(),
            (_, Holds::Year) => Stored::Integer(2010),
            (_, Holds::Code(codes)) => codes[0].code.to_owned().into(),
            (_, Holds::Codes(codes)) => format!("{},{}", codes[0].code, codes[1].code).into(),
            (_, Holds::Date | Holds::Ahead) => "2010-05-20".to_owned().into(),
            (key, Holds::Text) => format!("{key} 一").into(),
            (_, Holds::Lines(_)) => unreachable!("they stand in another table"),
        }
    };
    kind.all_fields().filter(|field| field.is_column()).map(|field| (field.column(), value(field))).collect()
}

/// The same with something else in a column.
pub(super) fn with(mut row: Row, column: &str, stored: impl Into<Stored>) -> Row {
    row.iter_mut().find(|(known, _)| known == column).expect("a column of the kind").1 = stored.into();
    row
}

/// The same begun on another day; of a year, in that of the day. What was taken up is open then.
pub(super) fn begun(kind: &Kind, row: Row, day: &str) -> Row {
    match kind.life {
        Life::Year => {
            let days = kind.fields.iter().filter(|field| field.holds == Holds::Date);
            let row = days.fold(row, |row, field| with(row, field.key, Stored::Null));
            with(row, "year", day[..4].parse::<i64>().expect("a year"))
        }
        Life::Item => {
            let open = ["due", "settled", "how"].into_iter().fold(row, |row, key| with(row, key, Stored::Null));
            with(open, "date", day.to_owned())
        }
        _ => with(row, kind.begins(), day.to_owned()),
    }
}

/// Whether the schema itself lets nobody say the same twice.
fn is_once_by_schema(kind: &Kind) -> bool {
    let db = Db::memory().expect("a database in memory");
    db.conn().execute_batch(SUBJECTS).expect("the subjects");
    insert(db.conn(), kind, &honest(kind)).and(insert(db.conn(), kind, &honest(kind))).is_err()
}

pub(super) fn insert(conn: &Connection, kind: &Kind, row: &Row) -> rusqlite::Result<usize> {
    let columns: Vec<&str> = row.iter().map(|(column, _)| column.as_str()).collect();
    let places = vec!["?"; row.len()].join(", ");
    let sql = format!("INSERT INTO {} ({}) VALUES ({places})", kind.table, columns.join(", "));
    conn.execute(&sql, params_from_iter(row.iter().map(|(_, value)| value)))
}

/// The codes of the faults that are found of ledgers, each once.
fn found(kind: &Kind, rows: &[Row]) -> Vec<&'static str> {
    let db = Db::memory().expect("a database in memory");
    db.conn().execute_batch(SUBJECTS).expect("the subjects");
    for row in rows {
        insert(db.conn(), kind, row).unwrap_or_else(|error| panic!("{}: no CHECK forbids it: {error}", kind.table));
    }
    let faults = check::all_on(db.conn(), NaiveDate::from_ymd_opt(2011, 5, 31)).expect("the checks");
    let of_ledgers = faults.iter().filter(|fault| fault.code.starts_with("ledger-"));
    let told = |fault: &check::Fault| {
        let detail = fault.detail.say(crate::i18n::Lang::Zh);
        assert!(detail.starts_with(kind.label.zh) && detail.contains(" #"), "{}: {detail}", fault.code);
        fault.code
    };
    let mut codes: Vec<&'static str> = of_ledgers.map(told).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The faults of an entry that lies outside the lives of all its subjects.
fn outside(kind: &Kind, wanted: impl Fn(Holds) -> bool) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = kind
        .subjects()
        .filter(|subject| wanted(subject.holds))
        .map(|subject| match subject.holds {
            Holds::Org => "ledger-outside-org",
            Holds::Unit => "ledger-outside-unit",
            _ => "ledger-outside-person",
        })
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[test]
fn an_honest_entry_is_none_of_them() {
    for kind in KINDS {
        assert_eq!(found(kind, &[honest(kind)]), [""; 0], "{}", kind.table);
    }
}

#[test]
fn the_same_twice_is_named() {
    for kind in KINDS {
        if !is_once_by_schema(kind) {
            assert_eq!(found(kind, &[honest(kind), honest(kind)]), ["ledger-twice"], "{}", kind.table);
        }
        // At another time it is another.
        let later = begun(kind, honest(kind), if kind.life == Life::Year { "2009-06-01" } else { "2010-06-01" });
        let later = if kind.life.is_from_until() { with(later, "until", "2010-07-01".to_owned()) } else { later };
        assert_eq!(found(kind, &[later, honest(kind)]), [""; 0], "{}", kind.table);
    }
}

#[test]
fn what_lies_outside_the_life_of_a_subject_is_named() {
    for kind in KINDS {
        let early = begun(kind, honest(kind), "2008-12");
        assert_eq!(found(kind, &[early]), outside(kind, |_| true), "{}", kind.table);
        // Somebody dead can still be honoured.
        let is_state = kind.life.is_from_until();
        let late = begun(kind, honest(kind), "2010-12-02");
        let late = if is_state { with(late, "until", "2010-12-03".to_owned()) } else { late };
        let bound = |holds| is_state || holds != Holds::Person;
        if kind.life != Life::Year {
            assert_eq!(found(kind, &[late]), outside(kind, bound), "{}", kind.table);
        }
        if is_state {
            let long = with(honest(kind), "until", "2010-12-02".to_owned());
            assert_eq!(found(kind, &[long]), outside(kind, |holds| holds != Holds::Person), "{}", kind.table);
        }
    }
}

#[test]
fn an_end_before_the_beginning_is_named() {
    for kind in KINDS.iter().filter(|kind| kind.life.is_from_until()) {
        let row = with(honest(kind), "until", "2009".to_owned());
        assert_eq!(found(kind, &[row]), ["ledger-end-before-start"], "{}", kind.table);
    }
}

#[test]
fn a_day_to_come_is_named() {
    for kind in KINDS {
        let row = begun(kind, honest(kind), "2012-01-01");
        let row = if kind.life.is_from_until() { with(row, "until", Stored::Null) } else { row };
        assert!(found(kind, &[row]).contains(&"ledger-future-day"), "{}", kind.table);
        if kind.life == Life::State {
            let row = with(honest(kind), "until", "2011-06".to_owned());
            assert!(found(kind, &[row]).contains(&"ledger-future-day"), "{}", kind.table);
        }
    }
}

#[test]
fn a_state_left_open_when_its_subject_had_gone_is_named() {
    for kind in KINDS.iter().filter(|kind| kind.life.is_from_until()) {
        let row = with(honest(kind), "until", Stored::Null);
        assert_eq!(found(kind, &[row]), ["ledger-left-open"], "{}", kind.table);
    }
}

#[test]
fn a_code_that_is_in_no_list_is_named() {
    let mut fields = 0;
    for kind in KINDS {
        for field in kind.all_fields() {
            let Holds::Codes(codes) = field.holds else { continue };
            fields += 1;
            for stray in [format!("{},坦克", codes[0].code), "\"".to_owned(), format!("{0},{0}", codes[0].code)] {
                let row = with(honest(kind), field.key, stray);
                assert_eq!(found(kind, &[row]), ["ledger-code"], "{}.{}", kind.table, field.key);
            }
        }
    }
    assert!(fields > 0);
}
