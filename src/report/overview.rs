//! `report overview`: the figures of the other reports on one page. Each line is a count of one of them, so it can be
//! explained as that one is, and never tells another number.

use super::compare::{Pairing, Rows};
use super::count;
use super::declaration::{Count, Report};
use super::question::Question;
use crate::assumed::Resting;
use crate::code::{Code, codes};
use crate::db::Db;
use crate::error::Result;
use crate::i18n::Label;
use crate::output::{Column, Value};

codes! {
    /// The parts of the page.
    pub enum Section {
        Orgs = "orgs", "党组织", "orgs";
        Units = "units", "单位与覆盖", "units and coverage";
        Members = "members", "党员", "members";
    }
}

/// A line: a count of a report, and the count that it is a part of.
#[derive(Debug)]
pub(super) struct Line {
    section: Section,
    /// The report that counts it.
    pub(super) report: &'static str,
    /// What it is called, and the count of the report.
    pub(super) figure: Code,
    of: &'static str,
}

macro_rules! lines {
    ($( #[$told:meta] )* $name:ident: $( $section:ident $report:literal: $($figure:literal / $of:literal $zh:literal $en:literal)+ )+) => {
        $( #[$told] )*
        static $name: &[Line] = &[ $($( Line {
            section: Section::$section,
            report: $report,
            figure: Code { code: $figure, label: Label { zh: $zh, en: $en }, synonyms: &[] },
            of: $of,
        } ),+),+ ];
    };
}

lines! {
    /// The lines of the page.
    LINES:
    Orgs "orgs":
        "orgs" / "" "党组织" "orgs"
        "committees" / "orgs" "党委" "committees"
        "general_branches" / "orgs" "党总支" "general branches"
        "branches" / "orgs" "党支部" "branches"
        "joint_branches" / "orgs" "联合党支部" "joint branches"
        "founded_this_year" / "orgs" "今年成立" "founded this year"
        "leading_groups" / "" "党组(不计入党组织)" "leading groups (no orgs of the base)"
    Units "coverage":
        "units" / "" "单位" "units"
        "own" / "units" "独立覆盖" "with an org of their own"
        "joint" / "units" "联合覆盖" "in a joint org"
        "attached" / "units" "挂靠覆盖" "attached to an org"
        "instructor" / "units" "仅有指导员" "with an instructor only"
        "uncovered" / "units" "未覆盖" "uncovered"
        "owed" / "units" "应建未建" "owed an org"
    Members "structure":
        "members" / "" "党员" "members"
        "full" / "members" "正式党员" "full members"
        "probationary" / "members" "预备党员" "probationary members"
        "women" / "members" "女党员" "women"
        "minority" / "members" "少数民族党员" "of ethnic minorities"
        "to_35" / "members" "35岁及以下" "35 and under"
        "over_60" / "members" "61岁及以上" "61 and over"
        "college" / "members" "大专及以上学历" "junior college and above"
}

lines! {
    /// What the page tells besides where returns are asked for: how much of its figures was returned.
    RETURNED:
    Orgs "orgs":
        "returned_orgs" / "orgs" "其中上报" "of them returned"
    Units "coverage":
        "returned_units" / "units" "其中上报" "of them returned"
        "with_org" / "units" "上报已建党组织" "returned as with an org"
    Members "structure":
        "returned_members" / "members" "其中上报" "of them returned"
    Members "development":
        "activists" / "" "入党积极分子" "activists"
        "returned_activists" / "activists" "其中上报" "of them returned"
}

/// The report that is asked what the page is asked.
pub(super) const OF_ITS_QUESTION: &str = "orgs";

/// The lines of the page, those of one report together.
pub(super) fn lines(with_returns: bool) -> impl Iterator<Item = &'static Line> {
    let returned =
        move |report: &'static str| RETURNED.iter().filter(move |line| with_returns && line.report == report);
    let reports = LINES.chunk_by(|a, b| a.report == b.report);
    let of_page = reports.flat_map(move |lines| lines.iter().chain(returned(lines[0].report)));
    of_page.chain(returned("development"))
}

/// A report of the page, with what was returned if that is asked for.
pub(super) fn report(name: &str, with_returns: bool) -> Result<Report> {
    let report = super::built_in(name)?;
    if with_returns { report.with_returns() } else { Ok(report) }
}

/// The columns of the page.
pub(super) fn columns() -> Vec<Column> {
    Column::of("overview", &["section", "figure", "value", "of", "share"])
}

/// The line of a figure, as typed.
pub(super) fn line(mut lines: impl Iterator<Item = &'static Line>, typed: &str) -> Option<&'static Line> {
    let code =
        |line: &&Line| line.figure.code == typed || [line.figure.label.zh, line.figure.label.en].contains(&typed);
    lines.find(code)
}

/// How many columns name a line.
pub(super) const NAMED: usize = 2;

/// The lines beside those of another day.
pub(super) fn beside(now: Rows, then: Rows) -> Rows {
    let pairing = Pairing { named: NAMED, ..Pairing::default() };
    now.beside(then, &pairing).unwrap_or_default()
}

/// The lines, and who of the people counted rests on a start that was only assumed.
pub(super) fn rows(db: &Db, question: &Question, with_returns: bool) -> Result<(Rows, Resting)> {
    let (mut rows, mut resting) = (Rows::default(), Resting::asked(question.resting));
    let page: Vec<&Line> = lines(with_returns).collect();
    for lines in page.chunk_by(|a, b| a.report == b.report) {
        let report = report(lines[0].report, with_returns)?;
        let counts: Vec<Count<'_>> = lines.iter().filter_map(|line| report.count(line.figure.code)).collect();
        let tally = count::count(db, &report, question, &[], (&counts, &[]))?;
        resting.append(tally.resting);
        let numbers = &tally.total.numbers;
        let number = |key: &str| counts.iter().zip(numbers).find(|(count, _)| count.key == key).map(|(_, n)| *n);
        for line in lines {
            let (value, of) = (number(line.figure.code), number(line.of));
            rows.groups.push(vec![
                line.section.entry().into(),
                Value::Code(&line.figure),
                value.into(),
                of.into(),
                of.map_or(Value::Null, |of| count::share(value.unwrap_or_default(), of)),
            ]);
        }
    }
    Ok((rows, resting))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_count_of_its_report() {
        for with_returns in [false, true] {
            for line in lines(with_returns) {
                let report = report(line.report, with_returns).unwrap();
                assert!(report.count(line.figure.code).is_some(), "{}", line.figure.code);
                let whole = lines(with_returns).find(|whole| whole.figure.code == line.of);
                assert!(line.of.is_empty() || whole.is_some_and(|whole| whole.report == line.report), "{}", line.of);
            }
            let told = lines(with_returns).map(|line| line.figure.code).collect::<Vec<_>>();
            assert_eq!(told.len(), if with_returns { 28 } else { 22 });
        }
    }
}
