//! A made-up list of attendance, one person a row.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use crate::roster;

/// Writes it: each of the first `rows` people was at a meeting of the org that the log does not have.
pub(crate) fn write(path: &Path, rows: usize, people: usize) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "党支部名称,会议类型,会议时间,会议议题,身份证号,出席情况")?;
    for row in 0..rows {
        let (_, id_no, org) = roster::who(row, people);
        writeln!(file, "{org},主题党日,2026-04-29,签到,{id_no},{}", if row % 9 == 0 { "病假" } else { "正常" })?;
    }
    file.flush()
}
