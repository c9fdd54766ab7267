//! Rosters of made-up people, as wide as those that offices keep: 26 columns, identity numbers in no order.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::ops::Range;
use std::path::Path;

use encoding_rs::Encoding;

const PEOPLE_PER_ORG: usize = 50;
/// Every so manieth row is bad, where some are.
const BAD: usize = 100;
/// A prime number above any count of rows: multiplied up to it, rows come in no order and none twice.
const PRIME: usize = 9_999_991;

const HEADINGS: &str = "序号,姓名,性别,民族,公民身份号码,出生日期,籍贯,学历,学位,人员类别,党籍状态,入党日期,转正日期,\
    所在党支部,党内职务,工作单位,工作岗位,岗位类别,手机号码,固定电话,家庭住址,户籍所在地,参加工作日期,进入支部日期,\
    月党费标准,备注";
const SURNAMES: [char; 8] = ['王', '李', '张', '刘', '陈', '杨', '欧', '萧'];
const PLACES: [&str; 6] = ["北京市", "江西省", "内蒙古盐城", "河北临沂", "黑龙江信阳", "新疆福清"];
const SCHOOLS: [&str; 4] = ["大学专科", "大学本科", "高中", "初中"];
const TRADES: [&str; 6] = ["皮革", "汽车维修", "餐饮", "五金机电", "信息技术", "物流"];
const JOBS: [&str; 6] = ["行政专员", "会长", "理事", "研究员", "财务主管", "办公室主任"];

/// How many orgs so many people are in.
pub(crate) fn orgs(people: usize) -> usize {
    people.div_ceil(PEOPLE_PER_ORG)
}

/// Writes the orgs that so many people are in.
pub(crate) fn write_orgs(path: &Path, people: usize) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "code,name,kind,parent,founded\nA,总委员会,committee,,1950-01-01")?;
    for org in 0..orgs(people) {
        writeln!(file, "Z{org:06},{},branch,A,1960-01-01", org_name(org))?;
    }
    file.flush()
}

/// Writes some of `people`; with `bad`, one in a hundred has an identity number that cannot be.
pub(crate) fn write(
    path: &Path,
    rows: Range<usize>,
    people: usize,
    bad: bool,
    encoding: &'static Encoding,
) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    file.write_all(&encoding.encode(&format!("{HEADINGS}\r\n")).0)?;
    for row in rows {
        let line = person(row, orgs(people), bad && row % BAD == 0);
        file.write_all(&encoding.encode(&line).0)?;
    }
    file.flush()
}

pub(crate) fn org_name(org: usize) -> String {
    format!("中共北京市通州区{}行业协会第{org}支部委员会", TRADES[org % TRADES.len()])
}

/// What tells a person from the others: a number below [`PRIME`], from which all else of the person comes.
fn mixed(row: usize) -> usize {
    (row + 1) * 1_299_709 % PRIME
}

/// The name, the identity number and the org of a person, by the row among so many people.
pub(crate) fn who(row: usize, people: usize) -> (String, String, String) {
    let mixed = mixed(row);
    let head = id_head(mixed);
    (name(mixed), format!("{head}{}", check_character(&head)), org_name(mixed % orgs(people)))
}

fn name(mixed: usize) -> String {
    let given = (0x4e00..).nth(mixed % 4000).and_then(char::from_u32).unwrap_or('一');
    format!("{}{given}", SURNAMES[mixed % SURNAMES.len()])
}

/// When a person was born: year, month and day.
fn born(mixed: usize) -> (usize, usize, usize) {
    (1950 + mixed % 49, 1 + mixed / 49 % 12, 1 + mixed / 588 % 28)
}

/// An identity number without its check character.
fn id_head(mixed: usize) -> String {
    let (year, month, day) = born(mixed);
    format!("{:06}{year}{month:02}{day:02}{:03}", 110_000 + mixed / 999, 1 + mixed % 999)
}

fn person(row: usize, orgs: usize, bad: bool) -> String {
    let mixed = mixed(row);
    let pick = |list: &[&'static str], salt: usize| list[(mixed / salt) % list.len()];
    let ((year, month, day), head, name) = (born(mixed), id_head(mixed), name(mixed));
    let last = if bad { 'Z' } else { check_character(&head) };
    let sex = if (mixed % 999).is_multiple_of(2) { "男" } else { "女" };
    let (place, school, trade, job) = (pick(&PLACES, 3), pick(&SCHOOLS, 5), pick(&TRADES, 7), pick(&JOBS, 11));
    let (joined, full, entered) = (year + 20, year + 21, 2020 + mixed % 6);
    let org = org_name(mixed % orgs);
    format!(
        "{number},{name},{sex},汉族,{head}{last},{year}-{month:02}-{day:02},{place},{school},,正式党员,正常,\
         {joined}-{month:02}-{day:02},{full}-{month:02}-{day:02},{org},,北京{name}{trade}有限公司,{job},\
         在岗职工（一线岗位）,138{phone:08},010-{landline:08},北京市丰台区西三环北路{house}号院13号楼2单元1604室,{place},\
         {joined}-09-01,{entered}-{month:02}-06,{fee}.50,\r\n",
        number = row + 1,
        phone = mixed,
        landline = 60_000_000 + mixed,
        house = 1 + mixed % 400,
        fee = 10 + mixed % 200,
    )
}

/// GB 11643.
fn check_character(head: &str) -> char {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = head.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    char::from(b"10X98765432"[(sum % 11) as usize])
}
