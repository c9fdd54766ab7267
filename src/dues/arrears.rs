//! Who is in arrears.

use rusqlite::named_params;

use super::list::{Filter, yuan};
use crate::db::Db;
use crate::error::Result;
use crate::org::list::scope_of;
use crate::output::{Column, Listing, Value};

/// The columns of the list.
pub(super) fn columns() -> Vec<Column> {
    Column::of("dues", &["no", "name", "org", "months", "from", "to", "lacking"])
}

/// Hands over who is in arrears on the day the database stands at, a line for each.
pub(super) fn list(db: &Db, filter: &Filter, listing: &mut Listing) -> Result<()> {
    scope_of(db.conn(), filter.org, filter.under)?;
    let everywhere = filter.org.is_none() && filter.under.is_none();
    let mut query = db.prepare_at(include_str!("arrears.sql"))?;
    let mut rows = query.query(named_params! {":everywhere": everywhere, ":person": filter.person})?;
    while let Some(row) = rows.next()? {
        if listing.is_full() {
            break;
        }
        let text = |column: &str| row.get::<_, Option<String>>(column).map(Value::from);
        listing.push(vec![
            Value::Int(row.get("person_id")?),
            text("name")?,
            text("org")?,
            Value::Int(row.get("months")?),
            text("first_month")?,
            text("last_month")?,
            yuan(row.get("amount")?),
        ])?;
    }
    Ok(())
}
