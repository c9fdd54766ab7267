//! Made-up people on the way into the Party and made-up transfers out.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::ops::Range;
use std::path::Path;

use crate::roster;

/// Writes activists of the orgs that so many people are in: `rows` lie behind those of any roster. Those who look after them are
/// members, or, of `strangers`, on no roster.
pub(crate) fn write_activists(path: &Path, rows: Range<usize>, people: usize, strangers: bool) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(
        file,
        "姓名,公民身份号码,所在党支部,人员类别,入党申请时间,谈话时间,确定为积极分子时间,报党委备案时间,培养联系人"
    )?;
    for row in rows {
        let (name, id_no, org) = roster::who(row, people);
        let contact = if strangers { "陈海波".to_owned() } else { roster::who(row - people, people).0 };
        let (month, day) = (1 + row % 6, 1 + row / 6 % 28);
        writeln!(
            file,
            "{name},{id_no},{org},入党积极分子,2024-{month:02}-{day:02},2024-{month:02}-28,2025-{month:02}-{day:02},2025-{month:02}-28,{contact}"
        )?;
    }
    file.flush()
}

/// Writes letters of people who leave: all but every third with its receipt.
pub(crate) fn write_transfers(path: &Path, rows: Range<usize>, people: usize) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(
        file,
        "姓名,身份证号码,转出党支部,转入单位抬头,介绍信编号,办理时间,介绍信有效期天数,党费缴纳至年月,回执接收时间"
    )?;
    for row in rows {
        let (name, id_no, org) = roster::who(row, people);
        let received = if row % 3 == 0 { "" } else { "2026-06-20" };
        writeln!(
            file,
            "{name},{id_no},{org},中共试验市委组织部,2026-{row:07},2026-05-{:02},90,2026年4月,{received}",
            1 + row % 28
        )?;
    }
    file.flush()
}
