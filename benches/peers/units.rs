//! Made-up associations without an org, of many industries and districts.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

const INDUSTRIES: [&str; 8] = ["皮革", "文化娱乐", "网吧", "五金", "机械", "食品", "综合", ""];

/// Writes so many units: of every twentieth the district is not known.
pub(crate) fn write(path: &Path, rows: usize) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "单位全称,单位类别,行业,所在县(市、区),已知正式党员数")?;
    for row in 0..rows {
        let (industry, members) = (INDUSTRIES[row % 8], row / 11 % 5);
        let district = if row % 20 == 0 { String::new() } else { format!("第{}区", row % 97) };
        writeln!(file, "第{row}号行业协会,行业协会,{industry},{district},{members}")?;
    }
    file.flush()
}
