//! The columns of meeting logs and attendance lists, and what one row says by itself.

use chrono::NaiveDate;

use super::count::Told as Numbers;
use super::row::Facts;
use super::{Form, Integration, Measure, MeetingKind, Partner, Presence, Reason, Tier, marks};
use super::{decision, lines};
use crate::date::{Moment, PartialDate, Time};
use crate::i18n::say;
use crate::import::Cells;
use crate::input::{Heading, Problem, Record};
use crate::meeting::texts;
use crate::rules::votes;

/// The columns of an export first, then those of an attendance list.
pub(super) const HEADINGS: &[Heading] = &[
    Heading {
        key: "meeting_file.org",
        synonyms: &[
            "org",
            "党支部",
            "支部",
            "所在支部",
            "所属支部",
            "党支部名称",
            "支部名称",
            "所属党支部",
            "党组织",
            "党组织名称",
            "组织名称",
            "所在党组织",
        ],
    },
    Heading {
        key: "meeting_file.code", synonyms: &["code", "组织代码", "党组织代码", "党组织编码", "所在党支部编码"]
    },
    Heading { key: "meeting_file.kind", synonyms: &["kind", "活动名称", "会议类别", "类别", "活动类型"] },
    Heading {
        key: "meeting_file.date",
        synonyms: &["date", "会议时间", "会议日期", "活动时间", "活动日期", "开会时间", "召开时间", "日期", "时间"],
    },
    Heading {
        key: "meeting_file.topic", synonyms: &["topic", "会议名称", "主题", "议题", "活动主题", "会议主题"]
    },
    Heading { key: "meeting_file.place", synonyms: &["place", "地点", "活动地点"] },
    Heading { key: "meeting_file.chair", synonyms: &["chair", "主持", "会议主持人"] },
    Heading { key: "meeting_file.recorder", synonyms: &["recorder", "记录", "会议记录人"] },
    Heading { key: "meeting_file.lecturer", synonyms: &["lecturer", "讲课人", "授课人", "主讲"] },
    Heading { key: "meeting_file.due", synonyms: &["due", "应到", "应到会", "应到会人数"] },
    Heading {
        key: "meeting_file.present", synonyms: &["present", "实到", "实到会人数", "参加人数", "到会人数"]
    },
    Heading { key: "meeting_file.on_leave", synonyms: &["on_leave", "请假"] },
    Heading { key: "meeting_file.absent", synonyms: &["absent", "缺席"] },
    Heading { key: "meeting_file.sit_ins", synonyms: &["sit_ins", "列席", "列席人数"] },
    Heading { key: "meeting_file.guests", synonyms: &["guests"] },
    Heading {
        key: "meeting_file.minutes", synonyms: &["minutes", "主要内容", "会议记录", "主要内容及特色"]
    },
    Heading { key: "meeting_file.resolution", synonyms: &["resolution", "决议", "决议内容"] },
    Heading { key: "meeting_file.decision_no", synonyms: &["decision_no"] },
    Heading { key: "meeting_file.rule", synonyms: &["rule", "表决类别", "表决方式规定"] },
    Heading {
        key: "meeting_file.voters",
        synonyms: &["voters", "应到会有表决权人数", "应到有表决权", "应到有表决权人数", "有表决权人数"],
    },
    Heading {
        key: "meeting_file.voters_present",
        synonyms: &["voters_present", "实到会", "实到会有表决权人数", "实到有表决权", "实到有表决权人数"],
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
    Heading { key: "meeting_file.minutes_long", synonyms: &["minutes_long", "时长", "会议时长"] },
    Heading { key: "meeting_file.integration", synonyms: &["integration"] },
    Heading { key: "meeting_file.tier", synonyms: &["tier", "层次"] },
    Heading { key: "meeting_file.form", synonyms: &["form"] },
    Heading { key: "meeting_file.measure", synonyms: &["measure"] },
    Heading { key: "meeting_file.partner", synonyms: &["partner", "共同举办单位", "合办群团"] },
    Heading { key: "meeting_file.campaigns", synonyms: &["campaigns", "系列活动"] },
    Heading { key: "meeting_file.remark", synonyms: &["remark", "审核情况", "说明"] },
    Heading {
        key: "meeting_file.gift_to", synonyms: &["gift_to", "捐助慰问对象", "捐赠对象", "受助对象"]
    },
    Heading {
        key: "meeting_file.gift_money",
        synonyms: &["gift_money", "捐款", "捐款金额", "捐助金额(元)", "捐赠金额"],
    },
    Heading { key: "meeting_file.gift_goods", synonyms: &["gift_goods", "捐物", "捐赠物品"] },
    Heading { key: "meeting_file.entry_title", synonyms: &["entry_title", "作品名称", "征文题目"] },
    Heading { key: "meeting_file.entry_by", synonyms: &["entry_by", "作品作者"] },
    Heading { key: "meeting_file.entry_award", synonyms: &["entry_award", "获奖", "奖项"] },
    Heading { key: "meeting_file.name", synonyms: &["name", "党员姓名", "参会人", "参会人员"] },
    Heading {
        key: "id_no", synonyms: &["公民身份证号", "公民身份证号码", "身份证号", "身份证号码"]
    },
    Heading {
        key: "meeting_file.presence",
        synonyms: &["presence", "考勤", "签到", "到会情况", "出勤情况", "考勤情况"],
    },
];

/// Where the topic stands among the texts.
const TOPIC: usize = 0;

/// Where the chair stands among them.
const CHAIR: usize = 2;

/// Where the remark stands among the texts; in a list it is that of the person.
const REMARK: usize = 7;

/// How somebody was there, and why not.
pub(super) type Attended = (Presence, Option<String>);

/// What a row says.
#[derive(Clone)]
pub(super) struct Told {
    /// The org as written; its code, where there is one, is surer.
    pub(super) org: Option<String>,
    pub(super) kind: Option<MeetingKind>,
    pub(super) date: Option<PartialDate>,
    pub(super) time: Option<Time>,
    pub(super) numbers: Numbers,
    pub(super) minutes: Minutes,
    pub(super) campaigns: Vec<String>,
    /// How it voted.
    pub(super) vote: Option<decision::Told>,
    /// The votes for it, as written.
    pub(super) votes_in_favour: Option<String>,
    /// Whether it does not say on what, so that it is taken to be the topic.
    pub(super) is_vote_on_topic: bool,
    /// Somebody by name, and how that one was there.
    pub(super) person: Option<(String, Attended)>,
    /// Whether there is a remark that says nothing of an absence.
    pub(super) is_remark_idle: bool,
    pub(super) problems: Vec<Problem>,
    texts: [Option<String>; 8],
    minutes_long: Option<u32>,
    integration: Option<Integration>,
    tier: Option<Tier>,
    form: Option<Form>,
    measure: Option<Measure>,
    partner: Option<Partner>,
    /// What it tells of gifts and pieces.
    pub(super) lines: lines::Told,
}

impl Told {
    /// Reads a row. Every fault of it is kept.
    pub(super) fn read(record: &Record<'_>, kind: Option<MeetingKind>, today: NaiveDate) -> Self {
        let mut cells = Cells::new(record, HEADINGS, today);
        let count = |cells: &mut Cells<'_>, key| cells.count(key);
        let mut numbers = Numbers {
            due: count(&mut cells, "meeting_file.due"),
            present: count(&mut cells, "meeting_file.present"),
            on_leave: count(&mut cells, "meeting_file.on_leave"),
            absent: count(&mut cells, "meeting_file.absent"),
        };
        let minutes_long = cells.count("meeting_file.minutes_long").filter(|minutes| *minutes > 0);
        let mut texts = ["topic", "place", "chair", "recorder", "lecturer", "sit_ins", "guests", "remark"]
            .map(|key| cells.text(&format!("meeting_file.{key}")));
        let told_kind = cells.code("meeting_file.kind").or(kind);
        let integration = cells.code("meeting_file.integration");
        let (tier, form) = (cells.code("meeting_file.tier"), cells.code("meeting_file.form"));
        let (measure, partner) = (cells.code("meeting_file.measure"), cells.code("meeting_file.partner"));
        let lines = lines::Told::read(&mut cells);
        let (date, time) = moment(&mut cells);
        for (key, is_told) in [("meeting_file.kind", told_kind.is_some()), ("meeting_file.date", date.is_some())] {
            if !is_told && cells.cell(key).is_none() {
                cells.fault(key, say!(FieldNeeded));
            }
        }
        let vote = decision::Told::read(&mut cells, texts[TOPIC].as_deref());
        // Where nothing was voted on, those there are all that the column can mean.
        const THERE: &str = "meeting_file.voters_present";
        if vote.is_none() && numbers.present.is_none() && !cells.is_faulty(THERE) {
            numbers.present = cells.count(THERE);
        }
        let is_vote_on_topic = vote.is_some() && cells.cell("meeting_file.resolution").is_none();
        let person = person(&mut cells);
        let remark = person.as_ref().and_then(|_| texts[REMARK].take());
        let is_remark_idle = remark.is_some() && person.as_ref().is_some_and(|(_, (presence, _))| is_there(*presence));
        let split = |text: String| text.split(['、', ';', '；']).map(|part| part.trim().to_owned()).collect::<Vec<_>>();
        let campaigns = cells.text("meeting_file.campaigns").map(split).unwrap_or_default();
        Self {
            org: cells.text("meeting_file.code").or_else(|| cells.text("meeting_file.org")),
            kind: told_kind,
            date,
            time,
            numbers,
            minutes: Minutes::read(&cells, vote.is_some()),
            campaigns: campaigns.into_iter().filter(|name| !name.is_empty()).collect(),
            vote,
            votes_in_favour: cells.text("in_favour"),
            is_vote_on_topic,
            person,
            is_remark_idle,
            texts,
            minutes_long,
            integration,
            tier,
            form,
            measure,
            partner,
            lines,
            problems: cells.problems(),
        }
    }

    /// Whether it says which of the meetings of its day it is about.
    pub(super) fn is_one_of_day(&self) -> bool {
        self.time.is_some() || self.topic().is_some()
    }

    /// Lays what is told of a meeting over what is known; an empty cell wipes nothing out.
    pub(super) fn lay_over(&self, facts: &mut Facts) {
        let [topic, place, chair, recorder, lecturer, sit_ins, guests, remark] = self.texts.clone();
        facts.time = self.time.or(facts.time);
        facts.minutes_long = self.minutes_long.or(facts.minutes_long);
        facts.integration = self.integration.or(facts.integration);
        facts.tier = self.tier.or(facts.tier);
        facts.form = self.form.or(facts.form);
        facts.measure = self.measure.or(facts.measure);
        facts.partner = self.partner.or(facts.partner);
        for (told, known) in [
            (topic, &mut facts.topic),
            (place, &mut facts.place),
            (chair, &mut facts.chair),
            (recorder, &mut facts.recorder),
            (lecturer, &mut facts.lecturer),
            (sit_ins, &mut facts.sit_ins),
            (guests, &mut facts.guests),
            (remark, &mut facts.remark),
        ] {
            if told.is_some() {
                *known = told;
            }
        }
    }

    /// Takes in what another row of a list tells of the same meeting, and returns whether the two agree. An empty cell
    /// says nothing, and a remark is that of the person.
    pub(super) fn take_in(&mut self, other: &Self) -> bool {
        let campaigns = |told: &Self| Some(told.campaigns.clone()).filter(|names| !names.is_empty());
        let mut of_both = campaigns(self);
        let mut agree = vec![
            agreed(&mut self.minutes.said, &other.minutes.said),
            agreed(&mut self.minutes.decided, &other.minutes.decided),
            agreed(&mut self.minutes_long, &other.minutes_long),
            agreed(&mut self.integration, &other.integration),
            agreed(&mut self.tier, &other.tier),
            agreed(&mut self.form, &other.form),
            agreed(&mut self.measure, &other.measure),
            agreed(&mut self.partner, &other.partner),
            agreed(&mut self.lines.gift, &other.lines.gift),
            agreed(&mut self.lines.entry, &other.lines.entry),
            agreed(&mut of_both, &campaigns(other)),
            agreed(&mut self.numbers.due, &other.numbers.due),
            agreed(&mut self.numbers.present, &other.numbers.present),
            agreed(&mut self.vote, &other.vote),
        ];
        self.campaigns = of_both.unwrap_or_default();
        agree.extend(self.texts.iter_mut().zip(&other.texts).map(|(mine, theirs)| agreed(mine, theirs)));
        !agree.contains(&false)
    }

    /// Who chaired it, as written.
    pub(super) fn chair(&self) -> Option<&str> {
        self.texts[CHAIR].as_deref()
    }

    /// What the meeting was about.
    pub(super) fn topic(&self) -> Option<&str> {
        self.texts[TOPIC].as_deref()
    }
}

/// Fills in what one row does not tell from another; returns whether they agree.
fn agreed<T: Clone + PartialEq>(mine: &mut Option<T>, theirs: &Option<T>) -> bool {
    if mine.is_none() {
        mine.clone_from(theirs);
    }
    theirs.is_none() || mine == theirs
}

fn is_there(presence: Presence) -> bool {
    matches!(presence, Presence::Present | Presence::Late)
}

/// The day, with the time behind it if one is told. A time that does not exist is a fault.
fn moment(cells: &mut Cells<'_>) -> (Option<PartialDate>, Option<Time>) {
    const KEY: &str = "meeting_file.date";
    match cells.cell(KEY).filter(|cell| cell.contains([':', '：'])).map(str::parse::<Moment>) {
        Some(Err(bad)) => {
            cells.fault(KEY, bad.0);
            (None, None)
        }
        Some(Ok(moment)) => (cells.date(KEY), moment.time),
        None => (cells.date(KEY), None),
    }
}

/// Where the paragraph of a decision begins in the minutes.
const DECIDED: &str = "会议决议: ";

/// What was said; and what was decided, where no vote is told that could be judged, as a paragraph of its own at the end.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Minutes {
    said: Option<String>,
    decided: Option<String>,
}

