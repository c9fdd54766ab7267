//! Names told by letters: the initials of a name of an org or unit, the pinyin or the initials of a person's.

use std::borrow::Cow;

use pinyin::ToPinyinMulti as _;

use super::fold;

/// Surnames that are read otherwise than the same character elsewhere, one reading a character; `/` parts two readings
/// that are both in use.
#[rustfmt::skip]
const SURNAMES: [(&str, &[&str]); 48] = [
    ("万俟", &["mo", "qi"]), ("尉迟", &["yu", "chi"]), ("长孙", &["zhang", "sun"]), ("澹台", &["tan", "tai"]),
    ("宰父", &["zai", "fu"]), ("单", &["shan"]), ("曾", &["zeng"]), ("解", &["xie"]), ("查", &["zha"]), ("区", &["ou"]),
    ("仇", &["qiu"]), ("任", &["ren"]), ("华", &["hua"]), ("朴", &["piao"]), ("盖", &["ge/gai"]), ("翟", &["zhai/di"]),
    ("缪", &["miao"]), ("覃", &["qin/tan"]), ("乐", &["yue/le"]), ("冼", &["xian"]), ("洗", &["xian"]), ("员", &["yun"]),
    ("繁", &["po"]), ("种", &["chong"]), ("秘", &["bi"]), ("折", &["she"]), ("黑", &["he/hei"]), ("盛", &["sheng"]),
    ("石", &["shi"]), ("召", &["shao"]), ("能", &["nai"]), ("燕", &["yan"]), ("应", &["ying"]), ("宁", &["ning"]),
    ("葛", &["ge"]), ("牟", &["mu/mou"]), ("沈", &["shen"]), ("贾", &["jia"]), ("隗", &["wei/kui"]), ("谌", &["chen/shen"]),
    ("车", &["che"]), ("柏", &["bai/bo"]), ("卜", &["bu"]), ("阚", &["kan"]), ("費", &["fei/bi"]), ("费", &["fei/bi"]),
    ("薄", &["bo"]), ("那", &["na"]),
];

/// Names longer than this are transcribed from another language and begin with no Chinese surname.
const WITH_SURNAME: usize = 4;

/// The letters of a name told by pinyin or initials: in lower case, `ü` as `v`, without the signs that part syllables.
/// Nothing if it is no such text.
pub fn letters(typed: &str) -> Option<String> {
    let letters = fold(typed).replace(['\'', '’', '-', '.'], "").replace('ü', "v");
    (letters.len() > 1 && letters.bytes().all(|byte| byte.is_ascii_alphabetic())).then_some(letters)
}

/// Whether letters spell the whole name of a person: by full pinyin or by initials.
pub fn person_spelt(name: &str, letters: &str) -> bool {
    let readings = person_readings(name);
    readings.len() == letters.len() && begin(&readings, letters) || spell(&readings, letters, false)
}

/// Whether letters spell a part of the name of a person: some initials, or the pinyin from one character on, its end
/// perhaps not typed yet.
pub fn person_spelt_within(name: &str, letters: &str) -> bool {
    let readings = person_readings(name);
    let initials = readings.windows(letters.len()).any(|window| begin(window, letters));
    initials || (0..readings.len()).any(|from| spell(&readings[from..], letters, true))
}

