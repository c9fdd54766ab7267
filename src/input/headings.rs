//! Which heading means which column of the importer, and which column of the file stands under it.

use std::collections::HashMap;

use super::{Map, bare};
use crate::i18n::label;
use crate::text;

/// A column that an importer knows: its key and the headings that rosters use for it. The key and its labels in both
/// languages are known anyway.
#[derive(Debug, Clone, Copy)]
pub struct Heading {
    /// The stable English key.
    pub key: &'static str,
    /// Other headings met in rosters.
    pub synonyms: &'static [&'static str],
}

/// Headings of columns that number the rows or that we wrote ourselves; nobody misses them.
const IDLE: [&str; 7] = ["序号", "序", "行号", "no.", "#", "错误", "errors"];

/// The keys of columns that hold dates.
const DATES: &[&str] = &[
    "birth",
    "joined",
    "full_on",
    "entered",
    "lost_since",
    "floating_since",
    "founded",
    "dissolved",
    "established",
    "closed",
    "transfer_file.issued",
    "meeting_file.date",
    "received",
    "cancelled",
    "dues_until",
    "since",
    "until",
    "applied",
    "talked",
    "nominated",
    "filed",
    "last_evaluated",
    "candidate_on",
    "consented",
    "activist_file.notice_from",
    "activist_file.notice_to",
    "reviewed",
    "trained",
    "prereviewed",
    "activist_file.admitted",
    "approved",
    "sworn",
    "extended",
    "extended_until",
    "converted",
    "confirmed",
    "activist_file.ended",
];

/// The keys of columns that hold numbers, which no apostrophe is part of.
const NUMBERS: &[&str] = &["no", "id_no", "phone", "landline", "code", "uscc"];

/// Everything that a heading may be called, folded.
#[derive(Debug)]
pub(super) struct Matcher {
    names: HashMap<String, usize>,
    mapped: HashMap<String, usize>,
    count: usize,
    /// Which of the known headings stand over dates.
    dates: Vec<usize>,
    /// Which of them stand over numbers, and which over remarks.
    numbers: Vec<usize>,
    remarks: Vec<usize>,
    /// The one that stands over names.
    name: Option<usize>,
}

impl Matcher {
    pub(super) fn new(known: &[Heading], map: Option<&Map>) -> Self {
        let mut names = HashMap::new();
        for (at, heading) in known.iter().enumerate() {
            let labels = label(heading.key).map(|label| [label.zh, label.en]);
            let own = std::iter::once(&heading.key).chain(labels.iter().flatten());
            for name in own.chain(heading.synonyms) {
                names.entry(folded(name)).or_insert(at);
            }
        }
        let of = |is: fn(&str) -> bool| (0..known.len()).filter(|at| is(known[*at].key)).collect();
        let (dates, numbers) = (of(|key| DATES.contains(&key)), of(|key| NUMBERS.contains(&key)));
        let remarks = of(|key| key.ends_with("remark"));
        let name = known.iter().position(|heading| heading.key == "name" || heading.key.ends_with(".name"));
        let mut matcher = Self { names, mapped: HashMap::new(), count: known.len(), dates, numbers, remarks, name };
        for (heading, key) in map.into_iter().flat_map(Map::iter) {
            if let Some(at) = known.iter().position(|known| known.key == key) {
                matcher.mapped.insert(folded(heading), at);
            }
        }
        matcher
    }

    /// What a heading means, however it is dressed.
    pub(super) fn find(&self, cell: &str) -> Option<usize> {
        let whole = folded(cell);
        if whole.is_empty() {
            return None;
        }
        let known = |name: &str| self.mapped.get(name).or_else(|| self.names.get(name)).copied();
        let undressed = undressed(&whole);
        known(&whole).or_else(|| known(undressed)).or_else(|| known(without_hint(undressed))).or_else(|| {
            let (first, rest) = bare(cell).split_once(['\n', '\r'])?;
            is_hint(&folded(rest)).then(|| known(undressed_of(&folded(first)).as_str())).flatten()
        })
    }
}

