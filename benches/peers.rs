//! Speed beside a peer: `cargo bench --bench peers [-- ROWS]`.
//!
//! Imports a made-up roster, and shows one member of it, with `dangwu` and with the `sqlite3` shell side by side, three
//! rounds each in turn, and prints medians and their ratio. The machines are shared and noisy, so only the ratios say
//! anything. Without `sqlite3` on the path there is no peer, and only our own times are printed.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;

const ROUNDS: usize = 3;
const PEOPLE_PER_ORG: usize = 40;
const SHOWS: usize = 20;

fn main() -> anyhow::Result<()> {
    let rows = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(100_000);
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    write_files(folder, rows)?;
    let peer =
        Command::new("sqlite3").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    let (mut imports, mut references, mut shows, mut reads) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let (db, reference) = (format!("ours{round}.db"), format!("theirs{round}.db"));
        dangwu(folder, &db, &["db", "init"]);
        dangwu(folder, &db, &["org", "import", "orgs.csv"]);
        imports.push(timed(|| dangwu(folder, &db, &["member", "import", "roster.csv"])));
        let one = (rows / 2).to_string();
        shows.push(timed(|| (0..SHOWS).for_each(|_| dangwu(folder, &db, &["member", "show", &one, "-f", "json"]))));
        if peer {
            references.push(timed(|| sqlite3(folder, &reference, REFERENCE)));
            let question = format!(
                "SELECT * FROM person LEFT JOIN roll ON person_id = person.id LEFT JOIN org_name USING (org_id) WHERE person.id = {one};"
            );
            reads.push(timed(|| (0..SHOWS).for_each(|_| sqlite3(folder, &db, &question))));
        }
    }
    told("member import", rows, imports, references);
    told("member show, 20 times", rows, shows, reads);
    Ok(())
}

/// What `.import` does with a key, a unique identity number and two indexes there from the start.
const REFERENCE: &str =
    "CREATE TABLE r (seq INTEGER PRIMARY KEY, name, sex, id_no TEXT UNIQUE, birth, org, joined, full_on, phone);
CREATE INDEX r_org ON r (org);
CREATE INDEX r_name ON r (name);
.mode csv
.import --skip 1 roster.csv r
";

fn dangwu(folder: &Path, db: &str, args: &[&str]) {
    let done = Command::new(env!("CARGO_BIN_EXE_dangwu"))
        .args(args)
        .arg("--quiet")
        .current_dir(folder)
        .env("DANGWU_DB", db)
        .env("DANGWU_TODAY", "2026-06-30")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(done.is_ok_and(|status| status.success()), "dangwu {args:?} failed");
}

fn sqlite3(folder: &Path, db: &str, script: &str) {
    let mut shell = Command::new("sqlite3")
        .arg(db)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("it answered before");
    let mut input = shell.stdin.take().expect("piped above");
    std::io::Write::write_all(&mut input, script.as_bytes()).expect("the shell reads its script");
    drop(input);
    assert!(shell.wait().is_ok_and(|status| status.success()), "sqlite3 failed");
}

fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

fn told(what: &str, rows: usize, ours: Vec<Duration>, theirs: Vec<Duration>) {
    let median = |mut times: Vec<Duration>| {
        times.sort();
        times.get(times.len() / 2).map(Duration::as_secs_f64)
    };
    let ours = median(ours).unwrap_or_default();
    match median(theirs) {
        Some(theirs) => {
            println!("{what} ({rows} people): {ours:.3} s, sqlite3 {theirs:.3} s, ratio {:.2}", ours / theirs);
        }
        None => println!("{what} ({rows} people): {ours:.3} s, no sqlite3 to compare with"),
    }
}

/// Rosters of made-up people: identity numbers in no order, names of a few hundred.
fn write_files(folder: &Path, rows: usize) -> anyhow::Result<()> {
    let orgs = rows.div_ceil(PEOPLE_PER_ORG);
    let mut text = String::from("code,name,kind,parent,founded\nA,总委员会,committee,,1950-01-01\n");
    for org in 0..orgs {
        let _ = writeln!(text, "Z{org:06},第{org}支部,branch,A,1960-01-01");
    }
    std::fs::write(folder.join("orgs.csv"), text).context("the orgs")?;
    let mut text = String::from("序号,姓名,性别,公民身份号码,出生日期,所在党支部,入党日期,转正日期,手机号码\n");
    let mut mixed: u64 = 88_172_645_463_325_252;
    for row in 0..rows {
        mixed ^= mixed << 13;
        mixed ^= mixed >> 7;
        mixed ^= mixed << 17;
        let (year, month, day) = (1950 + mixed % 50, 1 + mixed / 50 % 12, 1 + mixed / 600 % 28);
        // The division and sequence count through, so that no number comes twice.
        let head = format!("{:06}{year}{month:02}{day:02}{:03}", 110_000 + row / 999, 1 + row % 999);
        let sex = if head.as_bytes()[16] % 2 == 1 { "男" } else { "女" };
        let name = format!(
            "{}{}",
            ['王', '李', '张', '刘', '陈', '杨'][row % 6],
            char::from_u32(0x4e00 + (mixed % 400) as u32).unwrap_or('一')
        );
        let _ = writeln!(
            text,
            "{},{name},{sex},{head}{},{year}-{month:02}-{day:02},第{}支部,{}-07-01,{}-07-01,138{:08}",
            row + 1,
            check_character(&head),
            mixed as usize % orgs,
            year + 20,
            year + 21,
            row % 100_000_000,
        );
    }
    std::fs::write(folder.join("roster.csv"), text).context("the roster")
}

/// GB 11643.
fn check_character(head: &str) -> char {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = head.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    char::from(b"10X98765432"[(sum % 11) as usize])
}
