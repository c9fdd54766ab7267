//! Numbers and dates in the capitals that nobody can alter: `贰零壹壹年零伍月叁拾壹日`, `玖拾天`.

use crate::date::PartialDate;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

/// Digit by digit, as a year is written.
fn digits(text: &str) -> String {
    text.chars().filter_map(|c| DIGITS.get(usize::try_from(c.to_digit(10)?).ok()?)).collect()
}

/// A count: with 拾 below a hundred, digit by digit from there on, for which the forms have no sign.
pub(super) fn count(number: u32) -> String {
    let digit = |at: u32| DIGITS[at as usize % 10].to_string();
    match (number / 10, number % 10) {
        (0, ones) => digit(ones),
        (tens @ 1..=9, 0) => format!("{}拾", digit(tens)),
        (tens @ 1..=9, ones) => format!("{}拾{}", digit(tens), digit(ones)),
        _ => digits(&number.to_string()),
    }
}

/// A date as known: to the day, the month or the year. A month or day of one digit has a 零 before it.
pub(crate) fn date(date: &PartialDate) -> String {
    let part = |text: &str| {
        let number: u32 = text.parse().unwrap_or_default();
        format!("{}{}", if number < 10 { "零" } else { "" }, count(number))
    };
    let text = date.to_string();
    let mut parts = text.split('-');
    let mut capitals = format!("{}年", digits(parts.next().unwrap_or_default()));
    for (text, unit) in parts.zip(['月', '日']) {
        capitals.push_str(&part(text));
        capitals.push(unit);
    }
    capitals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_on_the_national_form() {
        let written: Vec<String> = [1, 10, 15, 20, 30, 90, 99, 100].into_iter().map(count).collect();
        assert_eq!(written, ["壹", "壹拾", "壹拾伍", "贰拾", "叁拾", "玖拾", "玖拾玖", "壹零零"]);
    }

    #[test]
    fn dates_are_written_as_far_as_they_are_known() {
        let written = |text: &str| date(&text.parse().unwrap());
        assert_eq!(written("2026-09"), "贰零贰陆年零玖月");
        assert_eq!(written("2011-05-31"), "贰零壹壹年零伍月叁拾壹日");
        assert_eq!(written("2010-10-10"), "贰零壹零年壹拾月壹拾日");
        assert_eq!(written("2011-12-20"), "贰零壹壹年壹拾贰月贰拾日");
        assert_eq!(written("2011"), "贰零壹壹年");
    }
}
