//! Which heading means which column of the importer, and which column of the file stands under it.

use std::collections::{HashMap, HashSet};

use csv::StringRecord;

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

/// Headings of columns that number the rows; nobody misses them.
const IDLE: [&str; 5] = ["序号", "序", "行号", "no.", "#"];

/// Headings of the column that we wrote ourselves, see [`FAULTS`](super::FAULTS); nobody misses it either.
const TOLD: [&str; 2] = [super::FAULTS, "errors"];

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

/// The keys of columns whose value may stand over a group of rows, alone.
const GROUPS: &[&str] = &["org", "accepting_org", "parent", "association", "meeting_file.org"];

/// Everything that a heading may be called, folded.
#[derive(Debug)]
pub(super) struct Matcher {
    names: HashMap<String, usize>,
    mapped: HashMap<String, usize>,
    /// The headings that the user mapped, as written.
    written: Vec<String>,
    count: usize,
    /// Which of the known headings stand over dates.
    dates: Vec<usize>,
    /// Which of them stand over numbers, and which over remarks.
    numbers: Vec<usize>,
    remarks: Vec<usize>,
    groups: Vec<usize>,
    /// The one that stands over names.
    name: Option<usize>,
    /// The keys of the known headings.
    keys: Vec<&'static str>,
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
        let (remarks, groups) = (of(|key| key.ends_with("remark")), of(|key| GROUPS.contains(&key)));
        let name = known.iter().position(|heading| heading.key == "name" || heading.key.ends_with(".name"));
        let keys = known.iter().map(|heading| heading.key).collect();
        let (mapped, written, count) = (HashMap::new(), Vec::new(), known.len());
        let mut matcher = Self { names, mapped, written, count, dates, numbers, remarks, groups, name, keys };
        for (heading, key) in map.into_iter().flat_map(Map::iter) {
            matcher.written.push(heading.to_owned());
            if let Some(at) = known.iter().position(|known| known.key == key) {
                matcher.mapped.insert(folded(heading), at);
            }
        }
        matcher
    }

    /// What the user says that the heading of a column means: by itself, or of several alike by its number, `电话#2`.
    fn mapped(&self, headings: &[String], column: usize) -> Option<usize> {
        if self.mapped.is_empty() {
            return None;
        }
        let heading = folded(&headings[column]);
        self.mapped.get(&numbered(headings, column)).or_else(|| self.mapped.get(&heading)).copied()
    }

    /// What a heading means, however it is dressed.
    pub(super) fn find(&self, cell: &str) -> Option<usize> {
        let known = |name: String| self.mapped.get(&name).or_else(|| self.names.get(&name)).copied();
        bared(cell).find_map(known)
    }

    /// The headings that the user mapped and that stand over no column.
    fn unmet(&self, headings: &[String]) -> Vec<String> {
        if self.written.is_empty() {
            return Vec::new();
        }
        let numbered = (0..headings.len()).map(|column| numbered(headings, column));
        let met: HashSet<String> = headings.iter().flat_map(|heading| bared(heading)).chain(numbered).collect();
        self.written.iter().filter(|written| !met.contains(&folded(written))).cloned().collect()
    }
}

/// What a heading may be meant for, however it is dressed: all of it, and less and less; nothing of an empty one.
fn bared(cell: &str) -> impl Iterator<Item = String> + use<'_> {
    let whole = folded(cell);
    let undressed = undressed(&whole).to_owned();
    let bared = [without_hint(&undressed).to_owned()];
    let first_line = || {
        let (first, rest) = bare(cell).split_once(['\n', '\r'])?;
        is_hint(&folded(rest)).then(|| undressed_of(&folded(first)))
    };
    let all = [whole, undressed].into_iter().chain(bared).chain(std::iter::once_with(first_line).flatten());
    all.filter(|name| !name.is_empty())
}

/// How a map names the heading of one column by its number among those that read alike.
fn numbered(headings: &[String], column: usize) -> String {
    format!("{}#{}", folded(&headings[column]), number_among(headings, column))
}

fn equated(heading: &str, other: &str) -> String {
    let shown = |heading: &str| text::one_line(bare(heading));
    format!("{} (= {})", shown(heading), shown(other))
}

/// The how many-th of the headings that read alike stands over a column.
fn number_among(headings: &[String], column: usize) -> usize {
    let heading = folded(&headings[column]);
    headings[..=column].iter().filter(|other| folded(other) == heading).count()
}

