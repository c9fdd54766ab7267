//! Orgs that stand under nobody where they are handed up: here they stand under the one that their office was placed under.

use super::known::Run;
use super::{Merger, Sender};
use crate::bundle::open::Told;
use crate::error::Result;
use crate::org::{self, OrgId};

/// An org that stands under nobody.
struct Top {
    number: i64,
    id: i64,
    founded: Option<String>,
    last: Option<String>,
}

impl Merger<'_> {
    /// Places the orgs of an office that stand under nobody. Gives back the names of those for which no place was told.
    pub(super) fn place_tops(&self, sender: &Sender) -> Result<Vec<String>> {
        let tx = self.store.tx;
        let mut query = tx.prepare_cached(include_str!("tops.sql"))?;
        let tops = query.query_map([sender.id], |row| {
            Ok(Top {
                number: row.get("number")?,
                id: row.get("id")?,
                founded: row.get("founded")?,
                last: row.get("last")?,
            })
        })?;
        let mut unplaced = Vec::new();
        for top in tops.collect::<Result<Vec<_>, _>>()? {
            let Some(under) = sender.under else {
                unplaced.push(org::get(tx, OrgId(top.id))?.name);
                continue;
            };
            // Nobody stands under an org before it was founded.
            let above: Option<String> =
                tx.query_row("SELECT founded FROM org WHERE id = ?1", [under.0], |row| row.get(0))?;
            let since = match (&top.founded, above) {
                (Some(own), Some(above)) if own[..] < above[..] => top.last.max(Some(above)),
                _ => top.last,
            };
            tx.execute(
                "INSERT INTO org_parent (org_id, parent_id, since) VALUES (?1, ?2, ?3)",
                (top.id, under.0, since),
            )?;
            let row = tx.last_insert_rowid();
            tx.execute(
                "INSERT INTO handed_up (sender_id, tbl, number, row_id, operation) VALUES (?1, 'org_parent', ?2, ?3, ?4)",
                (sender.id, -top.number, row, tx.operation()),
            )?;
        }
        Ok(unplaced)
    }

    /// An org that stood under nobody there and stands under another from now on: its place here ends.
    pub(super) fn make_way_for_parents(&self, run: &Run<'_>, told: &Told) -> Result<()> {
        let Some(at) = self.store.graph.place("org_parent") else { return Ok(()) };
        let table = &self.store.graph.0[at];
        let column = |name: &str| table.column(name).map_or(0, |column| column - 1);
        let (of, since, until) = (column("org_id"), column("since"), column("until"));
        for row in told.rows[at].values().filter(|row| row[until].is_null()) {
            let placed = row[of].as_i64().and_then(|number| run.known.get(&(at, -number)));
            let Some((known, id)) = placed.and_then(|known| Some((known, known.row?))) else { continue };
            let ends = row[since].as_str();
            let later = "UPDATE org_parent SET until = ?2 WHERE id = ?1 AND until IS NULL
                         AND since_day < substr(?2 || '-01-01', 1, 10)";
            if self.store.tx.execute(later, (id, ends))? == 0 {
                self.store.tx.execute("DELETE FROM org_parent WHERE id = ?1 AND until IS NULL", [id])?;
            }
            self.store.tx.execute("DELETE FROM handed_up WHERE id = ?1", [known.id])?;
        }
        Ok(())
    }
}
