//! Where the bad rows of a file go, and in what: beside the file and in what it is written in, unless the user names a
//! file, whose ending says.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use encoding_rs::UTF_8;

use crate::error::{Error, Result};
use crate::i18n::say;
use crate::import::texts;
use crate::input::Shape;
use crate::output::whole;

/// The endings of texts that hold rows, and what stands between the cells of those that are not made after another.
const TEXTS: [(&str, u8); 3] = [("csv", b','), ("tsv", b'\t'), ("txt", b'\t')];
/// The ending of a workbook.
const BOOK: &str = "xlsx";

/// Refuses a name whose ending promises what bad rows are not written in. One without an ending promises nothing.
pub(super) fn refuse_unknown_ending(path: &Path) -> Result<()> {
    match ending(path) {
        Some(ending) if ending != BOOK && delimiter(&ending).is_none() => {
            Err(Error::usage(say!(EndingUnknown { ending })).hint(say!(RejectsEndingHint)))
        }
        _ => Ok(()),
    }
}

/// What the bad rows of a file are written in under this name.
pub(super) fn shape(name: &Path, file: &Path, shape: &Shape) -> Shape {
    let asked = ending(name);
    match (asked.as_deref(), shape) {
        (Some(BOOK), Shape::Text { .. }) => Shape::Sheet { name: None },
        (Some(asked), Shape::Sheet { .. }) if let Some(delimiter) = delimiter(asked) => {
            Shape::Text { encoding: UTF_8, delimiter }
        }
        (_, Shape::Sheet { .. }) => shape.clone(),
        (_, Shape::Text { encoding, delimiter: own }) => {
            let promised = asked.filter(|asked| asked != "txt" && Some(asked) != ending(file).as_ref());
            let delimiter = promised.and_then(|asked| delimiter(&asked)).unwrap_or(*own);
            Shape::Text { encoding: whole(encoding), delimiter }
        }
    }
}

/// The name for the bad rows of a file that the user names none for: beside it, and with its ending where such files are
/// written. Of several that would do, the first that is free.
pub(super) fn beside(file: &Path, shape: &Shape, is_free: impl Fn(&Path) -> bool) -> PathBuf {
    let own = ending(file).filter(|ending| delimiter(ending).is_some());
    let ending = match shape {
        Shape::Sheet { .. } => BOOK,
        Shape::Text { .. } => own.as_deref().unwrap_or("csv"),
    };
    let file = if file == Path::new("-") { Path::new("stdin") } else { file };
    numbered(|number| file.with_extension(format!("{number}rejects.{ending}")), is_free)
}

/// The name that the user gave, for rows under other headings than those that are there already.
pub(super) fn further(named: &Path, is_free: impl Fn(&Path) -> bool) -> PathBuf {
    let ending = named.extension().map(OsStr::to_string_lossy).unwrap_or_default();
    numbered(|number| named.with_extension(format!("{number}{ending}").trim_end_matches('.')), is_free)
}

fn numbered(name: impl Fn(String) -> PathBuf, is_free: impl Fn(&Path) -> bool) -> PathBuf {
    let numbers = std::iter::once(String::new()).chain((2..).map(|number| format!("{number}.")));
    numbers.map(name).find(|name| is_free(name)).expect("there is always a next number")
}

fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_string_lossy().to_ascii_lowercase())
}

fn delimiter(ending: &str) -> Option<u8> {
    TEXTS.iter().find(|(text, _)| *text == ending).map(|(_, delimiter)| *delimiter)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030};

    use super::*;

    #[test]
    fn the_ending_says_what_rows_are_written_in() {
        let text = |encoding, delimiter| Shape::Text { encoding, delimiter };
        let sheet = |name: Option<&str>| Shape::Sheet { name: name.map(str::to_owned) };
        for (name, file, read, written) in [
            ("r.csv", "a.csv", text(GB18030, b';'), text(GB18030, b';')),
            ("r.csv", "a.tsv", text(GB18030, b'\t'), text(GB18030, b',')),
            ("r.tsv", "a.csv", text(UTF_8, b';'), text(UTF_8, b'\t')),
            ("r.txt", "a.csv", text(UTF_8, b'|'), text(UTF_8, b'|')),
            ("r.CSV", "a.csv", text(BIG5, b'\t'), text(UTF_8, b'\t')),
            ("r", "a.csv", text(UTF_8, b';'), text(UTF_8, b';')),
            ("r.xlsx", "a.csv", text(UTF_8, b';'), sheet(None)),
            ("r.XLSX", "a.xls", sheet(Some("党员")), sheet(Some("党员"))),
            ("r", "a.xls", sheet(Some("党员")), sheet(Some("党员"))),
            ("r.csv", "a.xlsx", sheet(Some("党员")), text(UTF_8, b',')),
            ("r.txt", "a.docx", sheet(None), text(UTF_8, b'\t')),
        ] {
            assert_eq!(shape(Path::new(name), Path::new(file), &read), written, "{name} of {file}");
        }
        assert!(refuse_unknown_ending(Path::new("r.xls")).is_err() && refuse_unknown_ending(Path::new("r.")).is_err());
        assert!(refuse_unknown_ending(Path::new("r")).is_ok() && refuse_unknown_ending(Path::new("r.Tsv")).is_ok());
    }

    #[test]
    fn the_name_is_that_of_the_file() {
        let (text, sheet) = (Shape::Text { encoding: UTF_8, delimiter: b',' }, Shape::Sheet { name: None });
        for (file, shape, name) in [
            ("d/a.csv", &text, "d/a.rejects.csv"),
            ("a.TSV", &text, "a.rejects.tsv"),
            ("a.xls", &text, "a.rejects.csv"),
            ("a.xls", &sheet, "a.rejects.xlsx"),
            ("a.csv", &sheet, "a.rejects.xlsx"),
            ("-", &text, "stdin.rejects.csv"),
        ] {
            assert_eq!(beside(Path::new(file), shape, |_| true), Path::new(name));
        }
        let taken = |name: &Path| name != Path::new("a.rejects.csv") && name != Path::new("r.csv");
        assert_eq!(beside(Path::new("a.csv"), &text, taken), Path::new("a.2.rejects.csv"));
        assert_eq!(further(Path::new("r.csv"), taken), Path::new("r.2.csv"));
        assert_eq!(further(Path::new("r"), |name| name != Path::new("r")), Path::new("r.2"));
    }
}