/// Whether each letter begins the character in its place.
fn begin(readings: &[Vec<Cow<'_, str>>], letters: &str) -> bool {
    readings.iter().zip(letters.chars()).all(|(of, letter)| of.iter().any(|reading| reading.starts_with(letter)))
}

/// Whether the letters are the characters in full, one after the other; `broken_off`: they may end before the name does.
fn spell(readings: &[Vec<Cow<'_, str>>], letters: &str, broken_off: bool) -> bool {
    let Some((first, rest)) = readings.split_first() else { return letters.is_empty() };
    first.iter().any(|reading| match letters.strip_prefix(&**reading) {
        Some("") if broken_off => true,
        Some(letters) => spell(rest, letters, broken_off),
        None => broken_off && reading.starts_with(letters),
    })
}

/// How far letters lead into a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leads {
    /// They spell something else.
    Not,
    /// They spell what is there of the name, and more.
    On,
    /// What is there of the name uses them up: they may break off within it.
    There,
}

/// How far letters lead into a name of which the beginning is told, by pinyin in full or by `initials`; a `person` has a surname.
pub fn leads(beginning: &str, letters: &str, initials: bool, person: bool) -> Leads {
    let readings = match person {
        true => person_readings(beginning),
        false => beginning.chars().filter(|c| *c != '·').map(|c| spellings(plain(c))).collect(),
    };
    match initials {
        true if !begin(&readings, letters) => Leads::Not,
        true if letters.len() > readings.len() => Leads::On,
        true => Leads::There,
        false => lead(&readings, letters),
    }
}

fn lead(readings: &[Vec<Cow<'_, str>>], letters: &str) -> Leads {
    let Some((first, rest)) = readings.split_first() else {
        return if letters.is_empty() { Leads::There } else { Leads::On };
    };
    let led = first.iter().map(|reading| match letters.strip_prefix(&**reading) {
        Some(letters) => lead(rest, letters),
        None if reading.starts_with(letters) => Leads::There,
        None => Leads::Not,
    });
    led.max().unwrap_or(Leads::Not)
}

/// How each character of a person's name may be read.
fn person_readings(name: &str) -> Vec<Vec<Cow<'_, str>>> {
    let mut readings: Vec<_> = name.chars().filter(|c| !matches!(c, '·' | ' ')).map(|c| spellings(plain(c))).collect();
    let surname = SURNAMES.iter().find(|(surname, _)| name.starts_with(surname));
    if let Some((_, read)) = surname.filter(|_| readings.len() <= WITH_SURNAME) {
        for (of, read) in readings.iter_mut().zip(*read) {
            *of = read.split('/').map(Cow::Borrowed).collect();
        }
    }
    readings
}

/// Each reading as people type it: `ü` as v, as u, and after l and n as yu, as in a passport.
fn spellings<'a>(readings: Vec<Cow<'a, str>>) -> Vec<Cow<'a, str>> {
    let typed = |reading: Cow<'a, str>| match reading.contains('ü') {
        true => ["v", "u", "yu"].map(|typed| reading.replace('ü', typed).into()).to_vec(),
        false => vec![reading],
    };
    readings.into_iter().flat_map(typed).collect()
}

/// Whether the pinyin initials of a name contain the letters typed. A character read in several ways (行, 重, 曾)
/// answers to each of them; letters and digits in the name answer to themselves, a dot to nothing.
pub fn initials_contain(name: &str, letters: &str) -> bool {
    let name: Vec<_> = name.chars().filter(|c| *c != '·').map(plain).collect();
    let letters = letters.to_ascii_lowercase();
    !letters.is_empty() && name.windows(letters.chars().count()).any(|window| begin(window, &letters))
}

/// Whether the letters typed are the initials of the whole name.
pub fn initials_are(name: &str, letters: &str) -> bool {
    name.chars().filter(|c| *c != '·').count() == letters.chars().count() && initials_contain(name, letters)
}

