//! The columns of a roster of people on the way into the Party, and what one row says by itself.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::ballot::{self, Ballot};
use super::holes::Due;
use super::{Details, Stage, Step, Taken};
use crate::activist::texts;
use crate::date::PartialDate;
use crate::i18n::{Label, label, say};
use crate::import::Cells;
use crate::input::{Heading, Problem, Record};
use crate::member::check::{self, Facts, Needs};
use crate::member::draft::{self, Draft, Field};
use crate::rules::votes;
use crate::text;

/// What is told of the person, under the same headings as in a roster of members.
pub(super) const PERSONAL: [Field; 17] = [
    Field::No,
    Field::Name,
    Field::Sex,
    Field::IdNo,
    Field::Ethnicity,
    Field::Birth,
    Field::NativePlace,
    Field::Education,
    Field::Degree,
    Field::Unit,
    Field::Job,
    Field::Position,
    Field::Owner,
    Field::Phone,
    Field::Landline,
    Field::Address,
    Field::Remark,
];

/// Headings of members that mean something of the way here: the org, the stage, admission and conversion.
const BORROWED: [Field; 4] = [Field::Org, Field::Category, Field::Joined, Field::FullOn];

/// All columns: those of the way first, whose labels go before those of members.
pub(crate) static HEADINGS: LazyLock<Vec<Heading>> = LazyLock::new(|| {
    let of_members = PERSONAL.iter().chain(&BORROWED).map(|field| draft::HEADINGS[*field as usize]);
    OWN.iter().copied().chain(of_members).collect()
});

