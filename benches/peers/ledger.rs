//! Two made-up registers, one of orgs and one of people: every other kind goes the way of one of them.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use crate::roster;

/// What `.import` of honours goes into: the columns of the file with the index that ours has.
pub(crate) const HONORS: &str = "CREATE TABLE h (org, title, level, granted_by, number, date, remark);
CREATE INDEX h_org ON h (org, date);";

/// Writes so many honours of the orgs that so many people are in: each org has had each only once.
pub(crate) fn write_honors(path: &Path, rows: usize, people: usize) -> std::io::Result<()> {
    let (mut file, orgs) = (BufWriter::new(File::create(path)?), roster::orgs(people));
    writeln!(file, "党组织,荣誉称号,级别,表彰单位,文号,日期,备注")?;
    for row in 0..rows {
        let (org, title) = (roster::org_name(row % orgs), row / orgs + 1);
        let (year, month, day) = (1961 + row % 60, 1 + row / 7 % 12, 1 + row / 11 % 28);
        writeln!(
            file,
            "{org},先进基层党组织第{title}批,市,市委组织部,市组〔{year}〕{title}号,{year}-{month:02}-{day:02},"
        )?;
    }
    file.flush()
}

/// What `.import` of care goes into.
pub(crate) const CARE: &str = "CREATE TABLE c (person, kind, difficulty, money, date);
CREATE INDEX c_person ON c (person, date);";

/// Writes care of the first `rows` people: a ledger takes an identity number in place of a name, which others have too.
pub(crate) fn write_care(path: &Path, rows: usize, people: usize) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "姓名,关怀类别,困难原因,慰问金,日期")?;
    for row in 0..rows {
        let (_, id_no, _) = roster::who(row, people);
        writeln!(file, "{id_no},走访慰问,家庭困难,{}元,2026-01-{:02}", 200 + row % 9 * 100, 1 + row % 28)?;
    }
    file.flush()
}
