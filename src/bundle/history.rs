//! The log of an office as a row of sums, one for each operation over all before it: by it a bundle is known to go on from one that
//! was merged before. What an erasure takes out of the log is not in it.

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use crate::error::Result;

/// An operation, and the sum of the log up to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) number: i64,
    pub(super) sum: String,
}

/// The sums of a log, the first operation first.
pub(super) fn sums(conn: &Connection) -> Result<Vec<Sum>> {
    let mut query =
        conn.prepare("SELECT id, at, operator, added, changed, removed, stamp FROM operation ORDER BY id")?;
    let mut rows = query.query([])?;
    let (mut sums, mut before) = (Vec::new(), String::new());
    while let Some(row) = rows.next()? {
        let number: i64 = row.get("id")?;
        let (at, operator): (String, String) = (row.get("at")?, row.get("operator")?);
        let counts: [i64; 3] = [row.get("added")?, row.get("changed")?, row.get("removed")?];
        let stamp: Option<String> = row.get("stamp")?;
        let line = format!("{before}|{number}|{at}|{operator}|{counts:?}|{stamp:?}");
        before = hex(&Sha256::digest(line.as_bytes()));
        sums.push(Sum { number, sum: before.clone() });
    }
    Ok(sums)
}

/// The sum of a log without operations.
pub(super) fn of_nothing() -> String {
    hex(&Sha256::digest(b""))
}

/// Bytes as they are written in manifests.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How a log stands to what was merged of it before.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing was merged of it, or it goes on from the last that was.
    GoesOn,
    /// It goes on from an earlier one: the office went back to a backup since.
    WentBack,
    /// It ends before the last that was.
    Older,
    /// It does not go on from it: another file of the same identity.
    Other,
}

/// How a log that ends at `reached` stands to what was merged of it, the last first.
pub(super) fn standing(log: &[Sum], reached: i64, merged: &[Sum]) -> Standing {
    let has = |known: &Sum| {
        log.binary_search_by_key(&known.number, |sum| sum.number).is_ok_and(|at| log[at].sum == known.sum)
    };
    let Some(last) = merged.first().filter(|last| last.number > 0) else { return Standing::GoesOn };
    if has(last) {
        return Standing::GoesOn;
    }
    if reached < last.number {
        let fits = merged.iter().filter(|known| known.number > 0 && known.number <= reached).all(has);
        return if fits { Standing::Older } else { Standing::Other };
    }
    // Numbers that were given before somebody went back to a backup are not given again.
    let is_left_out = log.binary_search_by_key(&last.number, |sum| sum.number).is_err();
    if is_left_out && merged.iter().any(has) { Standing::WentBack } else { Standing::Other }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(sums: &[(i64, &str)]) -> Vec<Sum> {
        sums.iter().map(|(number, sum)| Sum { number: *number, sum: (*sum).to_owned() }).collect()
    }

    #[test]
    fn a_log_goes_on_only_from_itself() {
        let merged = log(&[(3, "c"), (2, "b")]);
        let of = |sums: &[(i64, &str)]| standing(&log(sums), sums.last().unwrap().0, &merged);
        assert_eq!(of(&[(1, "a"), (2, "b"), (3, "c"), (4, "d")]), Standing::GoesOn);
        assert_eq!(of(&[(1, "a"), (2, "b"), (3, "c")]), Standing::GoesOn);
        assert_eq!(of(&[(1, "a"), (2, "b")]), Standing::Older);
        assert_eq!(of(&[(1, "a"), (2, "x")]), Standing::Other);
        assert_eq!(of(&[(1, "a"), (2, "b"), (3, "x"), (4, "y")]), Standing::Other);
        // Back to what stood after the second operation: the next is the fourth.
        assert_eq!(of(&[(1, "a"), (2, "b"), (4, "y")]), Standing::WentBack);
        assert_eq!(of(&[(1, "z"), (4, "y")]), Standing::Other);
        assert_eq!(standing(&log(&[(1, "a")]), 1, &[]), Standing::GoesOn);
    }
}
