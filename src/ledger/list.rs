//! Entries as a user sees them: the list, one entry, the export.

use rusqlite::types::Value as Stored;
use rusqlite::{Row, params_from_iter};

use super::kinds::worked_out;
use super::{Field, Holds, Kind, Life, lines, value, views, write};
use crate::date::PartialDate;
use crate::db::Db;
use crate::error::Result;
use crate::member::PersonId;
use crate::org::unit::UnitId;
use crate::org::{OrgId, list::scope_of};
use crate::output::{self, Column, Listing, Value};

/// Which entries.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    /// This one alone.
    pub(super) id: Option<i64>,
    /// Of this org, or of those on its roll that day.
    pub(super) org: Option<OrgId>,
    /// The same with all orgs below it.
    pub(super) under: Option<OrgId>,
    /// Of this person.
    pub(super) person: Option<PersonId>,
    /// Of this unit.
    pub(super) unit: Option<UnitId>,
    /// On or after the first day of this.
    pub(super) from: Option<PartialDate>,
    /// On or before the last day of this.
    pub(super) to: Option<PartialDate>,
    /// That say this, by column.
    pub(super) codes: Vec<(&'static str, &'static str)>,
    /// Those that had ended, too.
    pub(super) all: bool,
    /// Only what was due before the day and not settled by then.
    pub(super) overdue: bool,
}

/// The columns of a list: the number, the fields, what is worked out of them; who is meant by name is told by number, too.
pub(super) fn columns(kind: &Kind) -> Vec<Column> {
    let mut columns = Column::of("ledger", &["id"]);
    columns.extend(export_columns(kind));
    columns.extend(worked_out(kind).iter().flat_map(|(key, _)| Column::of(kind.table, &[key])));
    columns
}

/// The columns of an export: in another file the numbers of the entries would be others.
pub(super) fn export_columns(kind: &Kind) -> Vec<Column> {
    let of = |field: &Field| {
        let number = (field.holds == Holds::Person).then(|| number_column(kind, field));
        number.into_iter().chain([column(kind, field)])
    };
    kind.all_fields().flat_map(of).collect()
}

/// The column with the number of a person; of a second one it says whose.
fn number_column(kind: &Kind, field: &Field) -> Column {
    if field.is_subject {
        return Column::new("no");
    }
    let key = format!("{}_no", field.key);
    Column::of(kind.labelled(&key), &[&key]).remove(0)
}

/// The column of a field.
pub(super) fn column(kind: &Kind, field: &Field) -> Column {
    Column::of(kind.labelled(field.key), &[field.key]).remove(0)
}

/// What is asked of a table for each field, on the day `as_of`.
pub(super) fn asked(kind: &Kind, field: &Field) -> String {
    let named = |table: &str, owner: &str| {
        // That of the day; of what has gone, or is to come, the last. An older SQLite, such as that of a sealed file, knows no column
        // of a query around in the order of one within.
        let name = format!("SELECT name FROM {table} WHERE {owner} = entry.{}", field.column());
        format!(
            "coalesce(({name} AND since_day <= as_of AND until_day > as_of ORDER BY since_day DESC LIMIT 1),
                      ({name} ORDER BY since_day DESC LIMIT 1))"
        )
    };
    match field.holds {
        Holds::Org => named("org_name", "org_id"),
        Holds::Unit => named("unit_state", "unit_id"),
        Holds::Person => {
            let column = field.column();
            format!("entry.{column}, (SELECT name FROM person WHERE person.id = entry.{column})")
        }
        _ if field.is_of_end => format!("iif(entry.until_day <= as_of, entry.{}, NULL)", field.column()),
        // What came later was not known on the day; a term was laid down beforehand.
        _ if field.key == "until" && kind.life == Life::State => {
            "iif(entry.until_day <= as_of, entry.until, NULL)".to_owned()
        }
        _ if matches!(field.key, "settled" | "how") && kind.life == Life::Item => {
            format!("iif(entry.settled_day <= as_of, entry.{}, NULL)", field.key)
        }
        Holds::Lines(_) => lines::asked(kind, "entry", "entry.settled_day <= as_of"),
        _ => format!("entry.{}", field.column()),
    }
}

/// That an entry is one of the orgs in `scope`: their own, of those on their rolls, or of the units that they cover.
fn in_scope(kind: &Kind) -> Option<String> {
    let of = |holds: Holds, ids: &str| {
        let subjects = kind.subjects().filter(|subject| subject.holds == holds);
        let each = subjects.map(|subject| format!("entry.{} IN (SELECT {ids})", subject.column()));
        let any = each.collect::<Vec<_>>().join(" OR ");
        (!any.is_empty()).then(|| format!("({any})"))
    };
    of(Holds::Org, "org_id FROM scope")
        .or_else(|| of(Holds::Person, "person_id FROM roll_at WHERE org_id IN (SELECT org_id FROM scope)"))
        .or_else(|| of(Holds::Unit, "unit_id FROM cover_at WHERE org_id IN (SELECT org_id FROM scope)"))
}