/// The readings of a character without tones; a letter or digit is read as itself.
fn plain(c: char) -> Vec<Cow<'static, str>> {
    match c.to_pinyin_multi() {
        Some(readings) => readings.into_iter().map(|reading| reading.plain().into()).collect(),
        None => vec![c.to_lowercase().collect::<String>().into()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_know_characters_of_several_readings() {
        assert!(initials_are("福建商会", "fjsh"));
        assert!(initials_are("电子商务行业协会", "dzswhyxh"));
        assert!(initials_are("重庆商会", "cqsh") && initials_are("重庆商会", "zqsh"));
        assert!(initials_contain("嘉兴市福建商会", "FJSH"));
        assert!(initials_are("阿卜杜拉·买买提", "abdlmmt"));
        assert!(!initials_contain("福建商会", "scsh"));
        assert!(!initials_contain("福建商会", ""));
    }

    #[track_caller]
    fn spells(name: &str, typed: &str) -> bool {
        letters(typed).is_some_and(|letters| person_spelt(name, &letters))
    }

    #[test]
    fn a_person_answers_to_full_pinyin_and_initials() {
        for typed in ["chenhaibo", "ChenHaibo", "Chen Haibo", "chen hai-bo", "ｃｈｅｎｈａｉｂｏ", "chb", "CHB"]
        {
            assert!(spells("陈海波", typed), "{typed}");
        }
        for typed in ["chenhai", "haibo", "ch", "hb", "chenhb", "cheng", "chenhaibo1", "c", "", "陈hb"] {
            assert!(!spells("陈海波", typed), "{typed}");
        }
        assert!(spells("吕布", "lvbu") && spells("吕布", "lyubu") && spells("吕布", "lubu") && spells("吕布", "lübu"));
        assert!(spells("西安", "xi'an") && spells("先", "xian"));
        assert!(spells("阿卜杜拉·买买提", "abudulamaimaiti") && spells("阿卜杜拉·买买提", "abdlmmt"));
        assert!(spells("张行", "zhanghang") && spells("张行", "zhangxing"));
    }

    #[test]
    fn a_surname_is_read_as_a_surname() {
        for (name, right, wrong) in [
            ("单雄信", "shanxiongxin", "danxiongxin"),
            ("曾国强", "zengguoqiang", "cengguoqiang"),
            ("解珍", "xiezhen", "jiezhen"),
            ("查良", "zhaliang", "chaliang"),
            ("区伟", "ouwei", "quwei"),
            ("仇和", "qiuhe", "chouhe"),
            ("朴英", "piaoying", "puying"),
            ("任远", "renyuan", "rengyuan"),
            ("尉迟恭", "yuchigong", "weichigong"),
            ("万俟元", "moqiyuan", "wansiyuan"),
            ("员半千", "yunbanqian", "yuanbanqian"),
            ("曾华", "zh", "ch"),
        ] {
            assert!(spells(name, right), "{name} {right}");
            assert!(!spells(name, wrong), "{name} {wrong}");
        }
        assert!(spells("翟明", "zhaiming") && spells("翟明", "diming"));
        assert!(spells("王单", "wangdan"), "in a given name it is read in any way");
        assert!(spells("查干巴特尔", "chaganbateer"), "no Chinese surname");
    }

    #[test]
    fn a_part_of_a_name_is_found() {
        let within = |typed: &str| person_spelt_within("陈海波", typed);
        assert!(["hb", "ch", "chb", "haibo", "chenha", "bo", "chenhaibo"].into_iter().all(within));
        assert!(!["cb", "enhai", "haibor", "chenhaibox"].into_iter().any(within));
    }

    #[test]
    fn letters_lead_into_a_name() {
        let person = |beginning: &str, letters: &str| {
            leads(beginning, letters, false, true).max(leads(beginning, letters, true, true))
        };
        for (beginning, letters, expected) in [
            ("张", "zhangs", Leads::On),
            ("张", "zha", Leads::There),
            ("张", "zs", Leads::On),
            ("张", "li", Leads::Not),
            ("张三", "zhangs", Leads::There),
            ("张四", "zhangsan", Leads::Not),
            ("张三", "zs", Leads::There),
            ("单", "shanx", Leads::On),
            ("单", "danx", Leads::Not),
        ] {
            assert_eq!(person(beginning, letters), expected, "{beginning} {letters}");
        }
        assert_eq!(leads("福建", "fjsh", true, false), Leads::On);
        assert_eq!(leads("福建商会", "fjsh", true, false), Leads::There);
        assert_eq!(leads("福建商会党支部", "fjsh", true, false), Leads::There);
    }

    #[test]
    fn every_surname_has_a_reading_a_character() {
        for (surname, read) in SURNAMES {
            assert_eq!(surname.chars().count(), read.len(), "{surname}");
        }
    }
}
