//! The arithmetic of votes: how many it takes, and whether so many are enough.

use crate::i18n::{Text, say};
use crate::rules::texts;

/// What forms call those who voted in writing.
pub const WRITTEN: &[&str] = &["书面意见人数", "书面意见票数", "书面表决", "书面表决人数", "书面"];

/// What forms call those who did so for it, by name.
pub const WRITTEN_FOR: &[&str] = &["书面同意人员", "书面赞成"];

/// What forms call those who did so against it.
pub const WRITTEN_AGAINST: &[&str] = &["书面反对人员", "书面不同意"];

/// What forms call those who did so and were neither.
pub const WRITTEN_ABSTAIN: &[&str] = &["书面弃权人员"];

/// What forms call those who are not counted among those due.
pub const EXCUSED: &[&str] = &["不计入应到人员", "不计应到人员"];

/// What forms call the day on which the org above consented to that.
pub const EXCUSED_CONSENT: &[&str] = &["上级同意不计入应到日期"];

/// What forms call a vote by ballot.
pub const SECRET: &[&str] = &["是否无记名投票", "无记名", "票决"];

/// What forms call those for it.
pub const IN_FAVOUR: &[&str] = &["赞成票", "赞成票数", "赞成人数", "同意", "同意票数", "同意人数"];

/// What forms call those against it.
pub const AGAINST: &[&str] = &["反对票", "反对票数", "反对人数", "不同意", "不同意票数", "不同意人数"];

/// What forms call those who were neither.
pub const ABSTAINED: &[&str] = &["弃权票", "弃权票数", "弃权人数"];

/// How many it takes of a number of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// The part of them, in per cent.
    percent: u64,
    /// The people.
    of: u64,
    /// Whether it takes more than that part, or that part is enough.
    more: bool,
}

impl Need {
    /// That part of them is enough. `percent` is a norm's number.
    pub fn at_least(percent: i64, of: u32) -> Self {
        Self { percent: u64::try_from(percent).unwrap_or_default(), of: of.into(), more: false }
    }

    /// It takes more than that part.
    pub fn more_than(percent: i64, of: u32) -> Self {
        Self { more: true, ..Self::at_least(percent, of) }
    }

    /// Whether so many are enough.
    pub fn is_met_by(self, count: u32) -> bool {
        let (count, limit) = (u64::from(count) * 100, self.of * self.percent);
        if self.more { count > limit } else { count >= limit }
    }

    /// That part of them, as a number: `4.5`.
    pub fn part(self) -> String {
        let hundredths = self.of * self.percent;
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        let text = format!("{whole}.{rest:02}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

/// “more than 4.5”, “at least 5”.
impl From<Need> for Text {
    fn from(need: Need) -> Self {
        if need.more {
            say!(MoreThan { count: need.part() })
        } else {
            say!(AtLeast { count: (need.of * need.percent).div_ceil(100) })
        }
    }
}

/// Those who voted in writing beside those present, in brackets; nothing, if there are none.
pub fn in_writing(written: u32) -> Text {
    if written == 0 { say!(Plain { text: "" }) } else { say!(InWriting { written }) }
}

/// That some are excused and taken off those due; nothing, if nobody is.
pub fn less_excused(excused: u32) -> Text {
    if excused == 0 { say!(Plain { text: "" }) } else { say!(ExcusedOfDue { excused }) }
}

/// “实到 6 人”, with those who voted in writing, if there are any.
pub fn present_and_written(present: u32, written: u32) -> Text {
    if written == 0 { say!(PresentOnly { present }) } else { say!(PresentAndWritten { present, written }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn a_need_is_met_at_or_above_its_limit() {
        let met = |need: Need| [4, 5, 6].map(|count| need.is_met_by(count));
        assert_eq!(met(Need::at_least(50, 10)), [false, true, true]);
        assert_eq!(met(Need::more_than(50, 10)), [false, false, true]);
        assert_eq!(met(Need::at_least(50, 9)), [false, true, true]);
        assert_eq!(met(Need::more_than(50, 9)), [false, true, true]);
        assert_eq!(met(Need::at_least(80, 7)), [false, false, true], "4/5 of 7 are 5.6");
    }

    #[test]
    fn a_need_is_told_with_its_number() {
        let said = |need: Need| Text::from(need).say(Lang::Zh);
        assert_eq!(said(Need::more_than(50, 9)), "超过 4.5 人");
        assert_eq!(said(Need::more_than(50, 10)), "超过 5 人");
        assert_eq!(said(Need::at_least(50, 9)), "至少 5 人");
        assert_eq!(said(Need::at_least(80, 7)), "至少 6 人");
        assert_eq!(said(Need::at_least(80, 10)), "至少 8 人");
    }
}
