//! How many were due and there: what was told by number, beside what follows from the roll.

use super::row::Numbers;
use crate::date::PartialDate;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::meeting::texts;
use crate::rules::Advice;

/// Attendance by numbers, as typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// Those due.
    pub(super) due: Option<u32>,
    /// Those there.
    pub(super) present: Option<u32>,
    /// Those on leave.
    pub(super) on_leave: Option<u32>,
    /// Those missing without leave.
    pub(super) absent: Option<u32>,
}

impl Told {
    /// Whether anybody was counted, there or not there.
    fn is_counted(&self) -> bool {
        [self.present, self.on_leave, self.absent].iter().any(Option::is_some)
    }
}

impl Numbers {
    /// Those due as they are shown: by the roll, except where it holds nobody or fewer than were counted.
    pub(super) fn due(&self) -> Option<u32> {
        let roll = self.on_roll.filter(|roll| *roll > 0 && u64::from(*roll) >= self.counted());
        roll.or(self.due_told).or(self.on_roll)
    }

    /// Which part of those due was there.
    pub(super) fn rate(&self) -> Option<f64> {
        let (due, present) = (self.due().filter(|due| *due > 0)?, self.present?);
        Some(f64::from(present) / f64::from(due))
    }

    /// Those there and those missing.
    fn counted(&self) -> u64 {
        [self.present, self.on_leave, self.absent].into_iter().flatten().map(u64::from).sum()
    }

    /// Puts what was told by number beside what follows from the roll, or from names.
    ///
    /// Refuses numbers where people are named, and more people than were due; warns if the number told of those due is
    /// not that of the roll.
    pub(super) fn with(mut self, told: Told, by_names: bool, date: &PartialDate, advice: &mut Advice) -> Result<Self> {
        self.due_told = told.due.or(self.due_told);
        if by_names && told.is_counted() {
            return Err(Error::refused(say!(NumbersBesideNames)).hint(say!(NumbersBesideNamesHint)));
        }
        if !by_names && told.is_counted() {
            self.present = told.present.or(self.present);
            self.on_leave = told.on_leave.or(self.on_leave);
            self.absent = told.absent;
        }
        self.refuse_too_many(date)?;
        if !by_names && self.present.is_some() && self.on_leave.is_some() {
            let missing = self.due().map(u64::from).and_then(|due| due.checked_sub(self.counted()));
            self.absent = self.absent.or(missing.and_then(|missing| u32::try_from(missing).ok()));
        }
        match (self.on_roll, self.due_told) {
            (Some(roll), Some(told)) if roll == told => self.due_told = None,
            (Some(roll), Some(told)) => advice.notice(say!(DueDiffers { told, roll, date })),
            _ => {}
        }
        Ok(self)
    }

    fn refuse_too_many(&self, date: &PartialDate) -> Result<()> {
        let Some(most) = self.on_roll.max(self.due_told) else { return Ok(()) };
        let counted = self.counted();
        if counted <= u64::from(most) {
            return Ok(());
        }
        let roll = match (self.on_roll, self.due_told) {
            (Some(roll), Some(told)) => say!(DueBoth { roll, told, date }),
            (Some(roll), None) => say!(DueOnRoll { roll, date }),
            (None, _) => say!(DueTold { told: most }),
        };
        Err(Error::refused(say!(MoreThanDue { counted, roll })).hint(say!(MoreThanDueHint)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    fn taken(roll: Option<u32>, told: Told) -> (Result<Numbers>, usize) {
        let mut advice = Advice::default();
        let numbers = Numbers { on_roll: roll, voters: roll, ..Numbers::default() };
        let taken = numbers.with(told, false, &"2011-03-01".parse().unwrap(), &mut advice);
        (taken, advice.warnings().len())
    }

    fn told(due: Option<u32>, present: u32) -> Told {
        Told { due, present: Some(present), ..Told::default() }
    }

    #[test]
    fn those_present_are_no_more_than_those_due() {
        assert!(taken(Some(3), told(None, 3)).0.is_ok());
        let refused = taken(Some(3), told(None, 4)).0.unwrap_err();
        assert_eq!(refused.message().say(Lang::Zh), "到会、请假、缺席合计 4 人, 多于应到: 2011-03-01 名册上 3 人");
        assert!(taken(Some(3), told(Some(4), 4)).0.is_ok(), "a number told may be above the roll");
        assert!(taken(Some(3), told(Some(4), 5)).0.is_err());
        assert!(taken(None, told(None, 500)).0.is_ok(), "nobody knows who was due");
        assert!(taken(None, told(Some(4), 5)).0.is_err());
    }

    #[test]
    fn a_number_that_differs_from_the_roll_is_kept_beside_it() {
        let (numbers, warnings) = taken(Some(3), told(Some(3), 2));
        assert_eq!((numbers.unwrap().due_told, warnings), (None, 0));
        let (numbers, warnings) = taken(Some(3), told(Some(5), 2));
        let numbers = numbers.unwrap();
        assert_eq!((numbers.due_told, numbers.due(), warnings), (Some(5), Some(3), 1));
        let above = taken(Some(3), told(Some(5), 4)).0.unwrap();
        assert_eq!(above.due(), Some(5), "the roll cannot be right");
        assert_eq!(taken(Some(0), told(Some(5), 4)).0.unwrap().due(), Some(5));
        assert_eq!(taken(Some(3), told(None, 1)).0.unwrap().due(), Some(3));
    }

    #[test]
    fn who_was_missing_is_the_rest_once_leave_is_told() {
        let absent =
            |on_leave| taken(Some(5), Told { present: Some(3), on_leave, ..Told::default() }).0.unwrap().absent;
        assert_eq!((absent(None), absent(Some(0)), absent(Some(2))), (None, Some(2), Some(0)));
        assert!(taken(Some(5), Told { present: Some(3), on_leave: Some(3), ..Told::default() }).0.is_err());
    }
}