/// How a map names the heading of one column alone: `电话#2` where several read alike.
fn told_apart(headings: &[String], column: usize) -> String {
    let heading = text::one_line(bare(&headings[column]));
    let several = headings.iter().filter(|other| folded(other) == folded(&heading)).count() > 1;
    if several { format!("{heading}#{}", number_among(headings, column)) } else { heading }
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

/// A column whose heading says what that of another says already.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Twin {
    /// Which of the known headings both are.
    pub(super) at: usize,
    pub(super) column: usize,
    /// What a map says to take this one alone.
    pub(super) map: String,
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
    /// Headings that the user mapped and that the file does not have.
    pub(super) unmet: Vec<String>,
    /// Headings that say what another says already, which the user mapped, with that one: their columns are left out.
    pub(super) repeated: Vec<String>,
    /// The further columns of what several headings say.
    pub(super) twins: Vec<Twin>,
    /// The columns by which a row tells what it is about; whether the first of them holds names of people.
    naming: Vec<usize>,
    names_people: bool,
    /// Everything that a known heading may be called, folded.
    known_names: HashMap<String, usize>,
    /// Columns that are not imported.
    beside: Vec<usize>,
    /// Columns that hold dates, numbers or remarks, and the one that holds names.
    dates: Vec<usize>,
    numbers: Vec<usize>,
    remarks: Vec<usize>,
    groups: Vec<usize>,
    name: Option<usize>,
    /// Columns whose cells say nothing by themselves, and those without a heading.
    idle: Vec<usize>,
    pub(super) blank: Vec<usize>,
    /// Columns that tell what an import found wrong.
    faults: Vec<usize>,
    /// Whether texts are as they are, without what guards them against being taken for formulas.
    pub(super) is_unguarded: bool,
}

impl Columns {
    /// Reads headings.
    pub(super) fn read(headings: Vec<String>, matcher: &Matcher) -> Self {
        let mut columns = Self { at: vec![None; matcher.count], ..Self::default() };
        // What the user mapped goes before what is known anyway.
        let mapped: Vec<Option<usize>> = (0..headings.len()).map(|column| matcher.mapped(&headings, column)).collect();
        let found = |column: usize| mapped[column].or_else(|| matcher.find(&headings[column]));
        let found: Vec<Option<usize>> = (0..headings.len()).map(found).collect();
        for is_mapped in [true, false] {
            for column in (0..headings.len()).filter(|column| mapped[*column].is_some() == is_mapped) {
                if let Some(at) = found[column].filter(|at| columns.at[*at].is_none()) {
                    columns.at[at] = Some(column);
                }
            }
        }
        for (column, heading) in headings.iter().enumerate() {
            let shown = || text::one_line(bare(heading));
            match (found[column], found[column].and_then(|at| columns.at[at])) {
                (_, Some(taken)) if taken == column => {}
                (Some(at), Some(taken)) if mapped[taken].is_some() == mapped[column].is_some() => {
                    let map = format!("\"{}\" = \"{}\"", told_apart(&headings, column), matcher.keys[at]);
                    columns.twins.push(Twin { at, column, map });
                }
                (_, Some(taken)) => {
                    columns.repeated.push(equated(heading, &headings[taken]));
                }
                _ if IDLE.contains(&folded(heading).as_str()) => columns.idle.push(column),
                _ if TOLD.contains(&folded(heading).as_str()) => columns.faults.push(column),
                _ if bare(heading).is_empty() => columns.blank.push(column),
                _ => columns.unknown.push(shown()),
            }
        }
        columns.unmet = matcher.unmet(&headings);
        columns.headings = headings;
        let stand = |over: &[usize]| over.iter().flat_map(|at| columns.all_of(*at)).collect();
        let (dates, numbers, remarks) = (stand(&matcher.dates), stand(&matcher.numbers), stand(&matcher.remarks));
        let groups = stand(&matcher.groups);
        (columns.dates, columns.numbers, columns.remarks, columns.groups) = (dates, numbers, remarks, groups);
        columns.name = matcher.name.and_then(|at| columns.of(at));
        columns.beside = (0..columns.headings.len()).filter(|column| !columns.is_known(*column)).collect();
        columns
    }

    /// Tells by which of the known headings a row says what it is about, and whatever headings may be called.
    pub(super) fn name_by(&mut self, headings: &[usize], matcher: Matcher) {
        self.naming = headings.iter().flat_map(|at| self.all_of(*at)).collect();
        let key = matcher.name.map(|at| matcher.keys[at]);
        self.names_people = key.is_some_and(|key| matches!(key, "name" | "meeting_file.name"));
        self.known_names = matcher.names;
    }

    /// The columns by which a row tells what it is about.
    pub(super) fn naming(&self) -> impl Iterator<Item = usize> {
        self.naming.iter().copied()
    }

    /// Whether a row tells by this column what it is about.
    pub(super) fn names(&self, column: usize) -> bool {
        self.naming.contains(&column)
    }

    /// The columns that are not imported.
    pub(super) fn beside(&self) -> impl Iterator<Item = usize> {
        self.beside.iter().copied()
    }

    /// Whether a cell is the heading of its column.
    pub(super) fn is_heading(&self, column: usize, cell: &str) -> bool {
        let cell = folded(cell);
        let is_another_for_it =
            || self.known_names.get(&cell).is_some_and(|at| self.all_of(*at).any(|of| of == column));
        self.headings.get(column).is_some_and(|heading| folded(heading) == cell) || is_another_for_it()
    }

    /// Whether a cell is the heading of another column than the one it stands in.
    pub(super) fn is_heading_elsewhere(&self, column: usize, cell: &str) -> bool {
        self.known_names.contains_key(&folded(cell)) && !self.is_heading(column, cell)
    }

    /// Whether people are named in a column.
    pub(super) fn names_people(&self, column: usize) -> bool {
        self.names_people && self.name == Some(column)
    }

