//! All that is on record of dues, in one list: it goes out and comes back under the same columns.

use rusqlite::{Connection, Row, named_params};

use super::{Entry, Income, Way};
use crate::date::Months;
use crate::db::{Db, Tx};
use crate::dues::texts;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::PersonId;
use crate::money::Money;
use crate::org::OrgId;
use crate::org::list::scope_of;
use crate::output::{self, Column, Listing, Value};

/// The keys of a list.
const KEYS: [&str; 19] = [
    "entry",
    "id",
    "no",
    "name",
    "org",
    "income",
    "base",
    "from",
    "to",
    "amount",
    "date",
    "way",
    "collector",
    "receipt_no",
    "reason",
    "approved_by",
    "document",
    "handed_to",
    "remark",
];

/// The columns of a list; on a screen those that only some kinds of record have stand back.
pub(super) fn columns() -> Vec<Column> {
    Column::brief(Column::of("dues", &KEYS), &["way", "collector", "approved_by", "document", "handed_to", "remark"])
}

/// The columns of an export: a number of ours means nothing elsewhere.
pub(super) fn export_columns() -> Vec<Column> {
    Column::of("dues", &KEYS).into_iter().filter(|column| column.key != "id").collect()
}

/// Which records to list.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Filter {
    /// Only of this kind.
    pub(super) entry: Option<Entry>,
    /// Only of this person.
    pub(super) person: Option<PersonId>,
    /// Only of this org.
    pub(super) org: Option<OrgId>,
    /// Only of this org and those below it.
    pub(super) under: Option<OrgId>,
    /// Only of these months.
    pub(super) months: Option<Months>,
}

impl Filter {
    /// Whether nobody in particular is asked for.
    pub(super) fn is_of_all(&self) -> bool {
        self.person.is_none() && self.org.is_none() && self.under.is_none()
    }
}

/// Hands over what is on record by the day the database stands at: rates, waivers, payments, what was handed up.
pub(super) fn list(db: &Db, filter: &Filter, listing: &mut Listing) -> Result<()> {
    each(db, filter, listing, list_row)
}

/// The same for an export.
pub(super) fn export(db: &Db, listing: &mut Listing) -> Result<()> {
    each(db, &Filter::default(), listing, |row| {
        let mut cells = list_row(row)?;
        cells.remove(1);
        Ok(cells)
    })
}

fn each(
    db: &Db,
    filter: &Filter,
    listing: &mut Listing,
    cells: impl Fn(&Row<'_>) -> rusqlite::Result<output::Row>,
) -> Result<()> {
    scope_of(db.conn(), filter.org, filter.under)?;
    let everywhere = filter.org.is_none() && filter.under.is_none();
    let mut query = db.conn().prepare(include_str!("list.sql"))?;
    let mut rows = query.query(named_params! {
        ":entry": filter.entry, ":person": filter.person, ":everywhere": everywhere,
        ":from": filter.months.map(|months| months.from), ":to": filter.months.map(|months| months.to),
    })?;
    while let Some(row) = rows.next()? {
        if listing.is_full() {
            break;
        }
        listing.push(cells(row)?)?;
    }
    Ok(())
}

fn list_row(row: &Row<'_>) -> rusqlite::Result<output::Row> {
    let text = |column: &str| row.get::<_, Option<String>>(column).map(Value::from);
    let money = |column: &str| row.get::<_, Option<Money>>(column).map(|money| money.map_or(Value::Null, yuan));
    Ok(vec![
        row.get::<_, Entry>("entry")?.entry().into(),
        Value::Int(row.get("id")?),
        row.get::<_, Option<i64>>("person_id")?.into(),
        text("name")?,
        text("org")?,
        row.get::<_, Option<Income>>("income")?.map(Income::entry).into(),
        money("base")?,
        text("since")?,
        text("until")?,
        money("amount")?,
        text("date")?,
        row.get::<_, Option<Way>>("way")?.map(Way::entry).into(),
        text("collector")?,
        text("receipt_no")?,
        text("reason")?,
        text("approved_by")?,
        text("document")?,
        text("handed_to")?,
        text("remark")?,
    ])
}

/// Money as a number of yuan, with its hundredths.
pub(super) fn yuan(money: Money) -> Value {
    Value::Decimal(money.yuan().parse().unwrap_or_default())
}

/// Whose a record is: the name of the person, or of the org that handed up. Refuses a number that is none.
pub(super) fn whose(conn: &Connection, entry: Entry, id: i64) -> Result<String> {
    let sql = match entry {
        Entry::HandedUp => "SELECT max(org_name.name) FROM dues_handed_up
             JOIN org_name ON org_name.org_id = dues_handed_up.org_id AND org_name.until IS NULL
             WHERE dues_handed_up.id = ?1"
            .to_owned(),
        _ => {
            let table = entry.table();
            format!("SELECT max(person.name) FROM {table} JOIN person ON person.id = person_id WHERE {table}.id = ?1")
        }
    };
    let name: Option<String> = conn.query_row(&sql, [id], |row| row.get(0))?;
    name.ok_or_else(|| Error::refused(say!(NoSuchEntry { entry, id })).hint(say!(NoSuchEntryHint)))
}

/// Takes a record out again, which was entered by mistake. Returns whose it was.
pub(super) fn remove(tx: &Tx<'_>, entry: Entry, id: i64) -> Result<String> {
    let name = whose(tx, entry, id)?;
    tx.execute(&format!("DELETE FROM {} WHERE id = ?1", entry.table()), [id])?;
    Ok(name)
}