const OWN: &[Heading] = &[
    Heading { key: "stage", synonyms: &["当前发展阶段", "发展阶段", "人员类型"] },
    Heading {
        key: "accepting_org", synonyms: &["接受申请的党组织", "联系党支部", "隶属党组织", "党组织"]
    },
    Heading {
        key: "applied",
        synonyms: &[
            "入党申请时间",
            "入党申请日期",
            "申请入党时间",
            "提交书面申请书时间",
            "提交书面申请书日期",
            "递交入党申请书时间",
            "递交入党申请书日期",
            "申请时间",
            "申请日期",
        ],
    },
    Heading { key: "talked", synonyms: &["谈话时间", "派人谈话时间", "派人谈话日期"] },
    Heading { key: "talked_by", synonyms: &["谈话人姓名"] },
    Heading {
        key: "nominated",
        synonyms: &[
            "确定入党积极分子时间",
            "确定为入党积极分子时间",
            "确定为入党积极分子日期",
            "确定为积极分子时间",
            "确定为积极分子日期",
            "列为入党积极分子日期",
            "列为入党积极分子时间",
            "列为积极分子日期",
            "列为积极分子时间",
            "确定积极分子时间",
            "确定积极分子日期",
            "成为入党积极分子时间",
            "成为入党积极分子日期",
            "成为积极分子时间",
            "成为积极分子日期",
        ],
    },
    Heading {
        key: "filed", synonyms: &["报党委备案时间", "报党委备案日期", "上级备案日期", "积极分子备案时间"]
    },
    Heading { key: "contacts", synonyms: &["指定培养联系人", "培养人", "培养考察人"] },
    Heading { key: "contact1", synonyms: &["培养联系人一"] },
    Heading { key: "contact2", synonyms: &["培养联系人二"] },
    Heading {
        key: "last_evaluated", synonyms: &["考察时间", "考察日期", "最近考察时间", "最近考察日期"]
    },
    Heading { key: "evaluation_result", synonyms: &["考察情况", "考察意见"] },
    Heading {
        key: "candidate_on",
        synonyms: &[
            "列为发展对象时间",
            "确定为发展对象时间",
            "确定为发展对象日期",
            "确定发展对象时间",
            "确定发展对象日期",
        ],
    },
    Heading {
        key: "consented", synonyms: &["发展对象备案时间", "发展对象备案日期", "上级党委同意时间"]
    },
    Heading {
        key: "activist_file.notice_from", synonyms: &["notice_from", "公示开始时间", "发展公示开始日期"]
    },
    Heading {
        key: "activist_file.notice_to", synonyms: &["notice_to", "公示结束时间", "发展公示结束日期"]
    },
    Heading { key: "reviewed", synonyms: &["政治审查时间", "政审时间", "政审日期"] },
    Heading { key: "review_result", synonyms: &["政治审查结论", "政审结果", "政审情况"] },
    Heading {
        key: "trained",
        synonyms: &["发展对象培训结束时间", "发展对象培训结束日期", "集中培训结束时间", "培训结束时间", "培训结束日期"],
    },
    Heading { key: "trained_hours", synonyms: &["学时", "集中培训学时"] },
    Heading { key: "certificate", synonyms: &["结业证书编号", "培训证书编号"] },
    Heading { key: "prereviewed", synonyms: &["党委预审时间", "预审时间", "党委预审日期"] },
    Heading { key: "prereview_doc", synonyms: &["预审批复文号"] },
    Heading { key: "activist_file.admitted", synonyms: &["admitted", "支部大会接收日期"] },
    Heading { key: "introducers", synonyms: &["确定入党介绍人"] },
    Heading { key: "introducer1", synonyms: &["入党介绍人一", "介绍人1"] },
    Heading { key: "introducer2", synonyms: &["入党介绍人二", "介绍人2"] },
    Heading {
        key: "approved",
        synonyms: &["审批时间", "党委审批时间", "党委审批日期", "批准时间", "批准日期", "党委研究决定时间"],
    },
    Heading { key: "approval_doc", synonyms: &["审批批复文号"] },
    Heading { key: "sworn", synonyms: &["宣誓时间", "入党宣誓时间", "入党宣誓日期"] },
    Heading { key: "extended", synonyms: &["延长预备期决定日期", "延长预备期决定时间"] },
    Heading { key: "extended_until", synonyms: &["延长预备期到", "预备期延长至"] },
    Heading { key: "converted", synonyms: &["支部大会转正日期"] },
    Heading { key: "confirmed", synonyms: &["转正审批时间", "转正批准日期", "转正批准时间"] },
    Heading { key: "confirmation_doc", synonyms: &["转正批复文号"] },
    Heading {
        key: "activist_file.ended", synonyms: &["ended", "终止时间", "移除时间", "移除日期", "未通过时间"]
    },
    Heading {
        key: "activist_file.end_reason", synonyms: &["end_reason", "终止的原因", "移除原因", "未通过原因"]
    },
    Heading {
        key: "voters",
        synonyms: &[
            "应到会有表决权",
            "应到会有表决权人数",
            "应到有表决权",
            "应到有表决权人数",
            "有表决权人数",
            "应到会人数",
            "应到人数",
            "应到",
        ],
    },
    Heading {
        key: "present",
        synonyms: &["实到会有表决权", "实到会有表决权人数", "实到会人数", "实到人数", "实到", "到会人数"],
    },
    Heading { key: "written", synonyms: votes::WRITTEN },
    Heading { key: "in_favour", synonyms: votes::IN_FAVOUR },
    Heading { key: "against", synonyms: votes::AGAINST },
    Heading { key: "abstained", synonyms: votes::ABSTAINED },
    Heading { key: "secret", synonyms: votes::SECRET },
    Heading { key: "written_for", synonyms: votes::WRITTEN_FOR },
    Heading { key: "written_against", synonyms: votes::WRITTEN_AGAINST },
    Heading { key: "written_abstain", synonyms: votes::WRITTEN_ABSTAIN },
    Heading { key: "excused", synonyms: votes::EXCUSED },
    Heading { key: "excused_consent", synonyms: votes::EXCUSED_CONSENT },
    Heading {
        key: "converted_voters",
        synonyms: &["转正应到会有表决权", "转正应到会人数", "转正应到人数", "转正应到"],
    },
    Heading {
        key: "converted_present",
        synonyms: &["转正实到会有表决权", "转正实到会人数", "转正实到人数", "转正实到"],
    },
    Heading { key: "converted_written", synonyms: &["转正书面意见人数"] },
    Heading { key: "converted_in_favour", synonyms: &["转正赞成票", "转正赞成票数", "转正同意"] },
    Heading { key: "converted_against", synonyms: &["转正反对票", "转正反对票数", "转正不同意"] },
    Heading { key: "converted_abstained", synonyms: &["转正弃权票", "转正弃权票数"] },
    Heading { key: "converted_secret", synonyms: &["转正无记名"] },
    Heading { key: "converted_written_for", synonyms: &["转正书面赞成"] },
    Heading { key: "converted_written_against", synonyms: &["转正书面不同意"] },
    Heading { key: "converted_written_abstain", synonyms: &[] },
    Heading { key: "converted_excused", synonyms: &["转正不计入应到人员"] },
    Heading { key: "converted_excused_consent", synonyms: &[] },
];

