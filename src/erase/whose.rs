//! Somebody as they stand in one file: under which numbers, known by what, with which rows of their own, and which rows concern them
//! beside these. What the journal keeps of rows that are gone counts as well.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use serde_json::Value;

use super::columns;
use super::secrets::Secrets;
use crate::db::journal::Image;
use crate::error::Result;
use crate::text;

/// Tables that much hangs on: that two rows refer to the same row of them makes neither of them concern the other.
const HUBS: [&str; 5] = ["person", "org", "unit", "operation", "frozen"];

/// How near a row is to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Concern {
    /// It is theirs, refers to them, or is part of what does: a meeting they were at, with its minutes.
    Theirs,
    /// It is of an org or unit that they were with.
    Home,
    /// It has nothing to do with them, as far as the records tell.
    Elsewhere,
}

/// Somebody, in one file.
#[derive(Debug, Default)]
pub(super) struct Whose {
    /// Their number, and those of records that were merged into theirs.
    pub(super) ids: BTreeSet<i64>,
    /// Their own rows, by table.
    pub(super) own: BTreeMap<String, BTreeSet<i64>>,
    /// What they are known by.
    pub(super) secrets: Secrets,
    /// What rows refer to, by table: the column, and the table it leads to.
    references: BTreeMap<String, Vec<(String, String)>>,
    /// Rows that concern them, hubs aside.
    near: BTreeSet<(String, i64)>,
    /// Orgs and units that those are of.
    homes: BTreeSet<(String, i64)>,
}

/// Numbers as one parameter, for `json_each`.
pub(super) fn list(ids: &BTreeSet<i64>) -> String {
    serde_json::to_string(ids).expect("numbers are JSON")
}

/// The numbers that a query gives back.
pub(super) fn numbers<P: rusqlite::Params>(conn: &Connection, sql: &str, params: P) -> Result<BTreeSet<i64>> {
    let mut query = conn.prepare_cached(sql)?;
    Ok(query.query_map(params, |row| row.get(0))?.collect::<Result<_, _>>()?)
}

impl Whose {
    /// Looks for everything of somebody.
    pub(super) fn find(conn: &Connection, person: i64) -> Result<Self> {
        let mut whose = Self { references: references(conn)?, ..Self::default() };
        whose.ids = merged(conn, person)?;
        whose.find_own(conn)?;
        whose.find_secrets(conn)?;
        whose.find_near(conn)?;
        Ok(whose)
    }

    /// Their own rows: those that refer to them by a column that says whose a row is, and what is part of such rows.
    fn find_own(&mut self, conn: &Connection) -> Result<()> {
        self.own.insert("person".into(), self.ids.clone());
        loop {
            let before: usize = self.own.values().map(BTreeSet::len).sum();
            for (table, declared) in columns::tables() {
                for column in declared.of.iter().filter(|column| *column != "id") {
                    let found = self.referring(conn, table, column)?;
                    self.own.entry(table.to_owned()).or_default().extend(found);
                }
            }
            if self.own.values().map(BTreeSet::len).sum::<usize>() == before {
                return Ok(());
            }
        }
    }

    /// The rows of a table that refer to a row of theirs by this column, now or in the journal.
    fn referring(&self, conn: &Connection, table: &str, column: &str) -> Result<BTreeSet<i64>> {
        let to = self.target(table, column).and_then(|to| self.own.get(to));
        let Some(to) = to.filter(|rows| !rows.is_empty()) else { return Ok(BTreeSet::new()) };
        let sql = format!(
            "SELECT id FROM {table} WHERE {column} IN (SELECT value FROM json_each(?1))
             UNION
             SELECT row_id FROM change
             WHERE tbl = '{table}' AND (before ->> '$.{column}' IN (SELECT value FROM json_each(?1))
                                        OR after ->> '$.{column}' IN (SELECT value FROM json_each(?1)))"
        );
        numbers(conn, &sql, [list(to)])
    }

    fn target(&self, table: &str, column: &str) -> Option<&str> {
        self.references.get(table)?.iter().find(|(from, _)| from == column).map(|(_, to)| to.as_str())
    }

