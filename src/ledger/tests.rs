//! Every kind at once: what is declared, what the table is, and what the languages call it.

use std::collections::BTreeSet;

use rusqlite::Connection;
use rusqlite::types::Value as Stored;

use super::list::Filter;
use super::{Field, Holds, KINDS, Kind, Life, cli, list, planted};
use crate::db::{Db, SCHEMA};
use crate::i18n::label;
use crate::member::PersonId;
use crate::org::OrgId;
use crate::org::unit::UnitId;

fn schema() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(SCHEMA).unwrap();
    conn
}

/// The columns of a table that are stored, with whether they may not be empty.
fn stored(conn: &Connection, kind: &Kind) -> BTreeSet<(String, bool)> {
    let mut query = conn.prepare("SELECT name, \"notnull\" FROM pragma_table_info(?1) WHERE name <> 'id'").unwrap();
    query.query_map([kind.table], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_table_has_the_fields_that_are_declared_and_asks_for_the_same() {
    let conn = schema();
    for kind in KINDS {
        let declared: BTreeSet<(String, bool)> = kind
            .all_fields()
            .filter(|field| field.is_column())
            .map(|field: &Field| (field.column(), field.needed))
            .collect();
        assert_eq!(stored(&conn, kind), declared, "{}", kind.table);
    }
}

#[test]
fn every_list_is_the_one_of_the_schema() {
    let conn = schema();
    for kind in KINDS {
        let sql: String =
            conn.query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [kind.table], |row| row.get(0)).unwrap();
        for field in kind.all_fields() {
            let Holds::Code(codes) = field.holds else { continue };
            let list = codes.iter().map(|code| format!("'{}'", code.code)).collect::<Vec<_>>().join(", ");
            assert!(sql.contains(&format!("CHECK ({} IN ({list}))", field.key)), "{}.{}", kind.table, field.key);
        }
    }
}

#[test]
fn lines_stand_in_a_table_that_takes_the_same_heads_and_outcomes() {
    let conn = schema();
    for kind in KINDS {
        let Some((_, heads)) = kind.lines() else { continue };
        let table = format!("{}_item", kind.table);
        let sql: String =
            conn.query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [&table], |row| row.get(0)).unwrap();
        for (column, codes) in [("head", heads), ("outcome", super::list(&table, "outcome").unwrap())] {
            let list = codes.iter().map(|code| format!("'{}'", code.code)).collect::<Vec<_>>().join(", ");
            assert!(sql.contains(&format!("CHECK ({column} IN ({list}))")), "{table}.{column}");
            assert_eq!(super::list(&table, column), Some(codes), "{table}.{column}");
        }
        assert_eq!(kind.life, Life::Item, "{table}: lines come to something when they are settled");
    }
}

#[test]
fn everything_has_its_label_and_what_tells_apart_is_a_field() {
    for kind in KINDS {
        for field in kind.all_fields() {
            let own = label(&format!("{}.{}", kind.labelled(field.key), field.key));
            assert!(own.or_else(|| label(field.key)).is_some(), "{}.{}", kind.table, field.key);
        }
        assert!(kind.once.iter().all(|key| kind.field(key).is_some()), "{}", kind.table);
        assert!(kind.fields.first().is_some_and(|field| field.is_subject), "{}", kind.table);
        let has_day = matches!(kind.life, Life::Event | Life::Item);
        assert_eq!(kind.field("date").is_some(), has_day, "{}", kind.table);
    }
}

fn on(day: &str) -> Db {
    let mut db = Db::memory().unwrap();
    db.stand_at(day.parse().unwrap()).unwrap();
    let views: String = KINDS.iter().map(|kind| format!("{}_at ", kind.table)).collect();
    db.make_views_for(&views).unwrap();
    db
}

#[test]
fn every_kind_has_a_view_of_a_day_with_the_columns_that_are_told() {
    let db = on("2011-05-31");
    for kind in KINDS {
        let query = db.conn().prepare(&format!("SELECT * FROM {}_at", kind.table)).unwrap();
        let known = query.column_names();
        let days: &[&str] = if kind.life.is_from_until() { &["since_day", "until_day"] } else { &["day"] };
        let told = kind
            .all_fields()
            .filter(|field| field.is_column())
            .map(Field::column)
            .chain(days.iter().map(|day| (*day).to_owned()));
        for column in told.chain(["id".to_owned()]) {
            assert!(known.contains(&column.as_str()), "{}_at has no {column}", kind.table);
        }
    }
}

