//! What may be told of a meeting on the command line, when it is recorded and when it is put right.

use std::str::FromStr;

use clap::Args;

use super::row::Facts;
use super::{Form, Integration, Measure, Partner, Tier};
use crate::date::Time;
use crate::error::BadValue;
use crate::i18n::say;
use crate::input;
use crate::meeting::texts;

/// A value typed for a field; an empty text is none, and removes what is on record.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Field<T>(Option<T>);

impl<T: FromStr> FromStr for Field<T> {
    type Err = T::Err;
    fn from_str(typed: &str) -> Result<Self, T::Err> {
        let typed = typed.trim();
        Ok(Self(if typed.is_empty() { None } else { Some(typed.parse()?) }))
    }
}

/// A text, read as every other one of the command line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words(String);

impl FromStr for Words {
    type Err = BadValue;

    fn from_str(typed: &str) -> Result<Self, BadValue> {
        input::told(typed).map(Self)
    }
}

/// How long something took: typed in hours, kept in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hours(u32);

impl FromStr for Hours {
    type Err = BadValue;

    /// Reads `2`, `1.5`, `1.5小时`, `8学时`; at most 1000.
    fn from_str(typed: &str) -> Result<Self, BadValue> {
        let text = crate::text::fold(typed);
        let number = ["小时", "学时", "h"].iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(&text);
        let is_plain = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let hours = number.parse::<f64>().ok().filter(|hours| is_plain && *hours <= 1000.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 0 and 60000")]
        let minutes = hours.map(|hours| (hours * 60.0).round() as u32).filter(|minutes| *minutes > 0);
        minutes.map(Self).ok_or_else(|| BadValue(say!(HoursUnreadable { typed })))
    }
}

/// What may be told of a meeting.
#[derive(Debug, Args)]
pub(super) struct FactArgs {
    /// 开始时间
    #[arg(long, value_name = "HH:MM")]
    pub(super) time: Option<Field<Time>>,
    /// 议题、活动主题
    #[arg(long, value_name = "TEXT")]
    topic: Option<Field<Words>>,
    /// 主持人
    #[arg(long, value_name = "PERSON")]
    chair: Option<Field<Words>>,
    /// 记录人
    #[arg(long, value_name = "NAME")]
    recorder: Option<Field<Words>>,
    /// 讲课人
    #[arg(long, value_name = "NAME")]
    lecturer: Option<Field<Words>>,
    /// 地点
    #[arg(long, value_name = "TEXT")]
    place: Option<Field<Words>>,
    /// 时长或学时(小时, 可写 1.5)
    #[arg(long, value_name = "H")]
    hours: Option<Field<Hours>>,
    /// 培训层次: leaders 党组织负责人、backbone 党员骨干、activists 积极分子、all 全体党员
    #[arg(long, value_name = "TIER")]
    tier: Option<Field<Tier>>,
    /// 培训形式: lecture 党课、special-lecture 专题讲座、meeting 以会代训、study-tour 实地见学
    #[arg(long, value_name = "FORM")]
    form: Option<Field<Form>>,
    /// 三项措施: forms 多形式教育、tiers 分层次培训、practice 实践性锻炼
    #[arg(long, value_name = "MEASURE")]
    measure: Option<Field<Measure>>,
    /// 四个结合: growth 促进发展方式转变、excellence 创先争优、integrity 诚信服务、anniversary 纪念活动
    #[arg(long, value_name = "KIND")]
    integration: Option<Field<Integration>>,
    /// 共同举办的群团组织: trade-union 工会、youth-league 共青团、womens-federation 妇联
    #[arg(long = "with", value_name = "ORGANISATION")]
    partner: Option<Field<Partner>>,
    /// 来宾
    #[arg(long, value_name = "TEXT")]
    guests: Option<Field<Words>>,
    /// 列席人员(没有表决权)
    #[arg(long, value_name = "TEXT")]
    sit_ins: Option<Field<Words>>,
    /// 备注
    #[arg(long, value_name = "TEXT")]
    remark: Option<Field<Words>>,
}

impl FactArgs {
    /// Puts what was told in its place.
    pub(super) fn apply(self, facts: &mut Facts) {
        fn tell<T>(told: Option<Field<T>>, place: &mut Option<T>) {
            if let Some(Field(value)) = told {
                *place = value;
            }
        }
        let put = |told: Option<Field<Words>>, place: &mut Option<String>| {
            tell(told.map(|Field(words)| Field(words.map(|Words(text)| text))), place);
        };
        tell(self.time, &mut facts.time);
        put(self.topic, &mut facts.topic);
        put(self.chair, &mut facts.chair);
        put(self.recorder, &mut facts.recorder);
        put(self.lecturer, &mut facts.lecturer);
        put(self.place, &mut facts.place);
        tell(self.hours.map(|Field(hours)| Field(hours.map(|Hours(minutes)| minutes))), &mut facts.minutes_long);
        tell(self.tier, &mut facts.tier);
        tell(self.form, &mut facts.form);
        tell(self.measure, &mut facts.measure);
        tell(self.integration, &mut facts.integration);
        tell(self.partner, &mut facts.partner);
        put(self.guests, &mut facts.guests);
        put(self.sit_ins, &mut facts.sit_ins);
        put(self.remark, &mut facts.remark);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_kept_in_minutes() {
        let minutes = |typed: &str| typed.parse::<Hours>().ok().map(|hours| hours.0);
        assert_eq!(
            [minutes("1.5"), minutes("2"), minutes("８学时"), minutes("0.75小时")],
            [Some(90), Some(120), Some(480), Some(45)]
        );
        assert_eq!(
            [minutes("1000"), minutes("1000.1"), minutes("0"), minutes("-1"), minutes("1e2")],
            [Some(60_000), None, None, None, None]
        );
        assert_eq!("".parse::<Field<Hours>>(), Ok(Field(None)));
    }
}
