//! Meetings and activities: what was held, who was due and who was there, what was decided.
//!
//! Who is due is worked out from the roll of the day (`due`) when a meeting is recorded, and kept with it: nothing that
//! is booked later changes what was valid then. Attendance is told by names (`sheet`) or by numbers (`count`); a vote's
//! result is worked out by the norms of the day (`result`) and never stored. What was said is found again by
//! `find`, over the index of `db/words.rs`.

mod attend;
mod campaign;
pub mod cli;
mod columns;
mod count;
mod decision;
mod due;
mod edit;
mod entry;
mod export;
mod facts;
mod find;
mod follow;
mod give;
mod import;
mod lines;
mod list;
mod marks;
mod record;
mod resolve;
mod result;
mod row;
mod set;
mod sheet;
mod show;
pub(crate) mod texts;
mod voices;
mod void;

pub use record::{NewMeeting, record};
pub use row::Meeting;

use rusqlite::{Connection, OptionalExtension as _};

use crate::code::codes;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Text, say};
use crate::org;

codes! {
    /// Kinds of meetings and activities, with the names of the national system among the synonyms.
    pub enum MeetingKind {
        General = "general", "支部党员大会", "general meeting", ["党员大会", "支部大会", "党支部党员大会"];
        Committee = "committee", "支部委员会", "committee meeting", ["支委会", "支部委员会会议", "党支部委员会会议"];
        Group = "group", "党小组会", "group meeting", ["小组会", "党小组会议"];
        Lecture = "lecture", "党课", "Party lecture", ["上党课", "支部党课"];
        ThemeDay = "theme-day", "主题党日", "theme day", ["主题党日活动", "固定党日"];
        OrgLife = "org-life", "组织生活会", "organisational life meeting", ["民主生活会"];
        Appraisal = "appraisal", "民主评议党员", "appraisal", ["民主评议", "组织生活会和民主评议党员"];
        Joint = "joint", "党政联席会议", "joint conference", ["联席会议", "党政联席会", "党政联席"];
        Board = "board", "列席行政决策层会议", "sit-in at the board", ["列席行政会议", "列席理事会"];
        Consult = "consult", "征求党员群众意见", "consultation", ["征求意见"];
        Analysis = "analysis", "党性分析", "analysis of Party spirit";
        Service = "service", "联系服务群众", "service";
        Training = "training", "培训", "training", ["党员培训"];
        Study = "study", "专题学习", "study", ["学习", "集中学习"];
        StudyTour = "study-tour", "外出考察、实地见学", "study tour", ["外出考察", "实地见学", "见学", "考察"];
        Contest = "contest", "征文、演讲", "contest", ["征文", "演讲", "征文比赛", "演讲比赛"];
        Charity = "charity", "捐助、慰问", "charity", ["捐助", "慰问", "捐款", "捐赠"];
        Visit = "visit", "调研接待", "visit", ["调研", "接待"];
        Mass = "mass", "党群共建", "with mass organisations", ["党工共建", "党团共建"];
        Open = "open", "党务公开", "open Party affairs";
        Other = "other", "其他活动", "other", ["其他"];
    }

    /// Whom a training is for 层次.
    pub enum Tier {
        Leaders = "leaders", "党组织负责人", "leaders", ["负责人", "支部书记"];
        Backbone = "backbone", "会员企业党员骨干", "backbone members", ["党员骨干", "骨干"];
        Activists = "activists", "入党积极分子", "activists", ["积极分子"];
        All = "all", "全体党员", "all members", ["全体"];
    }

    /// How a training teaches 形式.
    pub enum Form {
        Lecture = "lecture", "上党课", "Party lecture", ["党课"];
        SpecialLecture = "special-lecture", "专题辅导", "special lecture", ["专题讲座", "讲座", "专题报告"];
        Meeting = "meeting", "以会代训", "meeting as training";
        StudyTour = "study-tour", "外出考察", "study tour", ["见学", "实地见学"];
    }

    /// Which of the three measures of education a training belongs to 三项措施.
    pub enum Measure {
        Forms = "forms", "多形式教育", "many forms", ["多形式"];
        Tiers = "tiers", "分层次培训", "by tiers", ["分层次"];
        Practice = "practice", "实践性锻炼", "practice", ["实践锻炼", "实践性"];
    }

    /// Which of the four integrations an activity serves 四个结合.
    pub enum Integration {
        Growth = "growth", "促进发展方式转变", "growth", ["发展"];
        Excellence = "excellence", "创先争优", "excellence";
        Integrity = "integrity", "诚信服务", "integrity", ["诚信"];
        Anniversary = "anniversary", "纪念活动", "anniversary", ["纪念建党"];
    }

    /// The mass organisation that an activity is held with 群团组织.
    pub enum Partner {
        TradeUnion = "trade-union", "工会", "trade union";
        YouthLeague = "youth-league", "共青团", "Youth League", ["团组织"];
        WomensFederation = "womens-federation", "妇联", "women's federation";
    }

    /// Whether somebody was there.
    pub enum Presence {
        Present = "present", "出席", "present", ["正常", "到会", "参加"];
        Late = "late", "迟到", "late";
        Leave = "leave", "请假", "on leave";
        Absent = "absent", "缺席", "absent", ["旷会", "无故缺席"];
        LeftOut = "left-out", "不计入应到", "left out of those due", ["不计应到"];
    }

    /// Why somebody was on leave; anything else is kept in words.
    pub enum Reason {
        Ill = "ill", "病假", "ill", ["因病", "生病"];
        Private = "private", "事假", "private", ["因事"];
        Official = "official", "公假", "official", ["因公", "出差", "公差"];
        Frail = "frail", "年老体弱", "frail";
        Childbirth = "childbirth", "生育", "childbirth";
        Abroad = "abroad", "出国(境)", "abroad";
        Study = "study", "脱产学习", "full-time study";
        Secondment = "secondment", "借调", "seconded";
        Detained = "detained", "羁押留置", "detained";
        LongLeave = "long-leave", "长期请假", "long leave";
    }

    /// By which quorum and majority a vote is judged.
    pub enum VoteRule {
        Decision = "decision", "党员大会决定", "decision";
        Committee = "committee", "支部委员会决定", "committee decision";
        Recruitment = "recruitment", "发展党员", "recruitment";
        Election = "election", "选举", "election";
    }
}

