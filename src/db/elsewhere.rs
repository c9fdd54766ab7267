//! Asking elsewhere: the rows of a report come from another engine, which has the records of more than one file. The
//! question is put together and proved here, on a database that has the same tables; what is asked there is its text with all values in it.

use std::fmt::Debug;

use rusqlite::types::Value;
use rusqlite::{Connection, Statement, ToSql, params_from_iter};

use super::Db;
use crate::error::Result;

/// An engine that is asked in place of SQLite.
pub(crate) trait Engine: Debug {
    /// The rows of a statement of `conn`, handed over in their order, each with as many values as the statement has columns.
    fn rows(
        &self,
        conn: &Connection,
        statement: &Statement<'_>,
        take: &mut dyn FnMut(Vec<Value>) -> Result<()>,
    ) -> Result<()>;

    /// Rows of a table by their ids, which are put into `conn`: what is told of them there is looked up.
    fn bring(&self, conn: &Connection, table: &str, ids: &[i64]) -> Result<()>;
}

/// What was answered elsewhere, as rows of a table `answer` of its own.
pub(crate) struct Answer(Connection);

impl Answer {
    /// A query of the rows, in their order.
    pub(crate) fn prepare(&self) -> Result<Statement<'_>> {
        Ok(self.0.prepare("SELECT * FROM answer ORDER BY rowid")?)
    }
}

impl Db {
    /// Has its reports asked elsewhere from now on.
    pub(crate) fn ask_elsewhere(&mut self, engine: Box<dyn Engine>) {
        self.engine = Some(engine);
    }

    /// Whether they are.
    pub(crate) fn is_asked_elsewhere(&self) -> bool {
        self.engine.is_some()
    }

    /// What a statement with all its values bound gives elsewhere; nothing, if it is to be asked here.
    pub(crate) fn answer(&self, statement: &Statement<'_>) -> Result<Option<Answer>> {
        let Some(engine) = &self.engine else { return Ok(None) };
        let conn = Connection::open_in_memory()?;
        let mut seen = std::collections::BTreeSet::new();
        let names: Vec<String> = statement
            .column_names()
            .into_iter()
            .enumerate()
            .map(|(at, name)| match seen.insert(name.to_lowercase()) {
                true => format!("\"{}\"", name.replace('"', "\"\"")),
                false => format!("column_{at}"),
            })
            .collect();
        conn.execute_batch(&format!("CREATE TABLE answer ({}); BEGIN", names.join(", ")))?;
        {
            let places = vec!["?"; names.len()].join(", ");
            let mut insert = conn.prepare(&format!("INSERT INTO answer VALUES ({places})"))?;
            engine.rows(&self.conn, statement, &mut |row| {
                insert.execute(params_from_iter(row.iter().map(|value| value as &dyn ToSql)))?;
                Ok(())
            })?;
        }
        conn.execute_batch("COMMIT")?;
        Ok(Some(Answer(conn)))
    }

    /// Brings rows here that are to be told of, where the rest is elsewhere.
    pub(crate) fn bring(&self, table: &str, ids: impl Iterator<Item = i64>) -> Result<()> {
        let Some(engine) = &self.engine else { return Ok(()) };
        let mut ids: Vec<i64> = ids.collect();
        ids.sort_unstable();
        ids.dedup();
        engine.bring(&self.conn, table, &ids)
    }
}