    /// What their own rows say and said of them.
    fn find_secrets(&mut self, conn: &Connection) -> Result<()> {
        for (table, declared) in columns::tables().filter(|(_, declared)| !declared.gone.is_empty()) {
            let Some(own) = self.own.get(table).filter(|own| !own.is_empty()) else { continue };
            let fields: String = declared.gone.iter().map(|column| format!(", '{column}', {column}")).collect();
            let sql = format!(
                "SELECT json_object('id', id{fields}) FROM {table} WHERE id IN (SELECT value FROM json_each(?1))
                 UNION ALL
                 SELECT before FROM change WHERE tbl = '{table}' AND row_id IN (SELECT value FROM json_each(?1)) AND before IS NOT NULL
                 UNION ALL
                 SELECT after FROM change WHERE tbl = '{table}' AND row_id IN (SELECT value FROM json_each(?1)) AND after IS NOT NULL"
            );
            let mut query = conn.prepare(&sql)?;
            let images = query.query_map([list(own)], |row| row.get::<_, String>(0))?;
            for image in images.collect::<Result<Vec<_>, _>>()? {
                let image: Image = serde_json::from_str(&image).unwrap_or_default();
                for (column, value) in
                    declared.gone.iter().filter_map(|column| Some((column, image.get(column)?.as_str()?)))
                {
                    match (table, column.as_str()) {
                        ("person", "name") => self.secrets.add_name(value),
                        ("person", "id_no" | "phone" | "landline") => self.secrets.add_number(value),
                        _ => self.secrets.add_value(value),
                    }
                }
            }
        }
        self.weigh(conn)
    }

    /// What of it others have, too.
    fn weigh(&mut self, conn: &Connection) -> Result<()> {
        let mut query = conn.prepare(
            "SELECT name, id_no, phone, landline FROM person
             WHERE id NOT IN (SELECT value FROM json_each(?1))
               AND (EXISTS (SELECT 1 FROM json_each(?2) WHERE instr(person.name, value) > 0)
                    OR EXISTS (SELECT 1 FROM json_each(?3) WHERE value IN (id_no, phone, landline)))",
        )?;
        let json = |texts: Vec<&String>| serde_json::to_string(&texts).expect("texts are JSON");
        let params = [list(&self.ids), json(self.secrets.names().collect()), json(self.secrets.numbers().collect())];
        let found = query.query_map(params, |row| {
            Ok((row.get::<_, String>(0)?, [row.get::<_, Option<String>>(1)?, row.get(2)?, row.get(3)?]))
        })?;
        let mut of_others = BTreeSet::new();
        for (name, known) in found.collect::<Result<Vec<_>, _>>()? {
            if self.secrets.names().any(|own| *own == name) {
                self.secrets.shared = true;
            } else if self.secrets.names().any(|own| name.contains(own.as_str())) {
                self.secrets.longer.push(name);
            }
            of_others.extend(known.into_iter().flatten());
        }
        self.secrets.forget_numbers(&of_others);
        Ok(())
    }

    /// The rows that concern them: their own, those that refer to them, and what these are part of.
    fn find_near(&mut self, conn: &Connection) -> Result<()> {
        for (table, own) in &self.own {
            self.near.extend(own.iter().map(|id| (table.clone(), *id)));
        }
        for (table, references) in &self.references {
            for (column, _) in references.iter().filter(|(_, to)| to == "person") {
                let sql = format!("SELECT id FROM {table} WHERE {column} IN (SELECT value FROM json_each(?1))");
                self.near.extend(numbers(conn, &sql, [list(&self.ids)])?.into_iter().map(|id| (table.clone(), id)));
            }
        }
        let mut waiting: Vec<(String, i64)> = self.near.iter().cloned().collect();
        while let Some((table, id)) = waiting.pop() {
            for (to, target) in self.referred(conn, &table, id)? {
                if to == "org" || to == "unit" {
                    self.homes.insert((to, target));
                } else if !HUBS.contains(&to.as_str()) && self.near.insert((to.clone(), target)) {
                    waiting.push((to, target));
                }
            }
        }
        Ok(())
    }

