//! The numbers people and units carry: the citizen identity number (GB 11643) and the unified social credit code
//! (GB 32100), with their check characters.

use chrono::NaiveDate;

use crate::code::codes;
use crate::i18n::texts;
use crate::i18n::{Text, say};
use crate::text::is_province;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

/// A citizen identity number of 18 places, its check character and birth date proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdNo(String);

impl IdNo {
    /// Reads a number as people type it: blanks inside, full-width digits, a lower-case x, a leading apostrophe, the
    /// old form of 15 digits (19 is put before the year and the check character added).
    pub fn parse(typed: &str) -> Result<Self, Text> {
        if typed.len() == 18 && fault(typed).is_none() {
            return Ok(Self(typed.to_owned()));
        }
        let text: String = unicode_normalization::UnicodeNormalization::nfkc(typed)
            .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '‘' | '`'))
            // The sign of multiplication looks like an X, and is nearer on a Chinese keyboard.
            .map(|c| if c == '×' { 'X' } else { c.to_ascii_uppercase() })
            .collect();
        if text.contains('*') {
            return Err(say!(IdNoMasked));
        }
        if is_spoiled(&text) {
            return Err(say!(IdNoSpoiled));
        }
        let text = match text.len() {
            15 if text.bytes().all(|b| b.is_ascii_digit()) => modern(&text),
            _ => text,
        };
        match fault(&text) {
            Some(Fault::Shape) => Err(match text.chars().count() {
                15 | 18 => say!(IdNoCharacters),
                places => say!(IdNoShape { places }),
            }),
            Some(Fault::Zeros) => Err(say!(IdNoZeros)),
            Some(Fault::Birth) => Err(say!(IdNoBirth)),
            Some(Fault::Check) => Err(say!(IdNoCheck)),
            Some(Fault::Province) => Err(say!(IdNoProvince { province: &text[..2] })),
            None => Ok(Self(text)),
        }
    }

    /// The 18 places.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The birth date in places 7 to 14.
    pub fn birth(&self) -> NaiveDate {
        birth(&self.0).expect("proved when it was read")
    }

    /// Whether place 17 is odd.
    pub fn is_male(&self) -> bool {
        is_male(&self.0)
    }
}

enum Fault {
    Shape,
    Zeros,
    Birth,
    Check,
    Province,
}

fn fault(id_no: &str) -> Option<Fault> {
    let bytes = id_no.as_bytes();
    if bytes.len() != 18 || !bytes[..17].iter().all(u8::is_ascii_digit) || !matches!(bytes[17], b'0'..=b'9' | b'X') {
        return Some(Fault::Shape);
    }
    if check_character(bytes) == bytes[17] {
        return match birth(id_no) {
            None => Some(Fault::Birth),
            Some(_) => (!is_province(&bytes[..2])).then_some(Fault::Province),
        };
    }
    if id_no.ends_with("000") { Some(Fault::Zeros) } else { Some(Fault::Check) }
}

fn check_character(bytes: &[u8]) -> u8 {
    let sum: u32 = bytes.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    CHECKS[(sum % 11) as usize]
}

fn birth(id_no: &str) -> Option<NaiveDate> {
    let number = |from: usize, to: usize| id_no.get(from..to)?.parse::<u32>().ok();
    NaiveDate::from_ymd_opt(i32::try_from(number(6, 10)?).ok()?, number(10, 12)?, number(12, 14)?)
}

fn is_male(id_no: &str) -> bool {
    id_no.as_bytes()[16] % 2 == 1
}

fn modern(old: &str) -> String {
    let long = format!("{}19{}", &old[..6], &old[6..]);
    let check = char::from(check_character(long.as_bytes()));
    format!("{long}{check}")
}

/// A number that Excel took for a quantity: `3.30402E+17`.
pub(crate) fn is_spoiled(text: &str) -> bool {
    text.split_once("E+").is_some_and(|(head, tail)| {
        head.bytes().all(|b| b.is_ascii_digit() || b == b'.') && tail.bytes().all(|b| b.is_ascii_digit())
    })
}

codes! {
    /// What is wrong with a stored number, alone or beside the stored birth date and sex.
    pub enum Doubt {
        Province = "province", "前两位不是省份代码", "its first two digits are no province";
        Number = "number", "号码本身有误", "the number itself is wrong";
        Birth = "birth", "与出生日期不符", "contradicts the birth date";
        Sex = "sex", "与性别不符", "contradicts the sex";
    }
}

