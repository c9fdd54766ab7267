//! What is listed behind each cell of each report of figures is what the cell says, in the example office.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::super::count::{self, Counted, Tally};
use super::super::declaration::{Figure, Formula, Typed};
use super::super::explain::Explained;
use super::super::holds::Names;
use super::super::overview;
use super::super::question::Question;
use super::*;
use crate::cli;
use crate::ctx::Surroundings;
use crate::output::Value;

/// The lines by which the script makes the example office: what it calls only writes down what it was told.
fn lines(folder: &Path) -> Vec<Vec<String>> {
    let (program, told) = (folder.join("program"), folder.join("told"));
    let writes = format!("printf '%s\\t' \"$@\" >> '{0}'; echo >> '{0}'\n", told.display());
    std::fs::write(&program, format!("#!/usr/bin/env bash\n{writes}")).unwrap();
    assert!(Command::new("chmod").arg("+x").arg(&program).status().unwrap().success());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/jiaxing.sh");
    let ran = Command::new("bash").arg(script).arg(folder).env("DANGWU_BIN", &program).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let told = std::fs::read_to_string(told).unwrap();
    told.lines().map(|line| line.trim_end_matches('\t').split('\t').map(str::to_owned).collect()).collect()
}

/// The example office, made in this process.
fn office() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("office.db");
    let reads = ["report", "list", "tree", "show", "find", "export", "check"];
    for line in lines(folder.path()) {
        let words: Vec<&str> = line.iter().map(String::as_str).filter(|word| !word.starts_with('-')).collect();
        if words.iter().take(3).any(|word| reads.contains(word)) || words == ["org", "plan"] {
            continue;
        }
        let of_folder = |word: &String| match word.strip_prefix("jiaxing/") {
            Some(name) => Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/jiaxing").join(name).into(),
            None => OsString::from(word),
        };
        let mut args: Vec<OsString> = vec!["--db".into(), file.clone().into()];
        args.extend(line.iter().filter(|word| *word != "-q").map(of_folder));
        args.push("-q".into());
        let ended = cli::main(&Surroundings::of_test("2011-05-31", args));
        assert_eq!(format!("{ended:?}"), format!("{:?}", std::process::ExitCode::SUCCESS), "{line:?}");
    }
    (folder, file)
}

/// What the rows behind a cell come to.
#[derive(Default)]
struct Behind {
    rows: i64,
    /// What the counts of the figure count of them.
    sum: i64,
    /// Whether some row is counted as more than one.
    is_sum: bool,
    values: Vec<i64>,
}

/// A report asked on a day, with what it says.
struct Asked<'a> {
    db: &'a Db,
    report: &'a Report,
    question: &'a Question,
}

impl Asked<'_> {
    /// The rows that `--explain` lists for what is typed.
    fn behind(&self, typed: &[String]) -> Behind {
        let (explained, names) = (Explained::read(self.report, typed).unwrap(), Names::of(self.db.conn()));
        let keys = explained.keys(self.db, self.report, self.question, &names).unwrap();
        let mut behind = Behind::default();
        let figure = self.report.figures.iter().find(|figure| Some(&figure.key) == typed.last()).unwrap();
        let (parts, is_measured) = (figure.counted().count(), figure.measures().is_some());
        explained
            .each(self.db, self.report, self.question, &keys, |row| {
                behind.rows += 1;
                for at in 0..parts {
                    let counted = row.counted(at)?;
                    behind.sum += counted;
                    behind.is_sum |= !(0..=1).contains(&counted) || parts > 1;
                }
                if is_measured {
                    behind.values.extend(row.measured(0)?);
                }
                Ok(true)
            })
            .unwrap();
        behind
    }

    /// What is wrong with a cell: a figure of a group, as it is named.
    fn wrong(&self, figure: &Figure, group: &[String], tally: &Tally<'_>, counted: &Counted) -> Option<String> {
        let typed = [group, std::slice::from_ref(&figure.key)].concat();
        let behind = self.behind(&typed);
        let cell = tally.figure(figure, counted);
        let count = |keys: &[String]| -> i64 {
            let of = |key: &String| self.report.figures.iter().find(|figure| figure.key == *key).unwrap();
            let number = |key: &String| match tally.figure(of(key), counted) {
                Value::Int(number) => number,
                other => panic!("{key}: {other:?}"),
            };
            keys.iter().map(number).sum()
        };
        let mut values = behind.values.clone();
        let holds = match &figure.formula {
            Formula::Count(_) => Value::Int(behind.sum) == cell && (behind.is_sum || Value::Int(behind.rows) == cell),
            Formula::Share(of) | Formula::Scaled(of, _) => behind.sum == count(std::slice::from_ref(of)),
            Formula::Rate(above, _) => behind.sum == count(above),
            Formula::Blank => cell == Value::Null && behind.rows == 0,
            Formula::Balance { .. } => (behind.rows == 0) == (cell == Value::Int(0)),
            Formula::Distinct { .. } => {
                values.sort_unstable();
                values.dedup();
                i64::try_from(values.len()).map(Value::Int) == Ok(cell.clone())
            }
            Formula::Sum { .. } | Formula::Mean(_) | Formula::Median(_)
                if counted.numbers == tally.total.numbers && group.is_empty() =>
            {
                true
            }
            Formula::Sum { per, .. } => match cell {
                Value::Decimal(sum) => {
                    format!("{:.0}", sum * f64::from(*per)) == values.iter().sum::<i64>().to_string()
                }
                _ => values.is_empty(),
            },
            Formula::Mean(_) | Formula::Median(_) => {
                i64::try_from(values.len()) == Ok(behind.rows) && values.is_empty() == (cell == Value::Null)
            }
        };
        (!holds).then(|| {
            format!("{} {}: {cell:?}, {} rows, {}", self.report.name, typed.join(" "), behind.rows, behind.sum)
        })
    }
}