    /// What a row refers to; nothing, if it is gone.
    fn referred(&self, conn: &Connection, table: &str, id: i64) -> Result<Vec<(String, i64)>> {
        let Some(references) = self.references.get(table) else { return Ok(Vec::new()) };
        let mut referred = Vec::new();
        for (column, to) in references {
            let found =
                numbers(conn, &format!("SELECT {column} FROM {table} WHERE id = ?1 AND {column} IS NOT NULL"), [id])?;
            referred.extend(found.into_iter().map(|target| (to.clone(), target)));
        }
        Ok(referred)
    }

    /// How near a row is to them; of one that is gone its image tells what it referred to.
    pub(super) fn concern(&self, conn: &Connection, table: &str, id: i64, image: Option<&Image>) -> Result<Concern> {
        let mut referred = self.referred(conn, table, id)?;
        if let (Some(image), Some(references)) = (image, self.references.get(table)) {
            let told = references
                .iter()
                .filter_map(|(column, to)| Some((to.clone(), image.get(column).and_then(Value::as_i64)?)));
            referred.extend(told);
        }
        referred.push((table.to_owned(), id));
        let mut above = referred.clone();
        // What a row is part of may be part of something itself: a vote, its resolution, the meeting.
        for _ in 0..2 {
            let mut next = Vec::new();
            for (table, id) in above.iter().filter(|(table, _)| !HUBS.contains(&table.as_str())) {
                next.extend(self.referred(conn, table, *id)?);
            }
            referred.extend(next.iter().filter(|(table, _)| table != "person").cloned());
            above = next;
        }
        let is_theirs = |row: &(String, i64)| self.near.contains(row) || row.0 == "person" && self.ids.contains(&row.1);
        if referred.iter().any(is_theirs) {
            return Ok(Concern::Theirs);
        }
        // Whoever else stands in a row, it is theirs, not that of the org.
        let is_of_another =
            table == "person" || self.references.get(table).is_some_and(|of| of.iter().any(|(_, to)| to == "person"));
        let is_home = !is_of_another && referred.iter().any(|row| self.homes.contains(row));
        Ok(if is_home { Concern::Home } else { Concern::Elsewhere })
    }
}

/// What the rows of each table refer to.
fn references(conn: &Connection) -> Result<BTreeMap<String, Vec<(String, String)>>> {
    let mut all = BTreeMap::<String, Vec<(String, String)>>::new();
    let mut query = conn.prepare("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1) ORDER BY id")?;
    for (table, _) in columns::tables() {
        let of = query.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        all.insert(table.to_owned(), of);
    }
    Ok(all)
}

/// The number of somebody, and those of the records that went over into theirs.
fn merged(conn: &Connection, person: i64) -> Result<BTreeSet<i64>> {
    let mut query = conn.prepare(include_str!("merged.sql"))?;
    let found = query.query_map([], |row| {
        let kept: Option<i64> = row.get("kept")?;
        Ok((row.get::<_, i64>("row_id")?, row.get::<_, String>("name")?, row.get::<_, String>("command")?, kept))
    })?;
    let found = found.collect::<Result<Vec<_>, _>>()?;
    let called = called(conn, person)?;
    let mut ids = BTreeSet::from([person]);
    loop {
        let before = ids.len();
        for (id, name, command, kept) in &found {
            let is_theirs = match kept {
                Some(kept) => ids.contains(kept),
                None => command.split_whitespace().any(|word| called.contains(word)) || called.contains(name),
            };
            if is_theirs {
                ids.insert(*id);
            }
        }
        if ids.len() == before {
            return Ok(ids);
        }
    }
}

/// What somebody is typed by in a command: number, masked identity number, and the name if nobody else has it.
fn called(conn: &Connection, person: i64) -> Result<BTreeSet<String>> {
    let mut query = conn.prepare(
        "SELECT iif(EXISTS (SELECT 1 FROM person AS other WHERE other.name = person.name AND other.id <> person.id), NULL, name), id_no
         FROM person WHERE id = ?1",
    )?;
    let (name, id_no): (Option<String>, Option<String>) =
        query.query_row([person], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let masked = id_no.map(|id_no| text::mask_id_no(&id_no));
    Ok(name.into_iter().chain(masked).chain([person.to_string()]).collect())
}
