//! Numbers, days and sums of money in the words that papers want: 七, 二〇一一年五月三十一日, 壹佰贰拾元整.

use crate::date::PartialDate;
use crate::money::Money;

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const CAPITALS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

/// The signs of a way of writing numbers: its digits, its naught within a number, tens, hundreds, thousands.
struct Signs {
    digits: [char; 10],
    naught: char,
    places: [&'static str; 4],
    /// Whether ten is 十 by itself, without a one before it.
    bare_ten: bool,
}

const PLAIN: Signs = Signs { digits: DIGITS, naught: '零', places: ["", "十", "百", "千"], bare_ten: true };
const CAPITAL: Signs = Signs { digits: CAPITALS, naught: '零', places: ["", "拾", "佰", "仟"], bare_ten: false };

impl Signs {
    fn digit(&self, digit: u64) -> char {
        usize::try_from(digit % 10).map_or(self.naught, |at| self.digits[at])
    }

    /// A number below ten thousand; a naught between two figures is said once.
    fn group(&self, number: u64) -> String {
        let mut said = String::new();
        let mut is_gap = false;
        for (at, place) in self.places.iter().enumerate().rev() {
            let digit = number / 10_u64.pow(u32::try_from(at).unwrap_or_default()) % 10;
            if digit == 0 {
                is_gap = !said.is_empty();
                continue;
            }
            if is_gap {
                said.push(self.naught);
                is_gap = false;
            }
            said.push(self.digit(digit));
            said += place;
        }
        said
    }

    fn number(&self, number: u64) -> String {
        if number == 0 {
            return self.naught.to_string();
        }
        let mut said = String::new();
        for (at, unit) in ["", "万", "亿", "万亿"].into_iter().enumerate().rev() {
            let size = 10_000_u64.pow(u32::try_from(at).unwrap_or_default());
            let group = number / size % 10_000;
            if group == 0 {
                continue;
            }
            if !said.is_empty()
                && (group < 1000 || (number / size / 10_000).is_multiple_of(10))
                && !said.ends_with(self.naught)
            {
                said.push(self.naught);
            }
            said += &self.group(group);
            said += unit;
        }
        match said.strip_prefix("一十") {
            Some(rest) if self.bare_ten => format!("十{rest}"),
            _ => said,
        }
    }
}

/// A number in words: 七, 二十一, 一百零五.
pub(super) fn number(number: u64) -> String {
    PLAIN.number(number)
}

/// A number in capitals: 柒, 壹拾.
pub(super) fn capitals(number: u64) -> String {
    CAPITAL.number(number)
}

/// A day in words, as far as it is known: 二〇一一年五月三十一日.
pub(super) fn day(date: &PartialDate) -> String {
    dated(date, |year| year.chars().filter_map(|c| c.to_digit(10)).map(|c| PLAIN.digit(c.into())).collect(), number)
}

/// A day in figures, as far as it is known: 2011年5月31日.
pub(super) fn day_in_figures(date: &PartialDate) -> String {
    dated(date, str::to_owned, |part| part.to_string())
}

/// A day as a roster has it: 2003.07.01.
pub(super) fn day_in_dots(date: &PartialDate) -> String {
    date.to_string().replace('-', ".")
}

/// The month of a day; of a year that is all there is to know, the year.
pub(super) fn month(date: &PartialDate) -> PartialDate {
    let text = date.to_string();
    text.get(.."2011-05".len()).and_then(|month| month.parse().ok()).unwrap_or(*date)
}

fn dated(date: &PartialDate, year: impl Fn(&str) -> String, part: impl Fn(u64) -> String) -> String {
    let text = date.to_string();
    let mut parts = text.split('-');
    let mut said = year(parts.next().unwrap_or_default()) + "年";
    for (text, unit) in parts.zip(['月', '日']) {
        said += &part(text.parse().unwrap_or_default());
        said.push(unit);
    }
    said
}

/// A sum of money in capitals, as on a receipt: 壹佰贰拾元整, 叁元伍角, 壹拾元零伍分.
pub(super) fn money(money: Money) -> String {
    let fen = money.fen().unsigned_abs();
    let (yuan, jiao, fen) = (fen / 100, fen / 10 % 10, fen % 10);
    let mut said = String::new();
    if yuan > 0 || (jiao, fen) == (0, 0) {
        said = CAPITAL.number(yuan) + "元";
    }
    if (jiao, fen) == (0, 0) {
        return said + "整";
    }
    if jiao > 0 {
        said.push(CAPITAL.digit(jiao));
        said.push('角');
    } else if yuan > 0 {
        said.push('零');
    }
    if fen > 0 {
        said.push(CAPITAL.digit(fen));
        said.push('分');
    } else {
        said.push('整');
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_in_a_resolution() {
        let said: Vec<String> = [0, 7, 10, 12, 20, 21, 100, 105, 110, 1011, 10_000, 10_005, 100_500].map(number).into();
        assert_eq!(
            said,
            [
                "零",
                "七",
                "十",
                "十二",
                "二十",
                "二十一",
                "一百",
                "一百零五",
                "一百一十",
                "一千零一十一",
                "一万",
                "一万零五",
                "十万零五百"
            ]
        );
        assert_eq!([7, 10, 36].map(capitals), ["柒", "壹拾", "叁拾陆"]);
    }

    #[test]
    fn days_are_said_as_far_as_they_are_known() {
        let date = |text: &str| text.parse::<PartialDate>().unwrap();
        assert_eq!(day(&date("2011-05-31")), "二〇一一年五月三十一日");
        assert_eq!(day(&date("2010-10")), "二〇一〇年十月");
        assert_eq!(day_in_figures(&date("2011-05-03")), "2011年5月3日");
        assert_eq!(day_in_figures(&date("1980")), "1980年");
        assert_eq!([month(&date("2011-05-03")), month(&date("1980"))], [date("2011-05"), date("1980")]);
        assert_eq!(day_in_dots(&date("2003-07-01")), "2003.07.01");
    }

    #[test]
    fn money_is_said_as_on_a_receipt() {
        let said = [12_000, 10_005, 350, 30_550, 5, 70, 100_000_000, 1_012_000].map(|fen| money(Money::from_fen(fen)));
        assert_eq!(
            said,
            [
                "壹佰贰拾元整",
                "壹佰元零伍分",
                "叁元伍角整",
                "叁佰零伍元伍角整",
                "伍分",
                "柒角整",
                "壹佰万元整",
                "壹万零壹佰贰拾元整"
            ]
        );
    }
}
