//! A made-up log of meetings: each org has had each kind once a month, the latest first.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use crate::roster;

const KINDS: [&str; 4] = ["支部党员大会", "支委会", "党课", "主题党日"];

/// Writes so many meetings of the orgs that so many people are in, back from June 2026.
pub(crate) fn write(path: &Path, rows: usize, people: usize) -> std::io::Result<()> {
    let (mut file, orgs) = (BufWriter::new(File::create(path)?), roster::orgs(people));
    writeln!(file, "所在党支部,会议类型,会议日期,会议议题,应到人数,实到人数")?;
    for row in 0..rows {
        let (org, kind, date) = of(row, orgs);
        writeln!(
            file,
            "{},{kind},{date},第{}次学习与讨论,40,{}",
            roster::org_name(org),
            row / orgs + 1,
            20 + row % 21
        )?;
    }
    file.flush()
}

/// The org, the kind and the day of a meeting.
fn of(row: usize, orgs: usize) -> (usize, &'static str, String) {
    let (org, before) = (row % orgs, row / orgs);
    // Months since the year 0: June 2026, and back.
    let month = 2026 * 12 + 5 - before / KINDS.len();
    let day = 1 + (row * 7 + before) % 28;
    (org, KINDS[before % KINDS.len()], format!("{}-{:02}-{day:02}", month / 12, month % 12 + 1))
}