fn folded(heading: &str) -> String {
    let mut folded = text::fold(heading).into_owned();
    folded.retain(|c| !matches!(c, '\u{200b}' | '\u{feff}'));
    folded
}

fn undressed_of(heading: &str) -> String {
    without_hint(undressed(heading)).to_owned()
}

/// A heading without its star, colon or number: `*1.姓名:` → `姓名`.
fn undressed(heading: &str) -> &str {
    let mut bare = heading;
    loop {
        let mut next = bare.trim_matches(['*', '★', '▲', '△', '●', ':', '.', '、', '"', '\'', '_']);
        let digits = next.trim_start_matches(|c: char| c.is_ascii_digit());
        if digits.len() < next.len() && digits.starts_with(['.', '、', ')']) {
            next = &digits[digits.chars().next().map_or(0, char::len_utf8)..];
        }
        for (open, close) in BRACKETS {
            // `(必填)姓名`
            if let Some(end) = next.strip_prefix(open).and_then(|rest| rest.find(close)) {
                let after = &next[open.len_utf8() + end + close.len_utf8()..];
                next = if after.is_empty() { next } else { after };
            }
        }
        if next.len() == bare.len() {
            return bare;
        }
        bare = next;
    }
}

const BRACKETS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('【', '】'), ('〔', '〕'), ('<', '>')];

/// A heading without the hint in brackets after it: `入党时间(年月日)` → `入党时间`.
fn without_hint(heading: &str) -> &str {
    match heading.find(BRACKETS.map(|(open, _)| open)) {
        Some(at) if at > 0 => undressed(&heading[..at]),
        _ => heading,
    }
}

/// Whether a second line of a heading is a hint how to fill it.
fn is_hint(line: &str) -> bool {
    let signs = ["年月", "yyyy", "如", "例", "格式", "填", "必", "选", "注", "按", "请", "精确", "(", "[", "【", "*"];
    signs.iter().any(|sign| line.starts_with(sign)) || line.starts_with(|c: char| c.is_ascii_digit())
}

/// The columns of a file: which heading stands over which.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Columns {
    /// For each known heading, the column it stands over.
    at: Vec<Option<usize>>,
    /// All headings as written, column by column.
    pub(super) headings: Vec<String>,
    /// Headings that are not known, as written.
    pub(super) unknown: Vec<String>,
    /// Headings that say what another says already, with that one.
    pub(super) repeated: Vec<String>,
    /// Columns that hold dates, numbers or remarks, and the one that holds names.
    dates: Vec<usize>,
    numbers: Vec<usize>,
    remarks: Vec<usize>,
    name: Option<usize>,
    /// Columns whose cells say nothing by themselves.
    idle: Vec<usize>,
    /// Whether texts are as they are, without what guards them against being taken for formulas.
    pub(super) is_unguarded: bool,
}

impl Columns {
    /// Reads headings.
    pub(super) fn read(headings: Vec<String>, matcher: &Matcher) -> Self {
        let mut columns = Self { at: vec![None; matcher.count], ..Self::default() };
        // What the user mapped goes before what is known anyway.
        let found: Vec<Option<usize>> = headings.iter().map(|heading| matcher.find(heading)).collect();
        let is_mapped = |heading: &String| matcher.mapped.contains_key(&folded(heading));
        for mapped in [true, false] {
            for (column, at) in found.iter().enumerate().filter(|(at, _)| is_mapped(&headings[*at]) == mapped) {
                if let Some(at) = at.filter(|at| columns.at[*at].is_none()) {
                    columns.at[at] = Some(column);
                }
            }
        }
        for (column, heading) in headings.iter().enumerate() {
            let shown = || text::one_line(bare(heading));
            match found[column].and_then(|at| columns.at[at]) {
                Some(taken) if taken == column => {}
                Some(taken) => {
                    columns.repeated.push(format!("{} (= {})", shown(), text::one_line(bare(&headings[taken]))));
                }
                None if IDLE.contains(&folded(heading).as_str()) => columns.idle.push(column),
                None if bare(heading).is_empty() => {}
                None => columns.unknown.push(shown()),
            }
        }
        columns.headings = headings;
        let stand = |over: &[usize]| over.iter().filter_map(|at| columns.of(*at)).collect();
        let (dates, numbers, remarks) = (stand(&matcher.dates), stand(&matcher.numbers), stand(&matcher.remarks));
        (columns.dates, columns.numbers, columns.remarks) = (dates, numbers, remarks);
        columns.name = matcher.name.and_then(|at| columns.of(at));
        columns
    }