impl Minutes {
    /// Reads what a row tells; a resolution with its vote stands on its own.
    fn read(cells: &Cells<'_>, is_voted_on: bool) -> Self {
        let mut told = cells.text("meeting_file.minutes").map(|text| Self::of(&text)).unwrap_or_default();
        let decided = cells.text("meeting_file.resolution").filter(|_| !is_voted_on);
        told.decided = decided.or(told.decided);
        told
    }

    /// Takes stored minutes apart.
    fn of(text: &str) -> Self {
        let parted = match text.strip_prefix(DECIDED) {
            Some(decided) => Some(("", decided)),
            None => text.rsplit_once(&format!("\n{DECIDED}")),
        };
        let (said, decided) = parted.map_or((text, None), |(said, decided)| (said, Some(decided)));
        Self { said: Some(said.to_owned()).filter(|said| !said.is_empty()), decided: decided.map(str::to_owned) }
    }

    /// The whole text, where a row does not tell one of the two by what is stored; `None` if there is neither.
    pub(super) fn over(&self, stored: Option<&str>) -> Option<String> {
        let stored = stored.map(Self::of).unwrap_or_default();
        let said = self.said.clone().or(stored.said);
        let decided = self.decided.clone().or(stored.decided).map(|decided| format!("{DECIDED}{decided}"));
        let parts: Vec<String> = said.into_iter().chain(decided).collect();
        Some(parts.join("\n")).filter(|text| !text.is_empty())
    }
}

/// Who is named, by a number that an export has not masked or else by name, and how that one was there: nothing told is
/// present. A remark tells why somebody was not.
fn person(cells: &mut Cells<'_>) -> Option<(String, Attended)> {
    const KEY: &str = "meeting_file.presence";
    let number = cells.text("id_no");
    let whole = number.clone().filter(|number| !number.contains('*'));
    let Some(name) = whole.or_else(|| cells.text("meeting_file.name")).or(number) else {
        if cells.cell(KEY).is_some() {
            cells.fault("meeting_file.name", say!(FieldNeeded));
        }
        return None;
    };
    let Some(cell) = cells.cell(KEY) else { return Some((name, (Presence::Present, None))) };
    if let Ok(reason) = cell.parse::<Reason>() {
        return Some((name, (Presence::Leave, Some(reason.code().to_owned()))));
    }
    let presence = cells.code::<Presence>(KEY)?;
    let remark = cells.cell("meeting_file.remark").and_then(marks::reason_of);
    let reason = match presence {
        Presence::LeftOut => remark.or_else(|| Some(cell.to_owned())),
        _ => remark.filter(|_| !is_there(presence)),
    };
    Some((name, (presence, reason)))
}
