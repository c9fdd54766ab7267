//! What is told of rows, as people read it: the same of many rows in one line, with their numbers.

use foldhash::HashMap;

use super::Place;
use crate::i18n::{Lang, Text, say};
use crate::import::texts;
use crate::input::Problem;

/// How many runs of rows a line names, and how many of the values that have one fault in common.
const RUNS: usize = 12;
const VALUES: usize = 4;

/// Lines about rows, the same of several rows in one.
#[derive(Debug, Default)]
pub(super) struct Lines {
    lines: Vec<Line>,
    /// Which of the lines tells something, by file, kind and words.
    known: HashMap<(u16, Kind), HashMap<String, usize>>,
    /// How often something was told, and how often beyond the lines that are kept.
    count: usize,
    beyond: usize,
}

/// The key of a cell, and what the fault is called.
type Kind = (&'static str, &'static str);

#[derive(Debug)]
struct Line {
    file: u16,
    what: Told,
    /// From and to.
    runs: Vec<(u32, u32)>,
    /// Whether all of it that is told of the first row is true of the others.
    is_one: bool,
}

/// What is told of a row.
#[derive(Debug, Clone, Copy)]
enum What<'a> {
    Row(&'a Text),
    Cell(&'a Problem),
}

/// What a line tells: that of a row, or of a cell with the values that it was told of.
#[derive(Debug)]
enum Told {
    Row(Text),
    Cell(Problem, Vec<String>),
}

impl Told {
    fn of(what: What<'_>) -> Self {
        match what {
            What::Row(text) => Self::Row(text.clone()),
            What::Cell(problem) => Self::Cell(problem.clone(), vec![problem.shown_value()]),
        }
    }

    /// The same is told again. Tells whether it is the same in all but the values, which are looked at while they are
    /// few: a warning may be of each of a million rows.
    fn join(&mut self, again: What<'_>) -> bool {
        let (Self::Cell(problem, values), What::Cell(other)) = (self, again) else { return true };
        if problem.what != other.what {
            return false;
        }
        if values.len() <= VALUES && problem.value != other.value {
            let value = other.shown_value();
            if !values.contains(&value) {
                values.push(value);
            }
        }
        true
    }

    fn text(&self) -> Text {
        match self {
            Self::Row(text) => text.clone(),
            Self::Cell(problem, values) if values.len() > 1 => problem.text_of_several(values, VALUES),
            Self::Cell(problem, _) => problem.text(),
        }
    }
}

impl Lines {
    /// Something is told of a row. No more than so many lines are kept; the rest is counted.
    pub(super) fn tell(&mut self, place: Place, what: &Text, kept: usize) {
        self.put(place, ("", what.name()), &what.say(Lang::Zh), What::Row(what), kept);
    }

    /// A problem is told of a row, likewise: of the same problem of several values there is one line.
    pub(super) fn tell_problem(&mut self, place: Place, problem: &Problem, kept: usize) {
        let Problem { key, what, .. } = problem;
        self.put(place, (key, what.name()), &what.say(Lang::Zh), What::Cell(problem), kept);
    }

    /// A problem is told of a row, likewise: of all of a kind, and of one word, there is one line.
    pub(super) fn tell_kind(&mut self, place: Place, problem: &Problem, word: &str, kept: usize) {
        self.put(place, (problem.key, problem.what.name()), word, What::Cell(problem), kept);
    }

    fn put(&mut self, place: Place, kind: Kind, words: &str, what: What<'_>, kept: usize) {
        self.count += 1;
        let Place { file, line: row, .. } = place;
        match self.known.get(&(file, kind)).and_then(|of_kind| of_kind.get(words)) {
            Some(at) => self.lines[*at].add(row, what),
            None if self.lines.len() == kept => self.beyond += 1,
            None => {
                self.known.entry((file, kind)).or_default().insert(words.to_owned(), self.lines.len());
                self.lines.push(Line { file, what: Told::of(what), runs: vec![(row, row)], is_one: true });
            }
        }
    }

    /// How often something was told.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// How often something was told that no line holds.
    pub(super) fn beyond(&self) -> usize {
        self.beyond
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// The lines, in the order in which they came up.
    pub(super) fn texts(&self, files: &[String]) -> impl Iterator<Item = Text> {
        self.lines.iter().map(|line| line.text(&files[usize::from(line.file)]))
    }
}

impl Line {
    fn add(&mut self, row: u32, what: What<'_>) {
        self.is_one &= self.what.join(what);
        match self.runs.last_mut() {
            Some((_, last)) if *last == row => {}
            Some((_, last)) if last.checked_add(1) == Some(row) => *last = row,
            _ => self.runs.push((row, row)),
        }
    }

    fn text(&self, file: &str) -> Text {
        let what = self.what.text();
        if let [(first, last)] = self.runs[..]
            && first == last
        {
            return say!(RowProblem { place: format!("{file}:{first}"), problem: what });
        }
        let (runs, told_of) = (self.sorted(), self.runs[0].0);
        let named = |(first, last): &(u32, u32)| {
            if first == last { first.to_string() } else { format!("{first}–{last}") }
        };
        let rows: Vec<String> = runs.iter().take(RUNS).map(named).collect();
        let count: u32 = runs.iter().map(|(first, last)| last - first + 1).sum();
        if !self.is_one {
            let text = say!(RowProblem { place: format!("{file}:{told_of}"), problem: what });
            return say!(RowsOfKind { text, rows, count });
        }
        if runs.len() <= RUNS {
            return say!(RowsProblem { file, rows, problem: what });
        }
        say!(RowsProblemMany { file, rows, count, problem: what })
    }

    /// The runs in the order of the file: some imports tell of rows when all are there.
    fn sorted(&self) -> Vec<(u32, u32)> {
        let mut runs = self.runs.clone();
        runs.sort_unstable();
        runs.dedup_by(|next, run| {
            let joins = next.0 <= run.1.saturating_add(1);
            if joins {
                run.1 = run.1.max(next.1);
            }
            joins
        });
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(rows: &[u32]) -> [Vec<String>; 2] {
        let mut lines = Lines::default();
        for line in rows {
            lines.tell(Place { file: 0, line: *line }, &say!(FieldNeeded), 2);
        }
        [Lang::Zh, Lang::En].map(|lang| lines.texts(&["a.csv".into()]).map(|text| text.say(lang)).collect())
    }

    #[test]
    fn the_same_of_many_rows_is_one_line() {
        let [zh, en] = told(&[2, 3, 4, 57, 57, 60]);
        assert_eq!(zh, ["a.csv 第 2–4、57、60 行: 必填"]);
        assert_eq!(en, ["a.csv rows 2–4, 57, 60: is needed"]);
        assert_eq!(told(&[7, 7])[0], ["a.csv:7: 必填"]);
        assert_eq!(told(&[9, 5, 6, 8])[0], ["a.csv 第 5–6、8–9 行: 必填"]);
        let many: Vec<u32> = (1..=20).map(|row| row * 2).collect();
        assert_eq!(told(&many)[0], ["a.csv 第 2、4、6、8、10、12、14、16、18、20、22、24 等 20 行: 必填"]);
    }

    #[test]
    fn one_fault_of_several_values_is_one_line() {
        let mut lines = Lines::default();
        let values = ["a", "b", "a", "c", "d", "e", "f"];
        for (row, value) in (2..).zip(values) {
            let problem = Problem { key: "phone", value: value.to_owned(), what: say!(PhoneBad) };
            lines.tell_problem(Place { file: 0, line: row }, &problem, 2);
        }
        let problem = Problem { key: "landline", value: "a".to_owned(), what: say!(PhoneBad) };
        lines.tell_problem(Place { file: 0, line: 9 }, &problem, 2);
        let told: Vec<String> = lines.texts(&["x.csv".into()]).map(|text| text.say(Lang::Zh)).collect();
        assert_eq!(
            told,
            ["x.csv 第 2–8 行: 手机号“a”、“b”、“c”、“d”、…: 不是电话号码", "x.csv:9: 固定电话“a”: 不是电话号码"]
        );
        assert_eq!((lines.count(), lines.beyond()), (8, 0));
    }

    #[test]
    fn what_is_of_one_kind_is_one_line() {
        let mut lines = Lines::default();
        for (row, value, what) in [(2, "a", "x"), (4, "b", "x"), (5, "c", "y")] {
            let problem = Problem { key: "name", value: value.to_owned(), what: say!(Plain { text: what }) };
            lines.tell_kind(Place { file: 0, line: row }, &problem, if what == "x" { "first" } else { "other" }, 9);
            lines.tell_kind(Place { file: 0, line: row }, &problem, "all", 9);
        }
        let told: Vec<String> = lines.texts(&["f".into()]).map(|text| text.say(Lang::Zh)).collect();
        let expected =
            ["f 第 2、4 行: 姓名“a”、“b”: x", "f:2: 姓名“a”、“b”: x (同类共 3 行: 第 2、4–5 行)", "f:5: 姓名“c”: y"];
        assert_eq!(told, expected);
    }

    #[test]
    fn lines_beyond_those_kept_are_counted() {
        let mut lines = Lines::default();
        for (line, name) in [(2, "a"), (3, "b"), (4, "c"), (5, "a"), (6, "c")] {
            lines.tell(Place { file: 0, line }, &say!(Plain { text: name }), 2);
        }
        assert_eq!((lines.texts(&["f".into()]).count(), lines.count(), lines.beyond()), (2, 5, 2));
    }
}
