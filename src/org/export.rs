//! Orgs as rows that go back in with `org import`.

use std::collections::HashMap;

use rusqlite::types::Value as Stored;
use rusqlite::{Row, named_params};

use super::import::KEYS;
use super::{Formation, FormationReason, OrgId, OrgKind, Status};
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::output::{self, Column, Listing, Value};

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
