//! Steps of formation plans 组建计划: how it goes with bringing an org to a unit that has none (应建未建清单, 组建推进表). Each
//! tells what changed on its day; the plan of a day is what they come to by then, see `plan_at`.

use super::{Error, Field, Holds, Judged, Kind, Label, Life, Noun, PartialDate, Result, say};
use crate::code::codes;
use crate::ledger::texts;

codes! {
    /// How far a plan has come.
    pub enum PlanState {
        NotStarted = "not-started", "未启动", "not started", ["未开始", "待启动"];
        Surveying = "surveying", "摸排中", "surveying", ["摸排", "正在摸排", "已摸排"];
        Transferring = "transferring", "接转关系中", "transferring memberships", ["接转关系", "接转组织关系", "转接关系中", "关系接转中"];
        Requested = "requested", "已请示", "requested", ["请示"];
        Approved = "approved", "已批复", "approved", ["批复"];
        Founded = "founded", "已成立", "founded", ["成立", "已建", "已组建"];
        Shelved = "shelved", "搁置", "shelved", ["暂缓"];
        Dropped = "dropped", "不再建", "dropped", ["不建", "取消"];
    }

    /// Why a unit has no org.
    pub enum Hindrance {
        FewMembers = "few-members", "不足三名正式党员", "fewer than three full members", ["不足三名党员", "正式党员不足三名", "党员不足三名", "不足3名正式党员"];
        NoMembers = "no-members", "无党员", "no members", ["没有党员"];
        NotTransferred = "not-transferred", "党员关系未转入", "memberships not transferred", ["组织关系未转入", "关系未转入"];
        Unsupported = "unsupported", "出资人/负责人不支持", "owner or head against it", ["出资人不支持", "负责人不支持", "业主不支持"];
        Unguided = "unguided", "上级未及时指导", "not guided in time from above", ["未及时指导"];
        New = "new", "新成立", "newly established", ["新成立单位", "成立不久"];
        Closing = "closing", "拟注销", "about to be closed", ["将注销", "待注销"];
        Other = "other", "其他", "other", ["其它"];
    }

    /// How an org is to be brought to it.
    pub enum PlanWay {
        Independent = "independent", "单独组建", "a branch of its own", ["单独", "独立", "独立组建"];
        Joint = "joint", "联合组建", "a joint branch", ["联合"];
        Attached = "attached", "挂靠组建", "attached", ["挂靠"];
        Instructor = "instructor", "派指导员", "an instructor", ["派党建指导员", "指导员", "选派指导员"];
        Develop = "develop", "发展党员后组建", "after members are developed", ["发展党员", "先发展党员"];
    }
}

impl PlanState {
    /// Whether it ends a plan without an org.
    pub(crate) fn closes(self) -> bool {
        matches!(self, Self::Shelved | Self::Dropped)
    }
}

pub(super) static PROGRESS: Kind = Kind {
    noun: Noun::Org,
    name: "progress",
    table: "plan_step",
    label: Label { zh: "组建推进", en: "step of a formation plan" },
    life: Life::Event,
    fields: &[
        Field::subject("unit", Holds::Unit).called(&["未建单位", "应建单位", "单位名称", "单位"]),
        Field::new("state", Holds::Code(PlanState::CODES)).called(&["推进状态", "组建状态", "进展情况"]),
        Field::new("reason", Holds::Code(Hindrance::CODES)).called(&["未建党组织原因", "未组建原因"]),
        Field::new("way", Holds::Code(PlanWay::CODES)).called(&["组建方式", "采取方式", "拟组建方式"]),
        Field::new("target", Holds::Ahead).called(&["计划组建时间", "拟组建时间", "计划时间"]),
        Field::new("responsible", Holds::Text).called(&["负责人", "联系领导"]),
    ],
    once: &["state", "reason", "way", "target", "responsible"],
    particular: Some(refuse),
};

/// What no plan can say: one for a unit that has an org, an end without a reason, anything after its end but a new
/// beginning, anything before its beginning.
fn refuse(new: &Judged<'_>) -> Result<()> {
    let date = new.date("date").expect("it is needed");
    let state = new.text("state").map(str::parse::<PlanState>).transpose()?;
    if let Some((org, since)) = new.find(include_str!("progress_covered.sql"), |row| {
        Ok((row.get::<_, String>("org")?, row.get::<_, Option<String>>("since")?.unwrap_or_default()))
    })? {
        return Err(Error::refused(say!(PlanCovered { org, since })).hint(say!(PlanCoveredHint)));
    }
    match state {
        Some(PlanState::Founded) => return Err(Error::refused(say!(PlanNotFounded)).hint(say!(PlanNotFoundedHint))),
        Some(state) if state.closes() && new.text("reason").is_none() => {
            return Err(Error::refused(say!(PlanClosedWhy { state })).hint(say!(PlanClosedWhyHint)));
        }
        _ => {}
    }
    refuse_out_of_order(new, state, &date)?;
    if let Some(target) = new.date("target").filter(|target| target.last_day() < date.first_day()) {
        new.advise(|advice| advice.notice(say!(PlanTargetPast { target: &target, date: &date })));
    }
    Ok(())
}

fn refuse_out_of_order(new: &Judged<'_>, state: Option<PlanState>, date: &PartialDate) -> Result<()> {
    let told = |column: &'static str| {
        move |row: &rusqlite::Row<'_>| {
            Ok((row.get::<_, String>("date")?, row.get::<_, Option<PlanState>>("state")?, row.get::<_, bool>(column)?))
        }
    };
    let is_new_beginning = state == Some(PlanState::NotStarted);
    let before = new.find(include_str!("progress_before.sql"), told("is_before"))?;
    match &before {
        Some((since, Some(ended), true)) if ended.closes() && !is_new_beginning => {
            return Err(Error::refused(say!(PlanClosed { state: *ended, since })).hint(say!(PlanClosedHint)));
        }
        // What is put right may lie before the others.
        Some((began, _, false)) if new.is_new() => {
            return Err(Error::refused(say!(PlanBegan { began, date })).hint(say!(PlanBeganHint)));
        }
        _ => {}
    }
    let Some(state) = state.filter(|state| state.closes()) else { return Ok(()) };
    match new.find(include_str!("progress_after.sql"), told("is_after"))? {
        Some((next, said, _)) if said != Some(PlanState::NotStarted) => {
            Err(Error::refused(say!(PlanGoesOn { state, next })).hint(say!(PlanGoesOnHint)))
        }
        _ => Ok(()),
    }
}
