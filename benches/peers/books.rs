//! All else that goes in from files: orgs, meetings, attendances, people on the way, transfers, two ledgers, units.

use crate::ledger;
use crate::run::Bench;
use crate::table::{Line, Times, Wanted};

/// A file that goes in on top of the roster.
struct Book {
    name: &'static str,
    /// The words before its file on the command line.
    verb: &'static [&'static str],
    file: &'static str,
    /// How many rows it has for so many people.
    rows: fn(usize) -> usize,
}

/// Activists whose contact is on no roster: few, as long as all names are read for each.
pub(crate) const STRANGERS: usize = 100;

/// In this order: who leaves was there before.
const BOOKS: [Book; 7] = [
    Book { name: "meetings", verb: &["meeting", "import"], file: "meetings.csv", rows: |people| people * 2 },
    Book { name: "attendances", verb: &["meeting", "import"], file: "attendances.csv", rows: |people| people / 5 },
    Book { name: "activists", verb: &["activist", "import"], file: "activists.csv", rows: |people| people / 10 },
    Book { name: "strangers", verb: &["activist", "import"], file: "strangers.csv", rows: |_| STRANGERS },
    Book { name: "honors", verb: &["org", "honor", "import"], file: "honors.csv", rows: |people| people },
    Book { name: "care", verb: &["member", "care", "import"], file: "care.csv", rows: |people| people / 2 },
    Book { name: "transfers", verb: &["transfer", "import"], file: "transfers.csv", rows: |people| people / 10 },
];

/// The same files into the shell of SQLite, with the key or index that ours has.
const THEIRS: [(&str, &str, &str); 6] = [
    (
        "orgs",
        "CREATE TABLE o (code TEXT PRIMARY KEY, name, kind, parent, founded); CREATE INDEX o_name ON o (name);",
        "o",
    ),
    (
        "meetings",
        "CREATE TABLE m (org, kind, date, topic, due, present); CREATE INDEX m_org ON m (org, date, kind);",
        "m",
    ),
    (
        "activists",
        "CREATE TABLE a (name, id_no TEXT UNIQUE, org, stage, applied, talked, nominated, filed, contact); CREATE INDEX a_org ON a (org);",
        "a",
    ),
    ("honors", ledger::HONORS, "h"),
    ("care", ledger::CARE, "c"),
    (
        "transfers",
        "CREATE TABLE t (name, id_no, org, goal, letter TEXT UNIQUE, issued, days, dues, received); CREATE INDEX t_person ON t (id_no);",
        "t",
    ),
];

/// How many rows a book has.
pub(crate) fn rows(book: &str, people: usize) -> usize {
    BOOKS.iter().find(|known| known.name == book).map_or(0, |book| (book.rows)(people))
}

pub(crate) fn lines(bench: &Bench<'_>) -> Vec<Line> {
    let orgs = crate::roster::orgs(bench.all()) + 1;
    let books = BOOKS.iter().map(|book| (book.name, (book.rows)(bench.rows)));
    let mut lines: Vec<Line> = [("orgs", orgs)]
        .into_iter()
        .chain(books)
        .map(|(book, rows)| Line::new(&ours(book), &theirs(book), Wanted::Rows(rows)))
        .collect();
    lines.push(Line::new("plan", "list of units", Wanted::Ratio(4.0)));
    lines
}

fn ours(book: &str) -> String {
    format!("import of {book}")
}

fn theirs(book: &str) -> String {
    format!("sqlite3 {book}")
}

pub(crate) fn round(bench: &Bench<'_>, times: &mut Times) {
    bench.remove("books.db");
    bench.dangwu("books.db", &["db", "init"]);
    times.take(&ours("orgs"), bench.dangwu("books.db", &["org", "import", "orgs.csv"]));
    bench.dangwu("books.db", &["member", "import", "roster.csv"]);
    for book in BOOKS {
        times.take(&ours(book.name), bench.dangwu("books.db", &[book.verb, &[book.file]].concat()));
    }
    if bench.has_peer {
        bench.remove("theirs.db");
        for (book, table, name) in THEIRS {
            let script = format!("{table}\n.import --csv --skip 1 {book}.csv {name}\n");
            times.take(&theirs(book), bench.sqlite3("theirs.db", &script));
        }
    }
    plan(bench, times);
    bench.remove("books.db");
    bench.remove("theirs.db");
}

/// Proposals for units of which none has an org, beside the list of them.
fn plan(bench: &Bench<'_>, times: &mut Times) {
    bench.dangwu("books.db", &["org", "unit", "import", "units.csv"]);
    times.take("list of units", bench.dangwu("books.db", &["org", "unit", "list", "-f", "csv"]));
    times.take("plan", bench.dangwu("books.db", &["org", "plan", "-f", "csv"]));
}

/// Fills a database with everything, once: what is asked, written out and checked afterwards.
pub(crate) fn fill(bench: &Bench<'_>, db: &str) {
    if bench.has(db) {
        return;
    }
    bench.begin(db);
    bench.dangwu(db, &["member", "import", "roster.csv"]);
    for book in BOOKS {
        bench.dangwu(db, &[book.verb, &[book.file]].concat());
    }
}