    /// How many known headings there are.
    pub(super) fn hits(&self) -> usize {
        self.at.iter().flatten().count()
    }

    /// The column of the `at`-th known heading.
    pub(super) fn of(&self, at: usize) -> Option<usize> {
        self.at.get(at).copied().flatten()
    }

    /// The heading of a further column, with that of the first.
    pub(super) fn equated(&self, twin: &Twin) -> String {
        equated(&self.headings[twin.column], self.of(twin.at).map_or("", |first| &self.headings[first]))
    }

    /// All columns of the `at`-th known heading.
    pub(super) fn all_of(&self, at: usize) -> impl Iterator<Item = usize> {
        self.of(at).into_iter().chain(self.twins.iter().filter(move |twin| twin.at == at).map(|twin| twin.column))
    }

    /// The columns under known headings.
    pub(super) fn known(&self) -> impl Iterator<Item = usize> {
        self.at.iter().flatten().copied().chain(self.twins.iter().map(|twin| twin.column))
    }

    /// Which of the known headings stands over a column.
    pub(super) fn heading_of(&self, column: usize) -> Option<usize> {
        let twin = || self.twins.iter().find(|twin| twin.column == column).map(|twin| twin.at);
        self.at.iter().position(|of| *of == Some(column)).or_else(twin)
    }

    /// Whether a column stands under a known heading.
    pub(super) fn is_known(&self, column: usize) -> bool {
        self.known().any(|known| known == column)
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

    /// Whether what stands in a column may stand there alone, without a record.
    pub(super) fn is_loose(&self, column: usize) -> bool {
        self.holds_dates(column) || self.holds_remarks(column) || self.groups.contains(&column)
    }

    /// Whether the text of a column is taken as it is: in the sheets of workbooks, where a date or a number is not
    /// marked as a text by an apostrophe.
    pub(super) fn is_verbatim(&self, column: usize) -> bool {
        self.is_unguarded && !self.dates.contains(&column) && !self.numbers.contains(&column)
    }

    /// All headings as written, column by column.
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    /// Whether a column tells what an import found wrong.
    pub fn tells_faults(&self, column: usize) -> bool {
        self.faults.contains(&column)
    }

    /// Takes out of a row what an import found wrong: it is told to people, and says nothing of the record.
    pub(super) fn forget_faults(&self, row: &mut StringRecord) {
        if self.faults.iter().any(|column| row.get(*column).is_some_and(|cell| !cell.is_empty())) {
            *row = row.iter().enumerate().map(|(at, cell)| if self.tells_faults(at) { "" } else { cell }).collect();
        }
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
    fn two_headings_of_one_thing_are_twins() {
        let read = columns(&["姓名", "党员姓名", "", "入党时间", "入党 时间"], None);
        assert_eq!((read.of(0), read.of(1), read.unknown.len(), read.repeated.len()), (Some(0), Some(3), 0, 0));
        let twins: Vec<_> = read.twins.iter().map(|twin| (twin.at, twin.column, twin.map.as_str())).collect();
        assert_eq!(twins, [(0, 1, "\"党员姓名\" = \"name\""), (1, 4, "\"入党 时间#2\" = \"joined\"")]);
        assert_eq!((read.hits(), read.of(99)), (2, None));
        assert!(read.holds_dates(4) && read.is_known(1) && !read.is_known(2));
    }

    #[test]
    fn a_map_takes_one_of_two_alone() {
        for (map, at, left_out) in [
            (("入党时间#2", "joined"), 2, "入党时间 (= 入党时间)"),
            (("入党时间#1", "joined"), 1, "入党时间 (= 入党时间)"),
        ] {
            let read = columns(&["姓名", "入党时间", "入党时间"], Some(&Map::of(&[map])));
            assert_eq!((read.of(1), &read.repeated[..], read.twins.len()), (Some(at), &[left_out.to_owned()][..], 0));
        }
        let both = Map::of(&[("a", "joined"), ("b", "joined")]);
        assert_eq!(columns(&["姓名", "a", "b", "入党时间"], Some(&both)).twins.len(), 1);
    }

    #[test]
    fn what_a_map_names_in_vain_is_known() {
        let map = ["大名", "入党", "电话#2", "入党时间#2", "联系 电话"].map(|heading| (heading, "name"));
        let headings = ["*大名(必填)", "入党时间", "电话", "入党时间", "联系电话\n(手机)"];
        assert_eq!(columns(&headings, Some(&Map::of(&map))).unmet, ["入党", "电话#2"]);
        assert_eq!(columns(&headings, None).unmet, [""; 0]);
    }

    #[test]
    fn a_map_goes_before_all_else() {
        let map = Map::of(&[("大名", "name"), ("联系电话", "landline")]);
        let columns = columns(&["姓名", "大 名", "联系电话", "联系电话(固定电话)"], Some(&map));
        assert_eq!([0, 2, 3].map(|at| columns.of(at)), [Some(1), None, Some(2)]);
        assert_eq!(columns.repeated, ["姓名 (= 大 名)", "联系电话(固定电话) (= 联系电话)"]);
    }
}