/// Whose meeting a kind is, so who is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// All members of the org and of those below it; full members vote.
    Members,
    /// The holders of posts; all vote.
    Committee,
    /// Whoever comes: no roll is taken.
    Anybody,
}

impl MeetingKind {
    /// Whose meeting it is.
    pub fn body(self) -> Body {
        match self {
            Self::General | Self::Group | Self::Lecture | Self::ThemeDay | Self::OrgLife | Self::Appraisal => {
                Body::Members
            }
            Self::Committee => Body::Committee,
            _ => Body::Anybody,
        }
    }
}

/// The row of a meeting, which is the number that users type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeetingId(pub i64);

impl rusqlite::ToSql for MeetingId {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl rusqlite::types::FromSql for MeetingId {
    fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

/// Finds the meeting a user named by its number.
pub(crate) fn find_id(conn: &Connection, typed: &str) -> Result<MeetingId> {
    let id = typed.trim().trim_start_matches('#').parse::<i64>().ok();
    let mut query = conn.prepare_cached("SELECT id FROM meeting WHERE id = :id")?;
    let found = query.query_row([id], |row| row.get(0)).optional()?;
    found.ok_or_else(|| Error::new(Kind::NotFound, say!(MeetingUnknown { typed })).hint(say!(MeetingUnknownHint)))
}

/// Reads the meeting a user named by its number.
fn find_meeting(conn: &Connection, typed: &str) -> Result<Meeting> {
    row::load(conn, find_id(conn, typed)?)
}

/// A meeting that counts, as others refer to it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Held {
    /// Its number.
    pub(crate) id: i64,
    /// Whose it was.
    pub(crate) org: org::OrgId,
    /// When.
    pub(crate) date: PartialDate,
    /// What it is called in a message.
    pub(crate) name: Text,
}

/// Finds the meeting a user named by its number. Refuses one that does not count.
pub(crate) fn find_held(tx: &Tx<'_>, typed: &str) -> Result<Held> {
    let meeting = find_meeting(tx, typed)?;
    void::refuse_voided(tx, &meeting)?;
    let name = named(tx, &meeting)?;
    Ok(Held { id: meeting.id.map_or(0, |id| id.0), org: meeting.org, date: meeting.facts.date, name })
}

/// Whose a meeting was, and when.
pub(crate) fn whose(conn: &Connection, id: MeetingId) -> Result<(String, PartialDate)> {
    let meeting = row::load(conn, id)?;
    Ok((org::get(conn, meeting.org)?.name, meeting.facts.date))
}

/// What a meeting is called in a message, by its row.
pub(crate) fn name_of(conn: &Connection, id: MeetingId) -> Result<Text> {
    named(conn, &row::load(conn, id)?)
}

/// What a meeting is called in a message: number, kind, org, day.
fn named(conn: &Connection, meeting: &Meeting) -> Result<Text> {
    let org = org::get(conn, meeting.org)?.name;
    let Meeting { id, facts, .. } = meeting;
    Ok(say!(MeetingNamed { number: id.map_or(0, |id| id.0), kind: facts.kind, org, date: &facts.date }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_due_follows_from_the_kind() {
        let of = |body: Body| {
            MeetingKind::CODES
                .iter()
                .filter(|code| code.code.parse::<MeetingKind>().is_ok_and(|kind| kind.body() == body))
                .map(|code| code.code)
                .collect::<Vec<_>>()
        };
        assert_eq!(of(Body::Members), ["general", "group", "lecture", "theme-day", "org-life", "appraisal"]);
        assert_eq!(of(Body::Committee), ["committee"]);
        assert_eq!(of(Body::Anybody).len(), MeetingKind::CODES.len() - 7);
    }
}
