//! What is wrong with the file, and what cannot be in its records.

use rusqlite::Connection;

use crate::ctx::Ctx;
use crate::db::altered::{self, Altered};
use crate::db::check;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Arg, Label, Text, say};
use crate::lists;
use crate::output::{Column, Row, Value};
use crate::upkeep::texts;

/// What is told of a row that is not as the last operation left it.
const ALTERED: &str = "record-altered";

/// What was found, as rows, and what to do now.
pub(super) struct Found {
    rows: Vec<Row>,
    hint: Text,
}

/// `db check`
pub(super) fn check(ctx: &Ctx) -> Result<()> {
    look(ctx, ctx.read()?.conn(), check::damage, Found::in_records)
}

/// `db check --quick`: whether the file can be read and nothing refers to what is not there. What the records say is not held
/// against each other, and that is told.
pub(super) fn quick(ctx: &Ctx) -> Result<()> {
    let db = ctx.read()?;
    ctx.note(&say!(CheckedQuickly));
    look(ctx, db.conn(), check::damage_of_pages, Found::dangling)
}

/// Looks for damage first: on a damaged file what is looked for `further` would only say so in many ways.
fn look(
    ctx: &Ctx,
    conn: &Connection,
    damage: fn(&Connection) -> Result<Vec<Arg>>,
    further: fn(&Connection, &Ctx) -> Result<Found>,
) -> Result<()> {
    let damage = of_file(ctx, "file-damaged", &say!(CheckFile), &damage(conn)?);
    let found = if damage.is_empty() { further(conn, ctx)? } else { Found { rows: damage, hint: say!(DbDamagedHint) } };
    if found.is_empty() { Ok(()) } else { tell(ctx, found) }
}

/// `db check --list`: what is looked for, a line for each code.
pub(super) fn list(ctx: &Ctx) -> Result<()> {
    let of_file =
        [("file-damaged", say!(CheckFile)), ("foreign-key", say!(CheckForeignKey)), (ALTERED, say!(CheckAltered))];
    ctx.list(Column::list(&["code", "meaning", "tables"]), ctx.paper(&say!(ChecksTitle)), |listing| {
        let mut tell = |code: &str, meaning: Arg, tables: Vec<Label>| {
            let tables = Arg::List(tables.into_iter().map(Arg::from).collect());
            listing.push(vec![code.into(), meaning.say(ctx.lang).into(), tables.say(ctx.lang).into()])
        };
        of_file.into_iter().try_for_each(|(code, meaning)| tell(code, meaning.into(), Vec::new()))?;
        check::codes().into_iter().try_for_each(|(code, (meaning, tables))| tell(code, meaning.into(), tables))
    })
}

impl Found {
    /// What refers to what is not there.
    fn dangling(conn: &Connection, ctx: &Ctx) -> Result<Self> {
        let rows = of_file(ctx, "foreign-key", &say!(CheckForeignKey), &check::dangling(conn)?);
        Ok(Self { rows, hint: say!(CheckFoundHint) })
    }

    /// What dangles and what cannot be.
    pub(super) fn in_records(conn: &Connection, ctx: &Ctx) -> Result<Self> {
        let Self { mut rows, hint } = Self::dangling(conn, ctx)?;
        for fault in check::all_on(conn, Some(ctx.today))? {
            rows.push(row(ctx, fault.code, fault.name.as_str().into(), &fault.meaning(), &fault.detail));
        }
        rows.extend(of_file(ctx, ALTERED, &say!(CheckAltered), &altered_rows(&altered::rows(conn)?)));
        Ok(Self { rows, hint })
    }

    /// Whether nothing was found.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Altered rows, a line for each table.
pub(super) fn altered_rows(rows: &[Altered]) -> Vec<Arg> {
    let tables = rows.chunk_by(|(one, _), (other, _)| one == other);
    tables.filter_map(|rows| Some(altered_in(&rows.first()?.0, rows))).collect()
}

/// Those of a table in a line: what follows each other from the first to the last, `#3 – #7`.
fn altered_in(table: &str, rows: &[Altered]) -> Arg {
    let mut ids: Vec<i64> = rows.iter().map(|(_, row)| *row).collect();
    ids.sort_unstable();
    let spans = ids.chunk_by(|one, other| other - one == 1).map(|span| match span {
        [one] => format!("#{one}"),
        [first, .., last] => format!("#{first} – #{last}"),
        [] => String::new(),
    });
    say!(AlteredRows { table: name(table), rows: Arg::List(spans.map(Arg::from).collect()) }).into()
}

/// What a table is called.
fn name(table: &str) -> Arg {
    lists::table(table).map_or_else(|| Arg::from(table), Arg::from)
}

fn row(ctx: &Ctx, code: &str, name: Value, meaning: &Arg, detail: &Arg) -> Row {
    vec![code.into(), name, meaning.say(ctx.lang).into(), detail.say(ctx.lang).into()]
}

fn of_file(ctx: &Ctx, code: &str, meaning: &Text, details: &[Arg]) -> Vec<Row> {
    let meaning = Arg::from(meaning.clone());
    details.iter().map(|detail| row(ctx, code, Value::Null, &meaning, detail)).collect()
}

/// Lists what was found and fails with `Findings`.
pub(super) fn tell(ctx: &Ctx, found: Found) -> Result<()> {
    let count = found.rows.len();
    ctx.list(Column::list(&["code", "subject", "meaning", "detail"]), ctx.paper(&say!(CheckTitle)), |listing| {
        found.rows.into_iter().try_for_each(|row| listing.push(row))
    })?;
    Err(Error::new(Kind::Findings, say!(CheckFound { count })).hint(found.hint))
}
