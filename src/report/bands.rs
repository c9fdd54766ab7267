//! The lists that columns of reports hold, and the bands that figures are grouped by: ages as in the bulletin on the
//! Party's statistics, education by level. The code of a band of years says from where to where it goes.

use std::sync::LazyLock;

use crate::code::{Code, codes};

codes! {
    /// Age bands of the national bulletin, in full years.
    pub enum AgeBand {
        To30 = "0-30", "30岁及以下", "30 and under";
        To35 = "31-35", "31至35岁", "31 to 35";
        To40 = "36-40", "36至40岁", "36 to 40";
        To45 = "41-45", "41至45岁", "41 to 45";
        To50 = "46-50", "46至50岁", "46 to 50";
        To55 = "51-55", "51至55岁", "51 to 55";
        To60 = "56-60", "56至60岁", "56 to 60";
        Over60 = "61-", "61岁及以上", "61 and over";
    }

    /// Party standing, in full years since full membership.
    pub enum SeniorityBand {
        Probation = "probation", "预备期", "on probation";
        To5 = "0-5", "5年及以下", "5 years and less";
        To10 = "6-10", "6至10年", "6 to 10 years";
        To20 = "11-20", "11至20年", "11 to 20 years";
        To30 = "21-30", "21至30年", "21 to 30 years";
        Over30 = "31-", "31年及以上", "31 years and more";
    }

    /// What happens to an org as a whole.
    pub enum GrowthEvent {
        Founded = "founded", "成立", "founded";
        Dissolved = "dissolved", "撤销", "dissolved";
        Converted = "converted", "改设", "converted";
    }

    /// How somebody is away.
    pub enum AbsenceKind {
        Floating = "floating", "外出流动", "floating";
        Lost = "lost", "失去联系", "out of touch";
    }

    /// How members come and go in the annual table.
    pub enum AnnualStep {
        FirstRecorded = "first_recorded", "首次登记", "first recorded";
        Admitted = "admitted", "发展", "admitted";
        In = "in", "转入", "in";
        Restored = "restored", "恢复", "restored";
        Out = "out", "转出", "out";
        Died = "died", "去世", "died";
        Left = "left", "其他减少", "left";
        Expelled = "expelled", "开除", "expelled";
        Suspended = "suspended", "停止党籍", "suspended";
    }

    /// Whose a pledge is.
    pub enum Pledger {
        Org = "org", "党组织", "org";
        Member = "member", "党员", "member";
        Owner = "owner", "党员业主", "member who owns a business";
    }

    /// Why somebody was not appraised.
    pub enum Unappraised {
        Probationer = "probationer", "预备党员", "on probation";
        Lost = "lost", "失去联系", "out of touch";
        Floating = "floating", "外出流动", "floating";
        NotYet = "not-yet", "尚未评议", "not yet";
    }

    /// What the superior's statistics count as honoured within the Party.
    pub enum Award {
        Org = "org", "先进党组织", "advanced Party org";
        Member = "member", "优秀共产党员", "excellent member";
        Worker = "worker", "优秀党务工作者", "excellent Party worker";
    }

    /// What became of a probation in a year.
    pub enum ProbationOutcome {
        Converted = "converted", "转正", "converted";
        Extended = "extended", "延长预备期", "extended";
        Cancelled = "cancelled", "取消预备党员资格", "cancelled";
        Due = "due", "期满未讨论", "due, not discussed";
    }

    /// What venue an org has.
    pub enum VenueHas {
        Own = "own", "自有", "own";
        Shared = "shared", "共享", "shared";
        None = "none", "无", "none";
    }

    /// How a term stands.
    pub enum TermState {
        Current = "current", "任期内", "in office";
        Due = "due", "应换届", "election due";
        Overdue = "overdue", "超期未换届", "overdue";
        None = "none", "未登记届期", "no term on record";
    }

    /// What became of a term.
    pub enum TermOutcome {
        InTime = "in-time", "按期换届", "in time";
        Late = "late", "逾期换届", "late";
        Early = "early", "提前换届", "early";
        Overdue = "overdue", "超期未换届", "overdue";
        Due = "due", "应换届", "due";
        Ended = "ended", "届中终止", "ended within it";
    }

    /// Who was honoured.
    pub enum HonorOf {
        Org = "org", "党组织", "org";
        Member = "member", "党员", "member";
    }

    /// What a row of meetings is.
    pub enum MeetingRow {
        Owed = "owed", "应开", "owed";
        Held = "held", "已开", "held";
    }

    /// Levels of education, by the first digit of GB/T 4658-2006.
    pub enum EducationGroup {
        Postgraduate = "postgraduate", "研究生", "postgraduate";
        Bachelor = "bachelor", "大学本科", "bachelor";
        College = "college", "大学专科", "junior college";
        Vocational = "vocational", "中专、职高、技校", "secondary vocational";
        HighSchool = "high-school", "高中", "high school";
        MiddleSchool = "middle-school", "初中", "middle school";
        Lower = "lower", "小学及以下", "primary school and less";
    }
}

/// What is done on the way into the Party, its ends among it.
static WAY_STEPS: LazyLock<Vec<Code>> =
    LazyLock::new(|| [crate::activist::Step::CODES, crate::activist::End::CODES].concat());

/// The list of codes that a report names in brackets.
pub fn codes_named(name: &str) -> Option<&'static [Code]> {
    Some(match name {
        "age_band" => AgeBand::CODES,
        "seniority_band" => SeniorityBand::CODES,
        "education_group" => EducationGroup::CODES,
        "absence_kind" => AbsenceKind::CODES,
        "direction" => crate::transfer::Direction::CODES,
        "meeting_kind" => crate::meeting::MeetingKind::CODES,
        "tier" => crate::meeting::Tier::CODES,
        "form" => crate::meeting::Form::CODES,
        "measure" => crate::meeting::Measure::CODES,
        "integration" => crate::meeting::Integration::CODES,
        "partner" => crate::meeting::Partner::CODES,
        "meeting_row" => MeetingRow::CODES,
        "stage" => crate::activist::Stage::CODES,
        "way_step" => &WAY_STEPS,
        "transfer_state" => crate::transfer::State::CODES,
        "annual_step" => AnnualStep::CODES,
        "began" => crate::member::Began::CODES,
        "ended" => crate::member::Ended::CODES,
        "growth_event" => GrowthEvent::CODES,
        "education" => crate::member::EDUCATION,
        "job" => crate::member::JOBS,
        "how" => crate::org::How::CODES,
        "org_kind" => crate::org::OrgKind::CODES,
        "formation" => crate::org::Formation::CODES,
        "unit_kind" => crate::org::unit::UnitKind::CODES,
        "sex" => crate::member::Sex::CODES,
        "category" => crate::member::Category::CODES,
        "standing" => crate::member::Standing::CODES,
        "honor_of" => HonorOf::CODES,
        "award" => Award::CODES,
        "outcome" => ProbationOutcome::CODES,
        "pledger" => Pledger::CODES,
        "unappraised" => Unappraised::CODES,
        "venue_has" => VenueHas::CODES,
        "term_state" => TermState::CODES,
        "term_outcome" => TermOutcome::CODES,
        // A column of a ledger: `venue.kind`.
        column => {
            let (table, field) = column.split_once('.')?;
            crate::lists::list(table, field)?
        }
    })
}
