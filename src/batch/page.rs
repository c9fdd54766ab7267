//! A sheet as a text for an editor: a head that tells how, a line of headings, and a line a row, its cells parted by bars.

use std::io::Write as _;
use std::path::Path;

use tempfile::TempPath;

use super::compare::{self, Line};
use super::{Opened, Sheet};
use crate::batch::texts;
use crate::ctx::{Ctx, Editor};
use crate::error::{AtPath as _, Error, Result};
use crate::i18n::{Text, say};
use crate::input::text_of_file;
use crate::output::Column;
use crate::text::{padded, width};

/// How such a text begins.
const MARK: &str = "# dangwu ";

/// How a line begins that says what stood in a row: only a text that was put aside has them.
const ORIGINAL: &str = "#= ";

/// A column is laid out no wider than this.
const WIDEST: usize = 24;

/// The text of a file, if it is one that was put aside here.
pub(super) fn of_file(path: &Path) -> Result<Option<String>> {
    let begins = path.is_file() && {
        let head = std::fs::File::open(path).at(path)?;
        let mut head = std::io::Read::take(head, 64);
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut head, &mut bytes).at(path)?;
        String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').starts_with(MARK)
    };
    if begins { text_of_file(path) } else { Ok(None) }
}

/// A text that somebody changes.
pub(super) struct Page {
    path: TempPath,
}

impl Page {
    /// Puts the list into a file of its own, which nobody else may read.
    pub(super) fn make(ctx: &Ctx, sheet: &dyn Sheet, opened: &Opened) -> Result<Self> {
        let folder = tempfile::env::temp_dir();
        let made = tempfile::Builder::new().prefix("dangwu-").suffix(".txt").tempfile_in(&folder);
        let mut file = made.at(&folder)?;
        file.write_all(whole(ctx, sheet, opened).as_bytes()).at(file.path())?;
        Ok(Self { path: file.into_temp_path() })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Opens it, and waits until the editor ends.
    pub(super) fn edit(&self, editor: &Editor) -> Result<()> {
        editor.open(&self.path)
    }

    /// What stands in it now.
    pub(super) fn text(&self) -> Result<String> {
        Ok(text_of_file(&self.path)?.unwrap_or_default())
    }

    /// Tells at its head what is wrong with it.
    pub(super) fn tell(&self, ctx: &Ctx, error: &Error) -> Result<()> {
        let text = self.text()?;
        let told = error.lines(ctx.lang).into_iter().map(|line| format!("# ! {line}"));
        let rest = text.lines().skip(1).filter(|line| !line.starts_with("# ! ")).map(str::to_owned);
        let first = text.lines().next().unwrap_or_default().to_owned();
        let why = format!("# ! {}", say!(SheetFaults).say(ctx.lang));
        let lines: Vec<String> = std::iter::once(first).chain([why]).chain(told).chain(rest).collect();
        std::fs::write(&self.path, lines.join("\n") + "\n").at(&self.path)
    }

    /// Puts it aside with what stood in it, so that it can be taken back later, and names it in the error.
    pub(super) fn keep(self, sheet: &dyn Sheet, opened: &Opened, error: Error) -> Error {
        let kept = self.text().and_then(|text| {
            let originals = opened.rows.iter().map(|row| format!("{ORIGINAL}{}\n", opened.original(sheet, row)));
            let text = format!("{}\n{}", text.trim_end(), originals.collect::<String>());
            std::fs::write(&self.path, text).at(&self.path)?;
            self.path.keep().map_err(|failed| Error::io(&failed.path, &failed.error))
        });
        match kept {
            Ok(path) => {
                let (path, command) = (path.display().to_string(), sheet.command());
                error.hint(say!(SheetSaved { path, command }))
            }
            Err(lost) => lost,
        }
    }
}

/// The whole text.
fn whole(ctx: &Ctx, sheet: &dyn Sheet, opened: &Opened) -> String {
    let fixed = opened.columns.iter().zip(&opened.is_open).filter(|(_, is_open)| !**is_open);
    let fixed: Vec<String> = fixed.map(|(column, _)| column.title(ctx.lang)).collect();
    let mut head: Vec<Text> = vec![say!(SheetHead { title: sheet.title(), rows: opened.rows.len() })];
    head.extend([
        say!(SheetHow),
        say!(SheetCells { line: "\\n", bar: "\\|" }),
        say!(SheetRows),
        say!(SheetFixed { columns: fixed }),
    ]);
    head.extend(sheet.notes());
    let head: Vec<String> = head.iter().map(|line| format!("# {}\n", line.say(ctx.lang))).collect();
    let headings: Vec<String> = opened.columns.iter().map(|column| escaped(&column.title(ctx.lang))).collect();
    let rows: Vec<Vec<String>> = opened.rows.iter().map(|row| row.iter().map(|cell| escaped(cell)).collect()).collect();
    let widths: Vec<usize> = (0..headings.len())
        .map(|at| std::iter::once(&headings).chain(&rows).map(|row| width(&row[at])).max().unwrap_or_default())
        .map(|widest| widest.min(WIDEST))
        .collect();
    let line = |cells: &Vec<String>| {
        let cells: Vec<String> = cells.iter().zip(&widths).map(|(cell, width)| padded(cell, *width)).collect();
        format!("{}\n", cells.join(" | ").trim_end())
    };
    let rows: String = std::iter::once(&headings).chain(&rows).map(line).collect();
    format!("{MARK}{}\n{}\n{rows}", sheet.command(), head.concat())
}

/// A cell in one line, without a bar that would end it.
fn escaped(cell: &str) -> String {
    cell.replace('\\', "\\\\").replace('|', "\\|").replace("\r\n", "\n").replace('\n', "\\n").replace('\t', "\\t")
}

/// The cells of a line.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        let cell = cells.last_mut().expect("there is one from the beginning");
        match sign {
            '|' => cells.push(String::new()),
            '\\' => match signs.next() {
                Some('n') => cell.push('\n'),
                Some('t') => cell.push('\t'),
                Some(escaped) => cell.push(escaped),
                None => cell.push('\\'),
            },
            sign => cell.push(sign),
        }
    }
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