/// What is typed for a group, as it is shown.
fn typed(by: &[&Typed], values: &[Value]) -> Vec<String> {
    let told = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        Value::Code(code) => code.code.to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Bool(flag) => if *flag { "是" } else { "否" }.to_owned(),
        Value::Unknown => "null".to_owned(),
        other => panic!("{other:?}"),
    };
    by.iter().zip(values).map(|(column, value)| format!("{}={}", column.key, told(value))).collect()
}

/// The cells of a report on a day: how many there are, and what is wrong with them.
fn cells(db: &Db, report: &Report, question: &Question) -> (usize, Vec<String>) {
    let asked = Asked { db, report, question };
    let (counts, measures, names) = (report.shown_counts(), report.measured(), Names::of(db.conn()));
    let (mut looked_at, mut wrong) = (0, Vec::new());
    for by in report.by.iter().map(Grouping::columns) {
        let tally = count::count(db, report, question, &by, (&counts, &measures)).unwrap();
        let groups = tally.groups(&by, &names).unwrap();
        let rows = groups.iter().map(|(values, counted)| (typed(&by, values), *counted));
        for (group, counted) in rows.chain([(Vec::new(), &tally.total)]) {
            for figure in report.shown() {
                looked_at += 1;
                wrong.extend(asked.wrong(figure, &group, &tally, counted));
            }
        }
    }
    (looked_at, wrong)
}

#[test]
fn behind_every_cell_stand_as_many_rows_as_it_says() {
    let (_folder, file) = office();
    let mut db = Db::open(&file, std::time::Duration::ZERO).unwrap();
    let (mut looked_at, mut wrong) = (0, Vec::new());
    for (from, day) in [("2010-01-01", "2010-12-31"), ("2010-06-01", "2011-05-31")] {
        let (from, day) = (from.parse().unwrap(), day.parse().unwrap());
        db.stand_at(day).unwrap();
        org::ask(db.conn(), None, None).unwrap();
        let question = Question::of_test(from, day);
        let with_returns = reports().into_iter().filter(|report| report.returned.is_some());
        let with_returns = with_returns.map(|report| report.with_returns().unwrap());
        let all = reports().into_iter().chain(with_returns).filter(|report| !report.figures.is_empty());
        for report in all {
            let (cells, found) = cells(&db, &report, &question);
            looked_at += cells;
            wrong.extend(found.into_iter().map(|cell| format!("{day}: {cell}")));
        }
        let (page, _) = overview::rows(&db, &question, false).unwrap();
        for (line, row) in overview::lines(false).zip(page.groups) {
            let report = overview::report(line.report, false).unwrap();
            let behind = Asked { db: &db, report: &report, question: &question }.behind(&[line.figure.code.to_owned()]);
            if row[2] != Value::Int(behind.rows) {
                wrong.push(format!("{day}: overview {}: {:?}, {} rows", line.figure.code, row[2], behind.rows));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {looked_at} cells\n{}", wrong.len(), wrong.join("\n"));
    assert!(looked_at > 3000, "{looked_at}");
}
