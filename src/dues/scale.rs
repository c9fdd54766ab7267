//! What the norms make of an income: the dues of a month.

use chrono::NaiveDate;

use super::Income;
use crate::money::Money;
use crate::rules::{Rule, rules};

/// Half of the thousand by which the numbers of a scale divide, for rounding.
const THOUSAND: i64 = 1000;

/// The norm by which an income pays; of farmers the one that says how much at least.
pub(super) fn rule(income: Income) -> &'static Rule {
    let rules = rules();
    match income {
        Income::Salary => &rules.dues_salary,
        Income::AnnualSalary => &rules.dues_annual,
        Income::Owner => &rules.dues_owner,
        Income::Pension => &rules.dues_pension,
        Income::Farmer => &rules.dues_farmer_least,
        Income::Student | Income::Relief => &rules.dues_relief,
    }
}

/// Whether the dues are a part of what somebody earns.
pub(super) fn is_of_base(income: Income) -> bool {
    !matches!(income, Income::Farmer | Income::Student | Income::Relief)
}

/// The part of the base that is paid, in thousandths: that of the first step which the whole base does not pass.
pub(super) fn permille(income: Income, base: Money, day: NaiveDate) -> i64 {
    let version = rule(income).on(day).0;
    let step = version.steps.iter().find(|[upto, _]| base <= Money::from_yuan(*upto));
    step.map_or(version.value, |[_, permille]| *permille)
}

/// The same in per cent, as it is said: `0.5%`.
pub(super) fn percent(income: Income, base: Money, day: NaiveDate) -> String {
    let permille = permille(income, base, day);
    match permille % 10 {
        0 => format!("{}%", permille / 10),
        tenth => format!("{}.{tenth}%", permille / 10),
    }
}

/// The dues of a month by the norms of a day, half a fen rounded up; `None` where they leave it to the branch, or lack a base.
pub(super) fn due(income: Income, base: Option<Money>, day: NaiveDate) -> Option<Money> {
    match income {
        Income::Farmer => None,
        Income::Student | Income::Relief => Some(Money::from_fen(rule(income).value_on(day))),
        _ => base.map(|base| Money::from_fen((base.fen() * permille(income, base, day) + THOUSAND / 2) / THOUSAND)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due_of(income: Income, base: &str) -> String {
        due(income, base.parse().ok(), "2011-05-31".parse().unwrap()).map_or("-".into(), Money::yuan)
    }

    /// The examples of the regulation's own arithmetic: the rate is of the whole base.
    #[test]
    fn the_whole_base_pays_at_the_rate_of_its_step() {
        for (base, dues) in [
            ("3000", "15"),
            ("3000.01", "30"),
            ("5000", "50"),
            ("5000.01", "75"),
            ("10000", "150"),
            ("10000.01", "200"),
            ("12000", "240"),
            ("2345.67", "11.73"),
        ] {
            for income in [Income::Salary, Income::AnnualSalary, Income::Owner] {
                assert_eq!(due_of(income, base), dues, "{base}");
            }
        }
        assert_eq!((due_of(Income::Pension, "5000"), due_of(Income::Pension, "5001")), ("25".into(), "50.01".into()));
        assert_eq!((due_of(Income::Student, ""), due_of(Income::Relief, "900")), ("0.20".into(), "0.20".into()));
        assert_eq!((due_of(Income::Farmer, ""), due_of(Income::Salary, "")), ("-".into(), "-".into()));
    }
}
