//! A file of any released version opens as one of today: with the schema of a new file, and with all that was in it.
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::time::Duration;

use dangwu::db::{Db, check};
use rusqlite::Connection;

/// What a file is made of, white space aside.
fn schema(conn: &Connection) -> Vec<String> {
    let mut query = conn.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name").unwrap();
    let normal = |sql: String| sql.split_whitespace().collect::<Vec<_>>().join(" ");
    query.query_map([], |row| row.get(0).map(normal)).unwrap().map(std::result::Result::unwrap).collect()
}

#[test]
fn every_released_version_becomes_todays() {
    let today = schema(Db::memory().unwrap().conn());
    let released = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas");
    for file in std::fs::read_dir(released).unwrap() {
        let sql = file.unwrap().path();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        Connection::open(&path).unwrap().execute_batch(&std::fs::read_to_string(&sql).unwrap()).unwrap();
        let db = Db::open(&path, Duration::ZERO).unwrap();
        assert_eq!(schema(db.conn()), today, "{}", sql.display());
        assert_eq!(check::all(db.conn()).unwrap(), [], "{}", sql.display());
        let names: String = db.conn().query_row("SELECT name FROM person", [], |row| row.get(0)).unwrap();
        assert_eq!(names, "张三");
        let version = sql.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(
            folder.path().join(format!("old.db.{version}.bak")).is_file(),
            "a copy of the old file stands beside it"
        );
    }
}
