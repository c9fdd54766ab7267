//! Orgs as rows that go back in with `org import`.

use std::collections::HashMap;

use rusqlite::types::Value as Stored;
use rusqlite::{Row, named_params};

use super::import::KEYS;
use super::{Formation, FormationReason, OrgId, OrgKind, Status, list};
use crate::assumed::Resting;
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::output::{self, Column, Frame, Kept, Listing, Value};

/// The columns of an export.
pub(super) fn columns() -> Vec<Column> {
    Column::of("org_file", &KEYS)
}

/// Hands over all orgs, planned and dissolved too, parents before the orgs under them where codes allow.
pub(super) fn export(db: &Db, listing: &mut Listing) -> Result<()> {
    let mut query = db.conn().prepare(include_str!("export.sql"))?;
    let mut rows = query.query(named_params! {":only": None::<OrgId>})?;
    while let Some(row) = rows.next()? {
        if listing.is_full() {
            break;
        }
        listing.push(export_row(row)?)?;
    }
    Ok(())
}

/// The orgs of the day the database stands at, this one or one and those below it, with all that an export and a list tell of them.
pub(crate) fn kept(db: &Db, (only, under): (Option<OrgId>, Option<OrgId>), resting: &mut Resting) -> Result<Kept> {
    let filter = list::Filter { only, under, ..list::Filter::default() };
    let on_day = Listing::keep(list::columns(), Frame::default(), |listing| list::list(db, &filter, listing, resting))?;
    let whole = Listing::keep(columns(), Frame::default(), |listing| export(db, listing))?;
    // A list counts the units that an export names.
    Ok(on_day.without("units").with(&whole, "code"))
}

fn export_row(row: &Row<'_>) -> Result<output::Row> {
    KEYS.iter()
        .map(|key| {
            Ok(match *key {
                "kind" => row.get::<_, Option<OrgKind>>("kind")?.map(OrgKind::entry).into(),
                "formation" => row.get::<_, Option<Formation>>("formation")?.map(Formation::entry).into(),
                "formation_reason" => {
                    row.get::<_, Option<FormationReason>>("formation_reason")?.map(FormationReason::entry).into()
                }
                "in_step" => row.get::<_, Option<bool>>("in_step")?.into(),
                "status" => Value::Code(row.get::<_, Status>("status")?.entry()),
                _ => row.get::<_, Option<String>>(*key)?.into(),
            })
        })
        .collect()
}

/// One org, as it would be exported.
pub(super) fn row(tx: &Tx<'_>, id: OrgId) -> Result<output::Row> {
    let mut query = tx.prepare_cached(include_str!("export.sql"))?;
    query.query_and_then(named_params! {":only": id}, export_row)?.next().expect("the org is on record")
}

/// The texts on record of one org, by key of an export.
pub(super) fn stored(tx: &Tx<'_>, id: OrgId) -> Result<HashMap<&'static str, String>> {
    let mut query = tx.prepare_cached(include_str!("export.sql"))?;
    let texts = query.query_row(named_params! {":only": id}, |row| {
        let mut texts = HashMap::new();
        for key in KEYS {
            match row.get(key)? {
                Stored::Text(text) => texts.insert(key, text),
                Stored::Integer(flag) => texts.insert(key, flag.to_string()),
                _ => None,
            };
        }
        Ok(texts)
    })?;
    Ok(texts)
}