/// Reads the rows of a text. What stood in them it says itself, if it was put aside; else that is what `opened` shows, in a sheet of
/// this list.
pub(super) fn read(text: &str, opened: &Opened, of: Option<&dyn Sheet>) -> Result<Vec<Line>> {
    let json = |row: &Vec<String>| of.map(|sheet| opened.original(sheet, row));
    let shown = opened.rows.iter().filter_map(json);
    let aside = text.lines().filter_map(|line| line.strip_prefix(ORIGINAL).map(str::to_owned));
    let key = &opened.columns[0].key;
    let originals = shown.chain(aside).filter_map(|json| compare::original(&json));
    let originals: Vec<_> = originals.filter_map(|row| Some((row.get(key)?.clone(), row))).collect();
    let is_told = |(_, line): &(usize, &str)| !line.trim().is_empty() && !line.starts_with('#');
    let mut rows = text.lines().enumerate().filter(is_told);
    let Some((_, headings)) = rows.next() else { return Ok(Vec::new()) };
    let places = places(&cells(headings), &opened.columns)?;
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    for (at, row) in rows {
        let (line, mut told) = (at as u64 + 1, cells(row));
        // An editor may take away the blanks behind the last bar, and with them a bar that ends an empty cell.
        if told.len() > places.len() && told.last().is_some_and(String::is_empty) {
            told.pop();
        }
        if told.len() != places.len() {
            faults.push(say!(SheetRowWidth { line, cells: told.len(), width: places.len() }));
            continue;
        }
        let mut cells = vec![None; opened.columns.len()];
        places.iter().zip(told).for_each(|(place, cell)| cells[*place] = Some(cell));
        let id = cells[0].clone().unwrap_or_default();
        let original = originals.iter().find(|(known, _)| *known == id).map(|(_, row)| row.clone());
        lines.push(Line { line, cells, original: original.unwrap_or_default() });
    }
    match faults.is_empty() {
        true => Ok(lines),
        false => Err(Error::refused(say!(SheetRefused { faults: faults.len() })).details(faults)),
    }
}

/// Which columns stand under the headings; the first has to be there.
fn places(headings: &[String], columns: &[Column]) -> Result<Vec<usize>> {
    let place = |heading: &String| {
        let is_called = |column: &Column| column.label().is_some_and(|label| label.answers_to(heading));
        columns.iter().position(is_called)
    };
    let places: Option<Vec<usize>> = headings.iter().map(place).collect();
    let seen = || Error::refused(say!(SheetHeadChanged { seen: headings.to_vec() }));
    places.filter(|places| places.contains(&0)).ok_or_else(seen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_comes_back_whatever_is_in_it() {
        for cell in ["张三", "", "一|二", "a\\nb", "一\n二", "\\", "\\|", "1\t2"] {
            assert_eq!(cells(&format!("x | {} | y", escaped(cell))), ["x", cell, "y"], "{cell:?}");
        }
    }
}
