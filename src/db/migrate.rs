//! From an older schema to today's: numbered steps that are never edited once released. A new file starts from
//! `schema.sql`; a test holds both ways to the same result.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::db::copy::{more, unused};
use crate::db::sums;
use crate::db::texts;
use crate::error::{Error, Kind, foreign};
use crate::i18n::say;
use crate::sqlite::beside;

/// Step n brings version n - 1 to version n.
const STEPS: &[M<'_>] = &[
    M::up(include_str!("migrations/0001_first.sql")),
    M::up(include_str!("migrations/0002_transfers.sql")),
    M::up(include_str!("migrations/0003_activists.sql")),
    M::up(include_str!("migrations/0004_meetings.sql")),
    M::up(include_str!("migrations/0005_short_stays.sql")),
    M::up(include_str!("migrations/0006_ledgers.sql")),
    M::up(include_str!("migrations/0007_more_ledgers.sql")),
    M::up(include_str!("migrations/0008_items.sql")),
    M::up(include_str!("migrations/0009_hardship_opinions.sql")),
    M::up(include_str!("migrations/0010_elections.sql")),
    M::up(include_str!("migrations/0011_holidays.sql")),
    M::up(include_str!("migrations/0012_dues.sql")),
    M::up(include_str!("migrations/0013_plans.sql")),
    M::up(include_str!("migrations/0014_guidance.sql")),
    M::up(include_str!("migrations/0015_votes.sql")),
    M::up(include_str!("migrations/0016_frozen.sql")),
    M::up(include_str!("migrations/0017_office.sql")),
    M::up(include_str!("migrations/0018_people.sql")),
    M::up(include_str!("migrations/0019_restorations.sql")),
    M::up(include_str!("migrations/0020_indexes.sql")),
    M::up(include_str!("migrations/0021_sums.sql")),
    M::up(include_str!("migrations/0022_bundles.sql")),
    M::up(include_str!("migrations/0023_settings.sql")),
];

/// The version of `schema.sql`, kept in `user_version`.
#[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "a handful of steps")]
pub(crate) const VERSION: i32 = STEPS.len() as i32;

/// Brings an older file up to date, after a copy beside it (`NAME.v1.bak`).
pub(super) fn bring_up_to_date(conn: &mut Connection, path: &Path) -> anyhow::Result<()> {
    let version: i32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == VERSION {
        return Ok(());
    }
    super::save_copy(conn, &unused(|number| copy_name(path, version, number)))?;
    upgrade(conn)
}

/// Brings an older file up to date that is itself a copy.
pub(super) fn upgrade(conn: &mut Connection) -> anyhow::Result<()> {
    let version: i32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Migrations::from_slice(STEPS).to_latest(conn).map_err(|error| {
        let failed = Error::new(Kind::Database, say!(DbFailed { reason: foreign(&error) })).hint(say!(DbDamagedHint));
        failed.while_doing(say!(UpgradingDatabase { from: version, to: VERSION }))
    })?;
    // A copy is brought up to date before it is opened for work.
    sums::register(conn)?;
    Ok(sums::stamp_missing(conn)?)
}

/// Makes the schema of a version in an empty file.
pub(super) fn up_to(conn: &mut Connection, version: usize) -> anyhow::Result<()> {
    Ok(Migrations::from_slice(STEPS).to_version(conn, version)?)
}

/// `NAME.v1.bak`, with a number from the second of a version on: a backup of it was gone back to before.
fn copy_name(path: &Path, version: i32, number: u32) -> PathBuf {
    beside(path, &format!(".v{version}{}.bak", more(number)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::SCHEMA;

    fn schema_of(conn: &Connection) -> Vec<String> {
        let mut query =
            conn.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name").unwrap();
        let normal = |sql: String| sql.split_whitespace().collect::<Vec<_>>().join(" ");
        query.query_map([], |row| row.get(0).map(normal)).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn migrated_equals_fresh() {
        let mut migrated = Connection::open_in_memory().unwrap();
        Migrations::from_slice(STEPS).to_latest(&mut migrated).unwrap();
        let fresh = Connection::open_in_memory().unwrap();
        fresh.execute_batch(SCHEMA).unwrap();
        assert_eq!(schema_of(&migrated), schema_of(&fresh));
    }

    #[test]
    fn an_older_file_is_copied_before_it_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let mut conn = Connection::open(&path).unwrap();
        bring_up_to_date(&mut conn, &path).unwrap();
        assert!(copy_name(&path, 0, 1).is_file());
        // A backup of that version was put in its place again.
        drop(conn);
        std::fs::write(&path, "").unwrap();
        let mut conn = Connection::open(&path).unwrap();
        bring_up_to_date(&mut conn, &path).unwrap();
        assert!(copy_name(&path, 0, 2).is_file());
        let version: i32 = conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(version, VERSION);
    }
}
