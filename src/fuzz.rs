//! What reads bytes of strangers, each with a door that takes any bytes: for the fuzz targets in `tests/fuzz`, and for the short run
//! over mutated files that the ordinary tests make. None of it is in the program that people use.

mod parts;

use std::io::Write as _;
use std::path::Path;

use chrono::NaiveDate;

use crate::date::{Moment, Month, Months, PartialDate, from_excel_serial, happened, told};
use crate::input::{Opening, Source};
use crate::member::draft::HEADINGS;
use crate::{bundle, id_no, paper, phone, report, sqlite};
use parts::Within;

/// A door by its name.
pub type Target = (&'static str, fn(&[u8]));

/// All doors.
pub const TARGETS: &[Target] = &[
    ("tables", tables),
    ("headings", headings),
    ("dates", dates),
    ("numbers", numbers),
    ("heads", heads),
    ("templates", templates),
    ("sheets", sheets),
    ("frozen", frozen),
    ("pages", pages),
    ("parts", parts),
    ("bundles", bundles),
];

/// Hands over a file that holds these bytes.
fn in_file(bytes: &[u8], take: impl FnOnce(&Path)) {
    let Ok(mut file) = tempfile::NamedTempFile::new() else { return };
    if file.write_all(bytes).and_then(|()| file.flush()).is_ok() {
        take(file.path());
    }
}

/// A file as a roster: whatever form it has, to its last row.
pub fn tables(bytes: &[u8]) {
    in_file(bytes, |path| {
        for keep_going in [false, true] {
            let opening = Opening { keep_going, ..Opening::default() };
            let Ok(mut source) = Source::open(path, &opening, HEADINGS, &["name"]) else { continue };
            while let Ok(Some(record)) = source.next_record() {
                let _ = record.line;
            }
        }
        let _ = crate::input::is_locked(path);
    });
}

/// Rows of texts, of which some are to be found to be headings: cells are parted by tabs.
pub fn headings(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    // A row that is known, so that a chance text is a table at all.
    tables(format!("姓名\t所在党支部\t{text}\n").as_bytes());
    tables(format!("{text}\n姓名\t所在党支部\t入党时间\n方远\tFJ\t2001\n").as_bytes());
}

/// A text as a date, a month, a time.
pub fn dates(bytes: &[u8]) {
    let (text, today) = (String::from_utf8_lossy(bytes), NaiveDate::default());
    let said = told(&text, today);
    if let Ok(date) = said.parse::<PartialDate>() {
        assert!(date.first_day() <= date.last_day());
        assert_eq!(date.to_string().parse::<PartialDate>().ok(), Some(date), "what is kept is read as the same");
    }
    let _ = (said.parse::<Moment>(), said.parse::<Month>(), said.parse::<Months>());
    let _ = (happened(&text, today), from_excel_serial(&text, today));
}

/// A text as an identity number, a credit code, a telephone number; masked, too.
pub fn numbers(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(number) = id_no::IdNo::parse(&text) {
        let again = id_no::IdNo::parse(number.as_str()).expect("what is kept is read again");
        assert_eq!((again.as_str(), again.birth()), (number.as_str(), number.birth()));
    }
    let _ = (id_no::credit_code(&text), id_no::doubt(&text, Some("1980"), Some("male")), phone::read(&text).is_ok());
    let _ = (crate::text::mask_numbers(&text), crate::text::mask_document(&text), crate::text::mask_phone(&text));
    let (safe, line) = (crate::text::safe(&text), crate::text::one_line(&text));
    assert!(!line.chars().any(crate::text::is_unsafe), "{line:?} is shown on one line");
    assert!(!safe.contains('\u{1b}'));
    let name = crate::text::file_name(&text, 200);
    assert!(!name.is_empty() && !name.contains(['/', '\\', '\0']) && name != "..", "{name:?} names a file");
}

/// A file as a report of the house, and as one of an office.
pub fn heads(bytes: &[u8]) {
    report::try_head(&String::from_utf8_lossy(bytes));
    in_file(bytes, report::try_own);
}

/// A file as a template of a paper: filled with nothing.
pub fn templates(bytes: &[u8]) {
    in_file(bytes, paper::try_template);
    paper::try_text(&String::from_utf8_lossy(bytes));
}

/// A file as a workbook to be filled.
pub fn sheets(bytes: &[u8]) {
    in_file(bytes, paper::try_sheet);
}

/// A text as what is kept of a report.
pub fn frozen(bytes: &[u8]) {
    report::try_frozen(&String::from_utf8_lossy(bytes));
}

/// A file as a bundle, and a text as what stands in each part of one.
pub fn bundles(bytes: &[u8]) {
    bundle::try_bytes(bytes);
}

/// A file as the pages of a database.
pub fn pages(bytes: &[u8]) {
    in_file(bytes, |path| {
        let Ok(pages) = sqlite::pages::Pages::open(path, 4096) else { return };
        let _ = (pages.user_version(), pages.free());
        let mut over = std::collections::BTreeSet::new();
        for page in pages.all() {
            let _ = (pages.tree(page), pages.is_leaf(page), pages.leaf(page, &mut over));
        }
    });
}

/// A part of a workbook or document, packed into one: as a roster, and as what is to be filled. The first byte says which part.
pub fn parts(bytes: &[u8]) {
    let Some((within, file)) = parts::packed(bytes) else { return };
    tables(&file);
    match within {
        Within::Xlsx => sheets(&file),
        Within::Docx => templates(&file),
        Within::Ods | Within::Xls => {}
    }
}

#[cfg(test)]
mod tests;
