//! Rosters going in: the first time, again, in another encoding, with bad rows, a tenth more; and taken back.

use crate::run::{Bench, Ran};
use crate::table::{Line, Times, Wanted};

/// What `.import` goes into: a key, a unique identity number and two indexes, there from the start.
pub(crate) const TABLE: &str =
    "CREATE TABLE r (seq INTEGER PRIMARY KEY, name, sex, ethnicity, id_no TEXT UNIQUE, birth, place,
  education, degree, category, standing, joined, full_on, org, post, unit, job, job_kind, phone, landline, address,
  household, worked, entered, dues, remark);
CREATE INDEX r_org ON r (org);
CREATE INDEX r_name ON r (name);";

const OURS: &str = "ours.db";

pub(crate) fn lines(_: &Bench<'_>) -> Vec<Line> {
    [
        ("import", "sqlite3 .import", Wanted::Slim(0.30)),
        ("same file again", "import", Wanted::Slim(0.60)),
        ("import of GB18030", "import", Wanted::Ratio(1.15)),
        ("import, going on", "import", Wanted::Ratio(1.15)),
        ("import, 1 % bad", "import, going on", Wanted::Ratio(1.15)),
        ("a tenth more", "sqlite3 a tenth more", Wanted::Slim(1.50)),
        ("undo", "import", Wanted::Ratio(1.00)),
    ]
    .map(|(ours, theirs, wanted)| Line::new(ours, theirs, wanted))
    .into()
}

pub(crate) fn round(bench: &Bench<'_>, times: &mut Times) {
    for (what, args) in [
        ("import of GB18030", &["gb18030.csv"][..]),
        ("import, going on", &["roster.csv", "--keep-going"]),
        ("import, 1 % bad", &["bad.csv", "--keep-going"]),
    ] {
        bench.begin(OURS);
        times.take(what, import(bench, args));
    }
    bench.begin(OURS);
    times.take("import", import(bench, &["roster.csv"]));
    let theirs = |script: &str| bench.sqlite3("theirs.db", script);
    if bench.has_peer {
        times.take("sqlite3 .import", theirs(&format!("{TABLE}\n.import --csv --skip 1 roster.csv r\n")));
    }
    times.take("same file again", import(bench, &["roster.csv"]));
    times.take("a tenth more", import(bench, &["more.csv"]));
    if bench.has_peer {
        times.take("sqlite3 a tenth more", theirs(".import --csv --skip 1 more.csv r\n"));
    }
    bench.dangwu(OURS, &["db", "undo", "--yes"]);
    times.take("undo", bench.dangwu(OURS, &["db", "undo", "--yes"]));
    bench.remove(OURS);
    bench.remove("theirs.db");
}

fn import(bench: &Bench<'_>, args: &[&str]) -> Ran {
    bench.dangwu(OURS, &[&["member", "import"], args].concat())
}