/// An org, a unit and a person, one of each.
const SUBJECTS: &str = "
    INSERT INTO org (id, code, founded, dissolved) VALUES (1, 'A', '2009-03-01', '2012-04-01');
    INSERT INTO org_name (org_id, name, since) VALUES (1, '甲支部', '2009-03-01');
    INSERT INTO unit (id, established, closed) VALUES (1, '2008-05-01', '2012-02-01');
    INSERT INTO unit_state (unit_id, name, kind, since) VALUES (1, '乙商会', 'chamber', '2008-05-01');
    INSERT INTO person (id, name) VALUES (1, '陈一');
    INSERT INTO roll (person_id, org_id, category, since, until, began, ended)
      VALUES (1, 1, 'full', '2009-03-01', '2012-03-01', 'entered', 'deceased');";

/// Which entries a view shows on a day.
fn seen(conn: &Connection, view: &str, day: &str) -> Vec<i64> {
    conn.execute("UPDATE clock SET as_of = ?1", [day]).unwrap();
    let mut query = conn.prepare(&format!("SELECT id FROM {view} ORDER BY id")).unwrap();
    query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_state_is_seen_while_it_holds_and_its_subjects_are_there() {
    let db = on("2011-05-31");
    let conn = db.conn();
    conn.execute_batch(SUBJECTS).unwrap();
    conn.execute_batch(
        "INSERT INTO venue (id, org_id, name, since, until) VALUES (1, 1, '一', '2010-05', '2011'), (2, 1, '二', '2011', NULL);
         INSERT INTO title (id, person_id, unit_id, title, since) VALUES (1, 1, 1, 'director', '2010-01-01');",
    )
    .unwrap();
    for (day, venues) in [
        ("2010-04-30", vec![]),
        ("2010-05-01", vec![1]),
        ("2010-12-31", vec![1]),
        ("2011-01-01", vec![2]), // the first ended on it, the second began
        ("2012-03-31", vec![2]),
        ("2012-04-01", vec![]), // dissolved
    ] {
        assert_eq!(seen(conn, "venue_at", day), venues, "{day}");
    }
    // The unit closes first, the person would have died a month later.
    for (day, titles) in [("2012-01-31", vec![1]), ("2012-02-01", vec![])] {
        assert_eq!(seen(conn, "title_at", day), titles, "{day}");
    }
    conn.execute("UPDATE unit SET closed = NULL", []).unwrap();
    for (day, titles) in [("2012-02-29", vec![1]), ("2012-03-01", vec![])] {
        assert_eq!(seen(conn, "title_at", day), titles, "{day}");
    }
}

#[test]
fn an_event_is_seen_from_its_day_on_whatever_becomes_of_its_subject() {
    let db = on("2011-05-31");
    let conn = db.conn();
    conn.execute_batch(SUBJECTS).unwrap();
    conn.execute_batch(
        "INSERT INTO org_honor (id, org_id, title, date) VALUES (1, 1, '先进', '2010-07'), (2, 1, '先进', '2011-07-01');",
    )
    .unwrap();
    for (day, honors) in
        [("2010-06-30", vec![]), ("2010-07-01", vec![1]), ("2011-07-01", vec![1, 2]), ("2013-01-01", vec![1, 2])]
    {
        assert_eq!(seen(conn, "org_honor_at", day), honors, "{day}");
    }
}

/// Two orgs below a third, each with somebody on its roll and a unit that it covers: what is of the one is numbered 1.
const TWO_OFFICES: &str = "
    INSERT INTO org (id, code, founded) VALUES (1, 'A', '2008'), (2, 'B', '2008'), (3, 'C', '2007');
    INSERT INTO org_name (org_id, name) VALUES (1, '甲支部'), (2, '乙支部'), (3, '党委');
    INSERT INTO org_kind (org_id, kind) VALUES (1, 'branch'), (2, 'branch'), (3, 'committee');
    INSERT INTO org_parent (org_id, parent_id) VALUES (2, 3);
    INSERT INTO unit (id, established) VALUES (1, '2008'), (2, '2008');
    INSERT INTO unit_state (unit_id, name, kind) VALUES (1, '丙商会', 'chamber'), (2, '丁商会', 'chamber');
    INSERT INTO cover (org_id, unit_id, how, since) VALUES (1, 1, 'own', '2008'), (2, 2, 'own', '2008');
    INSERT INTO person (id, name) VALUES (1, '陈一'), (2, '林二'), (3, '何三');
    INSERT INTO roll (person_id, org_id, category, since, began)
      VALUES (1, 1, 'full', '2008', 'entered'), (2, 2, 'full', '2008', 'entered');";

/// The first entry is of the subjects 1, says the first code of each list, and was over by 2010-07-01; the second is of the
/// subjects 2, says the second and goes on.
fn two_offices(kind: &Kind) -> Db {
    let db = on("2011-05-31");
    db.conn().execute_batch(TWO_OFFICES).unwrap();
    let mut second = planted::begun(kind, planted::honest(kind), "2010-08-01");
    for field in kind.all_fields() {
        second = match field.holds {
            Holds::Person if !field.is_subject => planted::with(second, &field.column(), Stored::Integer(3)),
            Holds::Org | Holds::Person | Holds::Unit => planted::with(second, &field.column(), Stored::Integer(2)),
            Holds::Code(codes) => planted::with(second, field.key, codes[1].code.to_owned()),
            Holds::Codes(codes) => planted::with(second, field.key, codes[2].code.to_owned()),
            Holds::Date | Holds::Ahead if field.key == "until" => planted::with(second, "until", Stored::Null),
            Holds::Date if kind.life == Life::Year => planted::with(second, field.key, "2010-08-01".to_owned()),
            _ => second,
        };
    }
    for row in [planted::honest(kind), second] {
        planted::insert(db.conn(), kind, &row).unwrap();
    }
    db
}

#[test]
fn every_filter_finds_what_it_asks_for_in_every_kind_that_has_it() {
    let all = || Filter { all: true, ..Filter::default() };
    let date = |text: &str| Some(text.parse().unwrap());
    for kind in KINDS {
        let mut db = two_offices(kind);
        let found = |db: &Db, filter: Filter| -> Vec<i64> {
            let mut ids = Vec::new();
            crate::org::list::scope_of(db.conn(), filter.org, filter.under).unwrap();
            list::each(db, kind, &filter, |row| {
                ids.push(row.get(0)?);
                Ok(true)
            })
            .unwrap();
            ids
        };
        let goes_on = kind.life.ends().is_some();
        let table = kind.table;
        assert_eq!(found(&db, all()), [1, 2], "{table}");
        assert_eq!(found(&db, Filter::default()), if goes_on { vec![2] } else { vec![1, 2] }, "{table}");
        assert_eq!(found(&db, Filter { org: Some(OrgId(1)), ..all() }), [1], "{table} --org");
        assert_eq!(found(&db, Filter { under: Some(OrgId(3)), ..all() }), [2], "{table} --under");
        if kind.on(Holds::Person).is_some() {
            assert_eq!(found(&db, Filter { person: Some(PersonId(1)), ..all() }), [1], "{table} --person");
        }
        if kind.on(Holds::Unit).is_some() {
            assert_eq!(found(&db, Filter { unit: Some(UnitId(2)), ..all() }), [2], "{table} --unit");
        }
        for from in ["2010-06-01", "2010-07"] {
            assert_eq!(found(&db, Filter { from: date(from), ..all() }), [2], "{table} --from {from}");
        }
        assert_eq!(found(&db, Filter { to: date("2010-07"), ..all() }), [1], "{table} --to");
        let coded = kind.all_fields().filter_map(|field| Some((field, field.codes()?)));
        for (field, codes) in coded {
            let saying = |code: &str, at: usize| {
                let said = codes.iter().find(|known| known.code == code).unwrap().code;
                assert_eq!(
                    found(&db, Filter { codes: vec![(field.key, said)], ..all() })[..],
                    [1, 2][at..=at],
                    "{table} --{}",
                    field.key
                );
            };
            saying(codes[0].code, 0);
            saying(codes[if matches!(field.holds, Holds::Codes(_)) { 2 } else { 1 }].code, 1);
        }
        db.stand_at("2010-05-31".parse().unwrap()).unwrap();
        // An item that was settled by then is not among those that are open.
        let then = if kind.life == Life::Item { vec![] } else { vec![1] };
        assert_eq!(found(&db, Filter::default()), then, "{table} --as-of");
    }
}

#[test]
fn every_kind_offers_the_filters_that_it_has() {
    for kind in KINDS {
        let verbs = cli::verbs(kind.noun, clap::Command::new(kind.name));
        let list = verbs.find_subcommand("list").unwrap();
        let offered: BTreeSet<&str> = list.get_arguments().map(|arg| arg.get_id().as_str()).collect();
        let mut wanted = BTreeSet::from(["org", "under", "from", "to"]);
        wanted.extend(kind.on(Holds::Person).map(|_| "person"));
        wanted.extend(kind.on(Holds::Unit).map(|_| "unit"));
        wanted.extend(kind.all_fields().filter(|field| field.codes().is_some()).map(|field| field.key));
        wanted.extend(kind.life.ends().map(|_| "all"));
        wanted.extend((kind.life == Life::Item).then_some("overdue"));
        assert_eq!(offered, wanted, "{}", kind.table);
    }
}