    /// How many known headings there are.
    pub(super) fn hits(&self) -> usize {
        self.at.iter().flatten().count()
    }

    /// The column of the `at`-th known heading.
    pub(super) fn of(&self, at: usize) -> Option<usize> {
        self.at.get(at).copied().flatten()
    }

    /// The columns under known headings.
    pub(super) fn known(&self) -> impl Iterator<Item = usize> {
        self.at.iter().flatten().copied()
    }

    /// Whether there is a column of names.
    pub(super) fn has_names(&self) -> bool {
        self.name.is_some()
    }

    /// Whether a column holds dates.
    pub(super) fn holds_dates(&self, column: usize) -> bool {
        self.dates.contains(&column)
    }

    /// Whether a column holds remarks, on whatever.
    pub(super) fn holds_remarks(&self, column: usize) -> bool {
        self.remarks.contains(&column)
    }

    /// Whether the text of a column is taken as it is: in the sheets of workbooks, where a date or a number is not
    /// marked as a text by an apostrophe.
    pub(super) fn is_verbatim(&self, column: usize) -> bool {
        self.is_unguarded && !self.dates.contains(&column) && !self.numbers.contains(&column)
    }

    /// Whether a column only numbers the rows.
    pub(super) fn is_idle(&self, column: usize) -> bool {
        self.idle.contains(&column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) const KNOWN: &[Heading] = &[
        Heading { key: "name", synonyms: &["党员姓名"] },
        Heading { key: "joined", synonyms: &["入党时间"] },
        Heading { key: "phone", synonyms: &["联系电话"] },
        Heading { key: "landline", synonyms: &["联系电话(固定电话)"] },
    ];

    fn columns(headings: &[&str], map: Option<&Map>) -> Columns {
        Columns::read(headings.iter().map(ToString::to_string).collect(), &Matcher::new(KNOWN, map))
    }

    #[test]
    fn headings_are_known_however_they_are_dressed() {
        let row = ["序号", "姓　名", "入党\n时间（年月日）*", "联系电话（固定电话）", "联系电话（手机）：", "星座"];
        let columns = columns(&row, None);
        assert_eq!([0, 1, 2, 3].map(|at| columns.of(at)), [Some(1), Some(2), Some(4), Some(3)]);
        assert_eq!(columns.unknown, ["星座"]);
        assert!(columns.is_idle(0));
        let matcher = Matcher::new(KNOWN, None);
        for dressed in
            ["＊姓名", "1.姓名", "(必填)姓名", "【必填】姓 名：", "姓名\u{200b}", "NAME", "姓名\r\n如：张三", "“姓名”"]
        {
            let expected = (dressed != "“姓名”").then_some(0);
            assert_eq!(matcher.find(dressed), expected, "{dressed}");
        }
        assert_eq!(matcher.find("姓名\n电话"), None);
    }

    #[test]
    fn the_first_of_two_wins_and_the_other_is_named() {
        let columns = columns(&["姓名", "党员姓名", "", "入党时间"], None);
        assert_eq!(columns.of(0), Some(0));
        assert_eq!((&columns.repeated[..], columns.unknown.len()), (&["党员姓名 (= 姓名)".to_owned()][..], 0));
        assert_eq!((columns.hits(), columns.of(99)), (2, None));
    }

    #[test]
    fn a_map_goes_before_all_else() {
        let map = Map::of(&[("大名", "name"), ("联系电话", "landline")]);
        let columns = columns(&["姓名", "大 名", "联系电话", "联系电话(固定电话)"], Some(&map));
        assert_eq!([0, 2, 3].map(|at| columns.of(at)), [Some(1), None, Some(2)]);
        assert_eq!(columns.repeated, ["姓名 (= 大 名)", "联系电话(固定电话) (= 联系电话)"]);
    }
}
