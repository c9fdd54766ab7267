//! Lakes 数据湖: the records of many offices in one folder of Parquet files, so that a report is asked of all of them at once, by an engine that
//! is made for that.
//!
//! A folder for each table, a file for each batch of offices that were added together. Rows stand there as in the records, with every id
//! shifted by the number of the office, so that those of two never meet, and the codes of orgs with that number before them. Personal
//! numbers are masked, unless the lake was made with them in full. What is current the `manifest` tells. A lake is no
//! original: it can be made anew from the databases at any time.

mod add;
pub mod cli;
mod dialect;
mod engine;
mod gather;
mod look;
mod manifest;
mod source;
mod table;
pub(crate) mod texts;

use std::path::Path;

use crate::db::Db;
use crate::error::Result;
use engine::Program;
use manifest::Manifest;
pub(crate) use manifest::SHIFT;

/// The engine that is no other: the records are gathered in a file of our own.
const SQLITE: &str = "sqlite";

/// A lake, opened to be asked as a database is: by `sqlite`, by `duckdb` (also if none is told), or by a command that reads SQL and
/// writes a JSON object for each row.
pub(crate) fn open(lake: &Path, engine: Option<&str>) -> Result<Db> {
    let manifest = Manifest::of(lake)?;
    if engine == Some(SQLITE) {
        return gather::gather(lake, &manifest, |_| true);
    }
    let mut db = gather::gather(lake, &manifest, |table| gather::NAMED.contains(&table))?;
    db.ask_elsewhere(Box::new(Program::find(engine, lake, manifest)?));
    Ok(db)
}
