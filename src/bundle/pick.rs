//! Which rows are handed up: all, or those of an org and what stands below it.
//!
//! To an org belongs what refers to it, and what hangs on that; to it belong also the people on its rolls and on the way into the Party
//! with it, and the units that it covers, with all that hangs on them alone. Whoever else is named (a contact, an instructor, a work unit) comes along
//! as who they are. What refers to an org outside is cut there: who came from it came in, who went to it went out.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::graph::{Graph, Table};
use crate::error::Result;
use crate::org::OrgId;

/// The rows that are handed up, table by table: each with its columns as a JSON array.
pub(super) type Picked = Vec<BTreeMap<i64, String>>;

/// Picks the rows under an org, or all.
pub(super) fn pick(conn: &Connection, graph: &Graph, top: Option<OrgId>) -> Result<Picked> {
    if let Some(top) = top {
        conn.execute_batch(include_str!("handing.sql"))?;
        conn.prepare(include_str!("handing_orgs.sql"))?.execute([top.0])?;
        conn.execute_batch(include_str!("handing_subjects.sql"))?;
        graph.0.iter().filter(|table| !table.is_root()).try_for_each(|table| add(conn, graph, table))?;
        while add_named(conn, graph)? > 0 {}
    }
    graph.0.iter().map(|table| rows(conn, graph, table, top.is_some())).collect()
}

/// Adds the rows of a table that belong to what was found.
fn add(conn: &Connection, graph: &Graph, table: &Table) -> Result<()> {
    let has = |at: usize| {
        let link = &table.links[at];
        format!(
            "(SELECT 1 FROM handing WHERE tbl = '{}' AND id = t.{})",
            graph.0[link.to].name, table.columns[link.column]
        )
    };
    let column = |at: usize| format!("t.{}", table.columns[table.links[at].column]);
    let to = |at: usize| graph.0[table.links[at].to].name.as_str();
    let links = 0..table.links.len();
    let (orgs, others): (Vec<usize>, Vec<usize>) = (
        links.clone().filter(|at| to(*at) == "org").collect(),
        links.clone().filter(|at| !graph.0[table.links[*at].to].is_root()).collect(),
    );
    let needed = |all: &[usize]| all.iter().copied().filter(|at| table.links[*at].needed).collect::<Vec<_>>();
    let mut all_of: Vec<usize> = needed(&orgs);
    all_of.extend(needed(&others));
    let mut conditions: Vec<String> = all_of.iter().map(|at| format!("EXISTS {}", has(*at))).collect();
    if all_of.is_empty() {
        // Of what hangs on one thing or another one is enough.
        let any: Vec<usize> = if others.is_empty() {
            links.filter(|at| table.links[*at].needed && to(*at) != "org").collect()
        } else {
            others
        };
        let any: Vec<String> = any.iter().map(|at| format!("EXISTS {}", has(*at))).collect();
        conditions.push(format!("({})", any.join(" OR ")));
        if !orgs.is_empty() {
            let some: Vec<String> = orgs.iter().map(|at| format!("EXISTS {}", has(*at))).collect();
            let none: Vec<String> = orgs.iter().map(|at| format!("{} IS NULL", column(*at))).collect();
            conditions.push(format!("({} OR {})", some.join(" OR "), none.join(" AND ")));
        }
    }
    let name = &table.name;
    let sql = format!(
        "INSERT OR IGNORE INTO handing SELECT '{name}', t.id FROM {name} AS t WHERE {}",
        conditions.join(" AND ")
    );
    conn.execute_batch(&sql)?;
    Ok(())
}

/// Adds the people and units that are named by what was found, and what units are called. Returns how many were added.
fn add_named(conn: &Connection, graph: &Graph) -> Result<usize> {
    let mut added = 0;
    for table in &graph.0 {
        for link in table.links.iter().filter(|link| ["person", "unit"].contains(&graph.0[link.to].name.as_str())) {
            let (name, column, to) = (&table.name, &table.columns[link.column], &graph.0[link.to].name);
            added += conn.execute(
                &format!(
                    "INSERT OR IGNORE INTO handing SELECT '{to}', t.{column} FROM {name} AS t
                     WHERE t.{column} IS NOT NULL AND t.id IN (SELECT id FROM handing WHERE tbl = '{name}')"
                ),
                [],
            )?;
        }
    }
    added += conn.execute(
        "INSERT OR IGNORE INTO handing SELECT 'unit_state', id FROM unit_state
         WHERE unit_id IN (SELECT id FROM handing WHERE tbl = 'unit')",
        [],
    )?;
    Ok(added)
}

/// The rows of a table, each as a JSON array of its stored columns.
fn rows(conn: &Connection, graph: &Graph, table: &Table, is_part: bool) -> Result<BTreeMap<i64, String>> {
    let name = &table.name;
    let value = |at: usize, column: &String| match table.links.iter().find(|link| link.column == at && is_part) {
        Some(link) if !link.needed => {
            let to = &graph.0[link.to].name;
            format!("(SELECT id FROM handing WHERE tbl = '{to}' AND id = t.{column})")
        }
        _ => format!("t.{column}"),
    };
    let values: Vec<String> = table.columns.iter().enumerate().map(|(at, column)| value(at, column)).collect();
    let of = match (is_part, name.as_str()) {
        (true, "transfer") => include_str!("transfer_cut.sql"),
        (true, "roll") => include_str!("roll_cut.sql"),
        _ => name,
    };
    let only =
        if is_part { format!("WHERE t.id IN (SELECT id FROM handing WHERE tbl = '{name}')") } else { String::new() };
    let sql = format!("SELECT t.id, json_array({}) FROM {of} AS t {only}", values.join(", "));
    let mut query = conn.prepare(&sql)?;
    Ok(query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
}