/// The conditions of a filter, with what is bound to them.
fn conditions(kind: &Kind, filter: &Filter) -> (Vec<String>, Vec<Stored>) {
    let (mut wheres, mut bound) = (vec!["clock.id = 1".to_owned()], Vec::<Stored>::new());
    let mut ask = |sql: &str, value: Stored| {
        bound.push(value);
        wheres.push(sql.replace('?', &format!("?{}", bound.len())));
    };
    let day = format!("entry.{}", kind.first_day());
    let lasts = match kind.life {
        // The day of the end is the first without it.
        Life::State | Life::Term => "entry.until_day >".to_owned(),
        Life::Item => "entry.settled_day >=".to_owned(),
        Life::Event | Life::Year => format!("{day} >="),
    };
    if let Some(id) = filter.id {
        ask("entry.id = ?", id.into());
    }
    for (holds, id) in
        [(Holds::Person, filter.person.map(|person| person.0)), (Holds::Unit, filter.unit.map(|unit| unit.0))]
    {
        let named = kind.fields.iter().filter(|field| field.holds == holds);
        let columns: Vec<String> = named.map(|field| format!("entry.{}", field.column())).collect();
        if let Some(id) = id.filter(|_| !columns.is_empty()) {
            ask(&format!("? IN ({})", columns.join(", ")), id.into());
        }
    }
    if let Some(from) = &filter.from {
        ask(&format!("{lasts} ?"), from.first_day().to_string().into());
    }
    if let Some(to) = &filter.to {
        ask(&format!("{day} <= ?"), to.last_day().to_string().into());
    }
    for (column, code) in &filter.codes {
        ask(&format!("instr(',' || entry.{column} || ',', ',' || ? || ',') > 0"), (*code).to_owned().into());
    }
    if filter.org.is_some() || filter.under.is_some() {
        wheres.extend(in_scope(kind));
    }
    wheres.push(if filter.all { format!("{day} <= as_of") } else { views::holds(kind) });
    if kind.life == Life::Item && !filter.all {
        wheres.push("entry.settled_day > as_of".to_owned());
    }
    if filter.overdue {
        wheres.push("entry.settled_day > as_of AND entry.due_day < as_of".to_owned());
    }
    (wheres, bound)
}

/// Hands over entries as they stood on the day the database stands at, in the order of their days; without their numbers
/// for an export.
pub(super) fn list(db: &Db, kind: &Kind, filter: &Filter, with_id: bool, listing: &mut Listing) -> Result<()> {
    scope_of(db.conn(), filter.org, filter.under)?;
    each(db, kind, filter, |row| {
        listing.push(entry(kind, row, with_id)?)?;
        Ok(!listing.is_full())
    })
}

/// One entry. Fails with `NotFound`; one that had not come to pass by the day is none.
pub(super) fn one(db: &Db, kind: &Kind, id: i64) -> Result<output::Row> {
    let mut found = None;
    each(db, kind, &Filter { id: Some(id), all: true, ..Filter::default() }, |row| {
        found = Some(entry(kind, row, true)?);
        Ok(false)
    })?;
    found.ok_or_else(|| write::unknown(kind, id))
}

/// Does something with each row, as long as more are wanted.
pub(super) fn each(
    db: &Db,
    kind: &Kind,
    filter: &Filter,
    mut take: impl FnMut(&Row<'_>) -> Result<bool>,
) -> Result<()> {
    let (wheres, bound) = conditions(kind, filter);
    let mut fields: Vec<String> = kind.all_fields().map(|field| asked(kind, field)).collect();
    fields.extend(worked_out(kind).iter().map(|(key, sql)| format!("{sql} AS worked_out_{key}")));
    let sql = format!(
        "SELECT entry.id, {} FROM clock CROSS JOIN {} AS entry WHERE {} ORDER BY entry.{}, entry.id",
        fields.join(", "),
        kind.table,
        wheres.join(" AND "),
        kind.first_day()
    );
    let mut query = db.conn().prepare(&sql)?;
    let mut rows = query.query(params_from_iter(bound))?;
    while let Some(row) = rows.next()? {
        if !take(row)? {
            break;
        }
    }
    Ok(())
}

fn entry(kind: &Kind, row: &Row<'_>, with_id: bool) -> Result<output::Row> {
    let mut values: output::Row = if with_id { vec![row.get::<_, i64>(0)?.into()] } else { Vec::new() };
    for (_, number, value) in read(kind, row, 1)? {
        values.extend(number);
        values.push(value);
    }
    for (key, _) in worked_out(kind).iter().filter(|_| with_id) {
        values.push(row.get::<_, Option<String>>(format!("worked_out_{key}").as_str())?.into());
    }
    Ok(values)
}

/// What stands in a row that was [`asked`] for, from a column on: each field, and before the name of a person the number.
pub(super) fn read<'k>(
    kind: &'k Kind,
    row: &Row<'_>,
    mut at: usize,
) -> rusqlite::Result<Vec<(&'k Field, Option<Value>, Value)>> {
    let mut next = || {
        at += 1;
        row.get::<_, Stored>(at - 1)
    };
    let mut read = Vec::new();
    for field in kind.all_fields() {
        let number = match field.holds {
            Holds::Person => Some(match next()? {
                Stored::Integer(number) => number.into(),
                _ => Value::Null,
            }),
            _ => None,
        };
        read.push((field, number, value::shown(field, next()?)));
    }
    Ok(read)
}
