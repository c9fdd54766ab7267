//! `dangwu db`: the upkeep of the file that holds all records, its log and the way back. What a database is stands in
//! [`crate::db`]; here are the verbs.

mod access;
mod backup;
mod check;
pub mod cli;
mod file;
mod holidays;
mod log;
mod place;
mod restore;
mod salvage;
#[cfg(feature = "sealed")]
mod seal;
mod since;
pub(crate) mod texts;
#[cfg(feature = "sealed")]
mod travel;
mod verify;