/// Each step with the column of its day.
const STEPS: [(Step, &str); 14] = [
    (Step::Applied, "applied"),
    (Step::Talked, "talked"),
    (Step::Nominated, "nominated"),
    (Step::Evaluated, "last_evaluated"),
    (Step::Candidate, "candidate_on"),
    (Step::Reviewed, "reviewed"),
    (Step::Trained, "trained"),
    (Step::Prereviewed, "prereviewed"),
    (Step::Admitted, "activist_file.admitted"),
    (Step::Approved, "approved"),
    (Step::Sworn, "sworn"),
    (Step::Extended, "extended"),
    (Step::Converted, "converted"),
    (Step::Confirmed, "confirmed"),
];

/// The columns of the first and last day of a public notice.
const NOTICE: [&str; 2] = ["activist_file.notice_from", "activist_file.notice_to"];

/// The column of the day of a step.
pub(super) fn column_of(step: Step) -> &'static str {
    STEPS.iter().find(|(known, _)| *known == step).map_or("applied", |(_, key)| *key)
}

/// The column that tells of what is due on the way.
pub(super) fn column_of_due(due: Due) -> &'static str {
    match due {
        Due::Step(step) => column_of(step),
        Due::Notice => NOTICE[0],
    }
}

/// A step as a row tells of it: with its day, or only with what came of it.
#[derive(Debug, Clone)]
pub(super) struct ToldStep {
    pub(super) step: Step,
    pub(super) date: Option<PartialDate>,
    pub(super) details: Details,
    /// How the meeting voted on it.
    pub(super) ballot: Option<Ballot>,
}

/// What a row says by itself.
#[derive(Debug)]
pub(super) struct Told {
    /// The person, checked as far as it can be without the records.
    pub(super) facts: Facts,
    pub(super) name: String,
    /// The org that the person stands with, else the one that was applied to, as named.
    pub(super) org: Option<String>,
    /// How far the person has come: column, stage, as written.
    pub(super) stages: Vec<(&'static str, Stage, String)>,
    /// In the order of the way.
    pub(super) steps: Vec<ToldStep>,
    pub(super) talked_by: Option<String>,
    pub(super) contacts: Vec<String>,
    pub(super) introducers: Vec<String>,
    pub(super) ended: Option<PartialDate>,
    pub(super) end_reason: Option<String>,
    pub(super) problems: Vec<Problem>,
}

impl Told {
    /// Reads a row. Nothing can have happened after `today`.
    pub(super) fn read(record: &Record<'_>, today: NaiveDate) -> Self {
        let mut cells = Cells::new(record, &HEADINGS, today);
        let admitted = either(&mut cells, ["activist_file.admitted", Field::Joined.key()]);
        let converted = either(&mut cells, ["converted", Field::FullOn.key()]);
        let [mut on_admission, mut on_conversion] = ballot::read(&mut cells, admitted.is_some(), converted.is_some());
        let steps = STEPS.iter().filter_map(|(step, column)| {
            let date = match step {
                Step::Admitted => admitted,
                Step::Converted => converted,
                _ => cells.date(column),
            };
            let details = details(&mut cells, *step);
            let ballot = match step {
                Step::Admitted => on_admission.take(),
                Step::Converted => on_conversion.take(),
                _ => None,
            };
            let is_told = date.is_some() || details != Details::default() || ballot.is_some();
            is_told.then_some(ToldStep { step: *step, date, details, ballot })
        });
        let steps: Vec<ToldStep> = steps.collect();
        let draft = draft_of(record, &steps, today);
        let mut told = Self {
            name: cells.text("name").unwrap_or_default(),
            org: cells.text("org").or_else(|| cells.text("accepting_org")),
            stages: ["stage", Field::Category.key()].iter().filter_map(|key| stage(&mut cells, key)).collect(),
            talked_by: cells.text("talked_by"),
            contacts: names(&cells, &["contacts", "contact1", "contact2"]),
            introducers: names(&cells, &["introducers", "introducer1", "introducer2"]),
            ended: cells.date("activist_file.ended"),
            end_reason: cells.text("activist_file.end_reason"),
            steps,
            problems: cells.problems(),
            facts: check::facts(&draft, today, Needs::NoRoll),
        };
        // Under the heading of the names it is a fault of the name, with those of the other cells.
        if let Some(foot) = record.foot().filter(|foot| *foot != told.name) {
            told.facts.refuse_foot(foot);
            told.problems.clear();
        }
        told
    }

    /// The day of a step, if the row tells it.
    pub(super) fn on(&self, step: Step) -> Option<PartialDate> {
        self.steps.iter().find(|told| told.step == step)?.date
    }