/// What is wrong with a stored number beside the stored birth date and sex, for `db check`.
pub fn doubt(id_no: &str, born: Option<&str>, sex: Option<&str>) -> Option<Doubt> {
    match fault(id_no) {
        Some(Fault::Province) => return Some(Doubt::Province),
        Some(_) => return Some(Doubt::Number),
        None => {}
    }
    let day = birth(id_no)?.to_string();
    if born.is_some_and(|born| !day.starts_with(born)) {
        return Some(Doubt::Birth);
    }
    let written = if is_male(id_no) { "male" } else { "female" };
    sex.is_some_and(|sex| sex != written).then_some(Doubt::Sex)
}

const CREDIT_ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const CREDIT_WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// Reads a unified social credit code: 18 places of its alphabet (no I, O, S, V, Z), the last a check character.
pub fn credit_code(typed: &str) -> Result<String, Text> {
    let text = crate::text::fold(typed).to_uppercase();
    let bad = || say!(CreditCodeBad { code: &text });
    let places: Option<Vec<usize>> =
        text.bytes().map(|byte| CREDIT_ALPHABET.iter().position(|known| *known == byte)).collect();
    let places = places.filter(|places| places.len() == 18).ok_or_else(bad)?;
    let sum: usize = places.iter().zip(CREDIT_WEIGHTS).map(|(place, weight)| place * weight).sum();
    if (31 - sum % 31) % 31 == places[17] { Ok(text) } else { Err(bad()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_standard_passes() {
        let id_no = IdNo::parse("11010519491231002X").unwrap();
        assert_eq!(id_no.birth().to_string(), "1949-12-31");
        assert!(!id_no.is_male());
    }

    #[test]
    fn spellings_are_forgiven() {
        for typed in [
            "11010519491231002x",
            "110105 19491231 002X",
            "'11010519491231002X",
            "11010519491231002×",
            "１１０１０５１９４９１２３１００２Ｘ",
        ] {
            assert_eq!(IdNo::parse(typed).unwrap().as_str(), "11010519491231002X", "{typed}");
        }
        // 15 digits: 110105 491231 002 with 19 before the year is the example of the standard.
        assert_eq!(IdNo::parse("110105491231002").unwrap().as_str(), "11010519491231002X");
    }

    #[test]
    fn each_fault_has_its_own_words() {
        let said = |typed: &str| format!("{:?}", IdNo::parse(typed).unwrap_err());
        assert!(said("3.30402E+17").starts_with("IdNoSpoiled"));
        assert!(said("110105********002X").starts_with("IdNoMasked"));
        assert!(said("1101051949123100").starts_with("IdNoShape"));
        assert!(said("11010519491231O021").starts_with("IdNoCharacters"));
        assert!(said("110105194912310021").starts_with("IdNoCheck"));
        assert!(said("110105194912310000").starts_with("IdNoZeros"));
        // 1949-13-31 with a check character worked out for it.
        let with_check = |head: &str| format!("{head}{}", char::from(check_character(head.as_bytes())));
        assert!(said(&with_check("11010519491331002")).starts_with("IdNoBirth"));
        assert!(said("770102197503120118").starts_with("IdNoProvince"));
        assert!(said("160101198105030226").starts_with("IdNoProvince"));
    }

    #[test]
    fn every_province_and_no_other_number_begins_a_number() {
        let known: Vec<u32> = [11..=15, 21..=23, 31..=37, 41..=46, 50..=54, 61..=65, 71..=71, 81..=83, 91..=91]
            .into_iter()
            .flatten()
            .collect();
        for two in 0..100_u32 {
            let head = format!("{two:02}010519491231002");
            let typed = format!("{head}{}", char::from(check_character(head.as_bytes())));
            assert_eq!(IdNo::parse(&typed).is_ok(), known.contains(&two), "{two:02}");
        }
        // 15 digits: 770105 491231 002.
        assert!(IdNo::parse("770105491231002").is_err());
        assert_eq!(doubt("770102197503120118", None, None), Some(Doubt::Province));
    }

    #[test]
    fn stored_numbers_are_held_against_birth_and_sex() {
        assert_eq!(doubt("11010519491231002X", Some("1949-12-31"), Some("female")), None);
        assert_eq!(doubt("11010519491231002X", Some("1949"), None), None);
        assert_eq!(doubt("11010519491231002X", Some("1950-12-31"), None), Some(Doubt::Birth));
        assert_eq!(doubt("11010519491231002X", None, Some("male")), Some(Doubt::Sex));
        assert_eq!(doubt("110105194912310021", None, None), Some(Doubt::Number));
    }

    #[test]
    fn credit_codes_are_proved() {
        assert_eq!(credit_code("51330400mj9000014m").as_deref(), Ok("51330400MJ9000014M"));
        assert_eq!(credit_code("51330400501234569K").as_deref(), Ok("51330400501234569K"));
        assert!(credit_code("51330400501234569L").is_err());
        assert!(credit_code("51330400").is_err());
        assert!(credit_code("51330400MJ90000I4M").is_err());
    }
}
