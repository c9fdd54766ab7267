//! Posts as a user sees them.

use rusqlite::{Row, named_params};

use super::{Came, Post};
use crate::db::Db;
use crate::error::Result;
use crate::org::{OrgId, list::scope_of};
use crate::output::{self, Column, Listing, Value};

/// The columns of a list.
pub(super) fn columns() -> Vec<Column> {
    Column::of("post", &["org", "person", "post", "how", "full_time", "also", "since", "until"])
}

/// Which posts to list.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Filter {
    /// Only of this org.
    pub(super) org: Option<OrgId>,
    /// Only of this org and those below it.
    pub(super) under: Option<OrgId>,
    /// Those that had ended by the day, too.
    pub(super) all: bool,
}

/// Hands over the posts held on the day the database stands at, org by org, the secretary first.
pub(super) fn list(db: &Db, filter: Filter, listing: &mut Listing) -> Result<()> {
    scope_of(db.conn(), filter.org, filter.under)?;
    let everywhere = filter.org.is_none() && filter.under.is_none();
    let mut query = db.conn().prepare(include_str!("list.sql"))?;
    let mut rows = query.query(named_params! {":everywhere": everywhere, ":all": filter.all})?;
    while let Some(row) = rows.next()? {
        if listing.is_full() {
            break;
        }
        listing.push(list_row(row)?)?;
    }
    Ok(())
}

fn list_row(row: &Row<'_>) -> Result<output::Row> {
    let text = |column: &str| row.get::<_, Option<String>>(column).map(Value::from);
    Ok(vec![
        text("org")?,
        text("person")?,
        row.get::<_, Post>("post")?.entry().into(),
        row.get::<_, Option<Came>>("how")?.map(Came::entry).into(),
        row.get::<_, bool>("full_time")?.into(),
        text("also")?,
        text("since")?,
        text("until")?,
    ])
}
