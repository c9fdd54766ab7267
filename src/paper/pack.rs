//! The papers of one person on the way into the Party, in the order in which they are kept, with a contents page: what is there, what
//! is missing, what is dated out of order.

use super::fields::Values;
use super::value::{Day, List};
use crate::code::codes;
use crate::date::PartialDate;
use crate::i18n::{Label, Text, say};
use crate::paper::texts;

codes! {
    /// How it stands with a paper.
    pub(super) enum Standing {
        Filled = "filled", "已填写", "filled";
        ByHand = "by-hand", "附原件", "original";
        Missing = "missing", "缺", "missing";
        NotYet = "not-yet", "未到", "not yet";
    }
}

/// A paper of the file.
struct Kept {
    title: Label,
    /// The field that tells its day; none: it is kept from the step before on, and no record tells of it.
    day: Option<&'static str>,
    /// The forms that make it; else the original goes in.
    forms: &'static [&'static str],
}

/// Of the papers of a candidacy, that of the org above comes before or after, as the norm of the day has it.
const ANY_TIME: &str = "candidate_filed";

/// Declares the papers in the order of the file: titles, the day, the forms.
macro_rules! kept {
    ($( $zh:literal, $en:literal, $day:expr, $forms:expr; )+) => {
        const FILE: &[Kept] = &[ $( Kept { title: Label { zh: $zh, en: $en }, day: $day, forms: &$forms } ),+ ];
    };
}

kept! {
    "入党申请书", "application", Some("applied"), [];
    "入党申请人谈话记录", "record of the talk", Some("talked"), ["talk-record"];
    "推荐（推优）和确定为积极分子的材料", "papers of the naming as activist", Some("nominated"), [];
    "积极分子备案材料", "filing of the activist", Some("nominated_filed"), [];
    "入党积极分子培养考察登记表", "registration and evaluation form", Some("evaluations"), ["activist-record"];
    "思想汇报", "reports of one's thoughts", None, [];
    "发展对象公示", "public notice", Some("notice_to"), ["candidate-notice"];
    "列为发展对象的材料", "papers of the candidacy", Some("candidate"), [];
    "发展对象备案（同意）材料", "filing or consent of the org above", Some("candidate_filed"), [];
    "政治审查材料", "political review", Some("reviewed"), ["political-review"];
    "集中培训证明", "certificates of training", Some("trainings"), [];
    "党委预审意见", "pre-review", Some("prereviewed"), ["prereview"];
    "中国共产党入党志愿书", "book of admission", Some("admitted"), [];
    "支部大会接收决议和票决材料", "resolution on the admission, and the ballots", Some("admitted"), ["admission-resolution"];
    "党委审批材料和入党通知书", "approval, and notice of it", Some("approved"), ["approval-sheet", "admission-notice"];
    "入党宣誓记录", "record of the oath", Some("sworn"), [];
    "转正申请书", "application for conversion", Some("converted"), [];
    "支部大会转正决议和票决材料", "resolution on the conversion, and the ballots", Some("converted"), ["conversion-resolution"];
    "转正审批材料和转正通知书", "approval of the conversion, and notice of it", Some("confirmed"), ["conversion-notice"];
}

/// A line of the contents.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its place in the file, from 1.
    pub(super) number: usize,
    pub(super) title: Label,
    pub(super) day: Option<PartialDate>,
    pub(super) standing: Standing,
    /// The forms to be filled for it.
    pub(super) forms: &'static [&'static str],
    /// What is wrong with its day.
    pub(super) fault: Option<Text>,
}

/// The contents of the file of a person of whom these values are known.
pub(super) fn contents(values: &Values) -> Vec<Entry> {
    let days: Vec<Option<PartialDate>> = FILE.iter().map(|kept| day(values, kept.day?)).collect();
    let furthest = days.iter().rposition(Option::is_some);
    let mut latest: Option<(usize, PartialDate)> = None;
    let mut entries = Vec::new();
    for (at, (kept, day)) in FILE.iter().zip(days).enumerate() {
        let has_come = furthest.is_some_and(|furthest| at <= furthest);
        let standing = match day {
            Some(_) if kept.forms.is_empty() => Standing::ByHand,
            Some(_) => Standing::Filled,
            None if has_come && kept.day.is_none() => Standing::ByHand,
            None if has_come => Standing::Missing,
            None => Standing::NotYet,
        };
        let in_order = day.filter(|_| kept.day != Some(ANY_TIME));
        let before = in_order.zip(latest).filter(|(day, (_, latest))| day.last_day() < latest.first_day());
        let fault = before.map(|(_, (number, on))| say!(DatedBefore { number, on: &on }));
        if fault.is_none()
            && let Some(day) = in_order
        {
            latest = Some((at + 1, day));
        }
        let forms = if day.is_some() { kept.forms } else { &[] };
        entries.push(Entry { number: at + 1, title: kept.title, day, standing, forms, fault });
    }
    entries
}

/// The day that a field tells; of a list that of its first entry.
fn day(values: &Values, field: &str) -> Option<PartialDate> {
    let value = values.get(field)?;
    if let Some(list) = value.downcast_object_ref::<List>() {
        let first = list.items.first()?.get_attr("date").ok()?;
        return first.downcast_object_ref::<Day>().map(|day| day.0);
    }
    value.downcast_object_ref::<Day>().map(|day| day.0)
}

#[cfg(test)]
mod tests {
    use minijinja::value::Value;

    use super::*;
    use crate::i18n::Lang;

    fn file(days: &[(&str, &str)]) -> Vec<Entry> {
        let day = |day: &str| Value::from_object(Day(day.parse().unwrap()));
        contents(&days.iter().map(|(field, date)| ((*field).to_owned(), day(date))).collect())
    }

    #[test]
    fn what_lies_between_two_papers_is_missing_and_what_comes_later_not_yet_due() {
        let file = file(&[("applied", "2010-01-05"), ("nominated", "2010-04-01"), ("candidate", "2011-05-20")]);
        let standing: Vec<Standing> = file.iter().map(|entry| entry.standing).take(10).collect();
        use Standing::{ByHand, Missing, NotYet};
        assert_eq!(standing, [ByHand, Missing, ByHand, Missing, Missing, ByHand, Missing, ByHand, NotYet, NotYet]);
        assert!(file.iter().all(|entry| entry.fault.is_none() && entry.forms.is_empty()));
    }

    #[test]
    fn a_paper_dated_before_one_that_comes_before_it_is_told() {
        let file = file(&[
            ("applied", "2010-01-05"),
            ("notice_to", "2011-05-30"),
            ("candidate", "2011-05-20"),
            ("candidate_filed", "2011-05-01"),
            ("approved", "2011-07-10"),
            ("sworn", "2011-07"),
        ]);
        let faults: Vec<(usize, String)> =
            file.iter().filter_map(|entry| Some((entry.number, entry.fault.as_ref()?.say(Lang::Zh)))).collect();
        assert_eq!(faults, [(8, "日期早于第 7 项(2011-05-30)".to_owned())]);
        assert_eq!(file[14].forms, ["approval-sheet", "admission-notice"]);
    }
}
