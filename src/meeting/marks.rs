//! What a user types of attendance by names: who came, who is excused and why.

use super::{Presence, Reason};
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::meeting::texts;
use crate::text;

/// The text that means everybody due.
const EVERYBODY: [&str; 4] = ["all", "全体", "全体党员", "全部"];

/// One name typed, with the reason behind a colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    /// Who.
    pub(super) person: String,
    /// How the person was there, or not.
    pub(super) presence: Presence,
    /// Why not.
    pub(super) reason: Option<String>,
}

/// Attendance by names, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// Everybody due was there.
    pub(super) all: bool,
    /// Whoever is named.
    pub(super) named: Vec<Typed>,
}

impl Marks {
    /// Reads the lists of one option: names parted by commas of either language or 、, each perhaps with `:REASON`.
    ///
    /// Refuses an empty name, a reason where none belongs, and somebody left out without one.
    pub(super) fn read(&mut self, option: &str, presence: Presence, lists: &[String]) -> Result<()> {
        for part in lists.iter().flat_map(|list| text::items(list)) {
            let (person, reason) = match part.split_once([':', '：']) {
                Some((person, reason)) => (person.trim(), reason_of(reason)),
                None => (part, None),
            };
            if presence == Presence::Present && EVERYBODY.contains(&person.to_lowercase().as_str()) {
                self.all = true;
                continue;
            }
            if person.is_empty() {
                return Err(Error::usage(say!(NameMissing)).of_option(option));
            }
            if reason.is_some() && matches!(presence, Presence::Present | Presence::Late) {
                return Err(Error::usage(say!(ReasonIdle { name: person })).of_option(option));
            }
            if reason.is_none() && presence == Presence::LeftOut {
                return Err(Error::usage(say!(LeftOutNeedsReason { name: person })).of_option(option));
            }
            self.named.push(Typed { person: person.to_owned(), presence, reason });
        }
        Ok(())
    }

    /// Whether anybody is marked as there or not there; whoever is only left out says nothing of the others.
    pub(super) fn tell_attendance(&self) -> bool {
        self.all || self.named.iter().any(|typed| typed.presence != Presence::LeftOut)
    }

    /// How those are taken who are not named: absent where those present are named, else present.
    pub(super) fn of_the_rest(&self) -> Presence {
        let some_present = self.named.iter().any(|typed| matches!(typed.presence, Presence::Present | Presence::Late));
        if some_present && !self.all { Presence::Absent } else { Presence::Present }
    }
}

/// A reason as it is kept: the code of a known one, else the words.
pub(super) fn reason_of(typed: &str) -> Option<String> {
    let text = text::typed(Some(typed))?;
    Some(text.parse::<Reason>().map_or(text, |reason| reason.code().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(presence: Presence, list: &str) -> Result<Marks> {
        let mut marks = Marks::default();
        marks.read("--x", presence, &[list.to_owned()])?;
        Ok(marks)
    }

    fn told(presence: Presence, list: &str) -> Vec<(String, Option<String>)> {
        read(presence, list).unwrap().named.into_iter().map(|typed| (typed.person, typed.reason)).collect()
    }

    #[test]
    fn names_are_parted_and_reasons_known() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            told(Presence::Leave, "张三:病假，李四：出差、王五:照顾家人, 赵六"),
            [
                ("张三".into(), some("ill")),
                ("李四".into(), some("official")),
                ("王五".into(), some("照顾家人")),
                ("赵六".into(), None),
            ]
        );
        assert!(read(Presence::Present, "全体").unwrap().all && read(Presence::Present, "ALL").unwrap().all);
        assert!(read(Presence::Present, "张三:病假").is_err() && read(Presence::LeftOut, "张三").is_err());
        assert!(read(Presence::Leave, "张三,,李四").is_err());
    }

    #[test]
    fn the_rest_are_absent_only_where_those_present_are_named() {
        let rest = |presence, list: &str| read(presence, list).unwrap().of_the_rest();
        assert_eq!(rest(Presence::Present, "张三"), Presence::Absent);
        assert_eq!(rest(Presence::Late, "张三"), Presence::Absent);
        assert_eq!(rest(Presence::Present, "全体"), Presence::Present);
        assert_eq!(rest(Presence::Leave, "张三"), Presence::Present);
        assert!(!read(Presence::LeftOut, "张三:出国").unwrap().tell_attendance());
    }
}