    /// The steps that the row tells with their days.
    pub(super) fn taken(&self) -> Vec<Taken> {
        let taken = |told: &ToldStep| Some(Taken { step: told.step, date: told.date?, details: told.details.clone() });
        self.steps.iter().filter_map(taken).collect()
    }
}

/// What a row tells of the person, as of a member of whom no roll is told.
pub(super) fn draft_of<'r>(record: &'r Record<'_>, steps: &[ToldStep], today: NaiveDate) -> Draft<'r> {
    let mut draft = Draft::of_row(record);
    for field in PERSONAL {
        let at = HEADINGS.iter().position(|heading| heading.key == field.key());
        if let Some(cell) = at.and_then(|at| record.cell(at)) {
            draft.tell_cell(field, cell, today);
        }
    }
    for (field, step) in [(Field::Joined, Step::Admitted), (Field::FullOn, Step::Converted)] {
        if let Some(date) = steps.iter().find(|told| told.step == step).and_then(|told| told.date) {
            draft.tell(field, date.to_string());
        }
    }
    draft
}

/// A day that may stand in either of two columns.
fn either(cells: &mut Cells<'_>, [first, second]: [&'static str; 2]) -> Option<PartialDate> {
    let (date, other) = (cells.date(first), cells.date(second));
    if let (Some(date), Some(other)) = (&date, &other)
        && date != other
    {
        let column = label(first).unwrap_or(Label { zh: "?", en: "?" });
        cells.fault(second, say!(ToldOtherwise { column, value: date }));
    }
    date.or(other)
}

/// What is told of a step beside its day. Who talked is a name yet.
fn details(cells: &mut Cells<'_>, step: Step) -> Details {
    let mut details = Details::default();
    match step {
        Step::Nominated => details.superior_on = cells.date("filed"),
        Step::Evaluated => details.result = cells.text("evaluation_result"),
        Step::Candidate => {
            details.superior_on = cells.date("consented");
            details.notice = notice(cells);
        }
        Step::Reviewed => details.result = cells.text("review_result"),
        Step::Trained => {
            details.hours = hours(cells);
            details.doc_no = cells.text("certificate");
        }
        Step::Prereviewed => details.doc_no = cells.text("prereview_doc"),
        Step::Approved => details.doc_no = cells.text("approval_doc"),
        Step::Extended => details.until = until(cells),
        Step::Confirmed => details.doc_no = cells.text("confirmation_doc"),
        Step::Applied | Step::Talked | Step::Admitted | Step::Sworn | Step::Converted => {}
    }
    details
}

fn hours(cells: &mut Cells<'_>) -> Option<u32> {
    let hours = cells.count("trained_hours").filter(|hours| *hours > 0)?;
    if hours > 1000 {
        cells.fault("trained_hours", say!(HoursTooMany));
    }
    Some(hours)
}

/// A public notice has a first and a last day, in this order.
fn notice(cells: &mut Cells<'_>) -> Option<(NaiveDate, NaiveDate)> {
    match NOTICE.map(|key| cells.date(key)) {
        [Some(from), Some(to)] if from.is_exact() && to.is_exact() && to.first_day() >= from.first_day() => {
            Some((from.first_day(), to.first_day()))
        }
        [None, None] => None,
        // A day that cannot be read is told already.
        _ if NOTICE.iter().any(|key| cells.is_faulty(key)) => None,
        _ => {
            cells.fault(NOTICE[1], say!(NoticeHalf));
            None
        }
    }
}

/// The new end of a probation, which may lie ahead.
fn until(cells: &mut Cells<'_>) -> Option<NaiveDate> {
    match cells.cell("extended_until")?.parse::<PartialDate>() {
        Ok(until) if until.is_exact() => return Some(until.first_day()),
        Ok(_) => cells.fault("extended_until", say!(DayNeeded)),
        Err(bad) => cells.fault("extended_until", bad.0),
    }
    None
}

fn stage(cells: &mut Cells<'_>, key: &'static str) -> Option<(&'static str, Stage, String)> {
    Some((key, cells.code(key)?, cells.text(key)?))
}

/// The names in some cells, each once: one or two in a cell, however they are parted.
fn names(cells: &Cells<'_>, keys: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for cell in keys.iter().filter_map(|key| cells.cell(key)) {
        for name in cell.split(['、', ',', '，', ';', '；', '/', '\n']).map(text::name).filter(|name| !name.is_empty())
        {
            if !names.iter().any(|known| *known == name) {
                names.push(name.into_owned());
            }
        }
    }
    names
}
