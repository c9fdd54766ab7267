//! Places in a sheet as they are written: `B4`, `B4:D20`.

use crate::input;

/// The last row and the last column of a sheet, from 1 and from 0.
pub(super) const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// The letters of a column, from 0.
pub(super) fn letters(column: u32) -> String {
    input::letters(column as usize)
}

/// The column, from 0, that letters name.
pub(super) fn column(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut number = 0;
    for letter in letters.bytes() {
        number = number * 26 + u32::from(letter.to_ascii_uppercase().checked_sub(b'A').filter(|at| *at < 26)?) + 1;
    }
    Some(number - 1).filter(|column| *column < COLUMNS)
}

/// The column, from 0, and the row, from 1, of one cell; signs that hold it fast are passed over.
pub(super) fn cell(name: &str) -> Option<(u32, u32)> {
    let name = name.replace('$', "");
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let row: u32 = name[digits..].parse().ok()?;
    Some((column(&name[..digits])?, row)).filter(|_| (1..=ROWS).contains(&row))
}

/// An area: its first and last column from 0, its first and last row from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: u32,
    pub(super) right: u32,
    pub(super) top: u32,
    pub(super) bottom: u32,
}

impl Area {
    /// Reads one: of a single cell too.
    pub(super) fn of(name: &str) -> Option<Self> {
        let (first, last) = name.split_once(':').unwrap_or((name, name));
        let ((left, top), (right, bottom)) = (cell(first)?, cell(last)?);
        Some(Self { left: left.min(right), right: left.max(right), top: top.min(bottom), bottom: top.max(bottom) })
    }

    /// All of several, parted by blanks, as far as they can be read.
    pub(super) fn several(names: &str) -> impl Iterator<Item = Self> + use<'_> {
        names.split_whitespace().filter_map(Self::of)
    }

    /// How it is written.
    pub(super) fn name(self) -> String {
        let first = format!("{}{}", letters(self.left), self.top);
        if (self.left, self.top) == (self.right, self.bottom) {
            return first;
        }
        format!("{first}:{}{}", letters(self.right), self.bottom)
    }

    /// Whether a cell lies in it.
    pub(super) fn holds(self, column: u32, row: u32) -> bool {
        (self.left..=self.right).contains(&column) && (self.top..=self.bottom).contains(&row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_and_written() {
        assert_eq!([0, 25, 26, 701, 702, 16_383].map(letters), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
        assert_eq!(
            ["A", "z", "AA", "XFD", "XFE", "", "A1"].map(column),
            [Some(0), Some(25), Some(26), Some(16_383), None, None, None]
        );
        assert_eq!([cell("$B$4"), cell("B0"), cell("B"), cell("4")], [Some((1, 4)), None, None, None]);
        let area = Area::of("B4:D20").unwrap();
        assert!(area.holds(1, 4) && area.holds(3, 20) && !area.holds(4, 20) && !area.holds(1, 3));
        assert_eq!(
            (area.name(), Area::of("D20:B4").unwrap(), Area::of("C3").unwrap().name()),
            ("B4:D20".into(), area, "C3".into())
        );
    }
}
