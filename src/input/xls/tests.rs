//! Workbooks made record by record.

use std::io::Write as _;
use std::path::Path;

use csv::StringRecord;

use super::*;
use crate::error::Kind;
use crate::i18n::Lang;
use crate::input::Opening;
use crate::input::cell::Doubt;
use crate::input::kind::Form;
use crate::input::workbook::Workbook;

/// The records of one workbook of one sheet.
#[derive(Default)]
struct Records {
    globals: Vec<u8>,
    cells: Vec<u8>,
    styles: u16,
    is_1904: bool,
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

impl Records {
    /// A style of cells with a format; without a code, one that is known by its number.
    fn style(&mut self, number: u16, code: &str) -> u16 {
        if !code.is_empty() {
            let units: Vec<u16> = code.encode_utf16().collect();
            let length = u16::try_from(units.len()).unwrap();
            let data = [words(&[number, length]), vec![1], words(&units)].concat();
            self.globals.extend(record(record::FORMAT, &data));
        }
        self.globals.extend(record(record::STYLE, &words(&[0, number, 0, 0, 0, 0, 0, 0, 0, 0])));
        self.styles += 1;
        self.styles - 1
    }

    fn number(&mut self, line: u16, style: u16, number: f64) {
        let data = [words(&[line, 0, style]), number.to_le_bytes().to_vec()].concat();
        self.cells.extend(record(record::NUMBER, &data));
    }

    /// A formula with a result: none, or a number.
    fn formula(&mut self, line: u16, result: Option<f64>) {
        let result = result.map_or_else(|| words(&[3, 0, 0, u16::MAX]), |number| number.to_le_bytes().to_vec());
        // It adds 1 to nothing: the number 1 alone.
        let data = [words(&[line, 0, 0]), result, words(&[0, 0, 0, 3]), vec![0x1e, 1, 0]].concat();
        self.cells.extend(record(record::FORMULA, &data));
    }

    fn book(&self) -> File {
        let begin = |kind: u16| record(record::BEGIN, &words(&[0x0600, kind, 0, 1996, 0, 0, 0, 0]));
        let calendar = record(0x0022, &words(&[u16::from(self.is_1904)]));
        let head = [begin(5), calendar, self.globals.clone()].concat();
        let name = [&[0, 0, 1, 0][..], b"S"].concat();
        let place = u32::try_from(head.len() + 4 + 4 + name.len() + 4).unwrap();
        let sheet = record(record::SHEET, &[&place.to_le_bytes()[..], &name].concat());
        let end = record(record::END, &[]);
        let stream = [head, sheet, end.clone(), begin(0x10), self.cells.clone(), end].concat();
        let mut compound = cfb::CompoundFile::create(tempfile::tempfile().unwrap()).unwrap();
        compound.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
        compound.into_inner()
    }

    fn read(&self) -> Sheet {
        Book::open(&self.book()).unwrap().read("S").unwrap().unwrap()
    }
}

fn texts(mut sheet: Sheet) -> Vec<String> {
    let (mut row, mut texts) = (StringRecord::new(), Vec::new());
    while sheet.advance(&mut row).is_some() {
        texts.push(row.get(0).unwrap_or_default().to_owned());
    }
    texts
}

#[test]
fn numbers_are_read_as_they_are_shown() {
    let mut records = Records::default();
    let styles = [
        records.style(164, "yyyy\"年\"m\"月\""),
        records.style(17, ""),
        records.style(57, ""),
        records.style(165, "yyyy"),
        records.style(14, ""),
        records.style(166, "000"),
        records.style(0, ""),
    ];
    let cells = [37073.0, 37073.0, 37073.0, 36892.0, 37073.0, 7.0, 7.0];
    for (line, (style, number)) in (0..).zip(styles.into_iter().zip(cells)) {
        records.number(line, style, number);
    }
    // Two numbers in one record: 36892 and 7, as years and as they are.
    let compact = |number: u32| (number << 2 | 2).to_le_bytes();
    let year = [&words(&[styles[3]])[..], &compact(36892)].concat();
    let plain = [&words(&[styles[6]])[..], &compact(7)].concat();
    records.cells.extend(record(record::ROW_OF_NUMBERS, &[&words(&[7, 0])[..], &year, &plain, &words(&[1])].concat()));
    let expected = ["2001-07", "2001-07", "2001-07", "2001", "2001-07-01", "007", "7", "2001"];
    assert_eq!(texts(records.read()), expected);
}

#[test]
fn the_calendar_of_1904_counts_from_1904() {
    let mut records = Records { is_1904: true, ..Records::default() };
    let style = records.style(164, "yyyy\"年\"m\"月\"");
    records.number(0, style, 37073.0 - 1462.0);
    assert_eq!(texts(records.read()), ["2001-07"]);
}

#[test]
fn a_formula_without_a_result_is_told_from_one_whose_result_is_no_text() {
    let doubts = |records: &Records| {
        let sheet = records.read();
        (1..4).map(|line| sheet.doubts(line).any(|(_, doubt)| *doubt == Doubt::Uncomputed)).collect::<Vec<_>>()
    };
    let mut records = Records::default();
    records.style(0, "");
    records.formula(0, None);
    records.formula(1, None);
    assert_eq!(doubts(&records), [true, true, false]);
    records.formula(2, Some(1.0));
    assert_eq!(doubts(&records), [false, false, false], "another formula has a result");
    let mut records = Records::default();
    records.style(0, "");
    records.formula(0, None);
    records.globals.extend(record(record::RECALCULATED, &[0; 8]));
    assert_eq!(doubts(&records), [false, false, false], "a spreadsheet worked them out");
}

#[test]
fn a_sheet_that_calls_itself_huge_is_as_large_as_its_cells() {
    let mut records = Records::default();
    let style = records.style(0, "");
    records.cells.extend(record(
        record::DIMENSIONS,
        &[&[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff][..], &[0, 0, 0xff, 0xff, 0, 0]].concat(),
    ));
    records.number(0, style, 7.0);
    assert_eq!(texts(records.read()), ["7"]);
}

#[test]
fn a_large_workbook_is_read() {
    let mut records = Records::default();
    let style = records.style(0, "");
    (0..1000).for_each(|line| records.number(line, style, 7.0));
    assert_eq!(texts(records.read()), ["7"; 1000]);
}

#[test]
fn records_that_are_cut_off_end_the_reading() {
    assert_eq!(records(&[9, 8, 200, 0, 1], 0).count(), 0);
    assert_eq!(records(&[1], 7).count(), 0);
    let globals = Globals::read(&[&record(record::BEGIN, &[]), &record(record::FORMAT, &[1])[..]].concat());
    assert_eq!((globals.codes.len(), globals.format(9)), (0, Format::Plain));
}

#[test]
fn what_breaks_off_within_a_record_is_refused() {
    // Found by fuzzing: what reads the cells takes for granted that a text which says it has runs tells how many.
    let mut records = Records::default();
    records.globals.extend(record(0x00fc, &[words(&[1, 0, 1, 0, 0]), vec![8]].concat()));
    assert_eq!(refusal(&records), "a.xls 不是完好的工作簿: 内容不合这种文件的格式");
}

fn refusal(records: &Records) -> String {
    let opened = Workbook::open(Path::new("a.xls"), &mut records.book(), Form::Xls, &Opening::default());
    let Err(error) = opened else { panic!("it is opened") };
    assert_eq!(error.kind(), Kind::Refused);
    error.message().say(Lang::Zh)
}

#[test]
fn a_cell_far_away_does_not_make_a_table_of_millions() {
    // Found by fuzzing: what reads the cells makes room for all places from the first to the last.
    let far = |line: u16, column: u16| {
        let mut records = Records::default();
        records.number(0, 0, 1.0);
        records
            .cells
            .extend(record(record::NUMBER, &[words(&[line, column, 0]), 1.5_f64.to_le_bytes().to_vec()].concat()));
        records
    };
    assert_eq!(refusal(&far(u16::MAX, 255)), "a.xls 不是完好的工作簿: 它的表格大得不可能");
    // One that a clerk may have typed by mistake: 16384 lines of 256.
    assert_eq!(texts(far(16_383, 255).read()), ["1", ""]);
}

#[test]
fn sheets_that_are_one_and_the_same_are_none() {
    let mut records = Records::default();
    records.number(0, 0, 1.0);
    let mut bytes = Vec::new();
    let mut book = cfb::CompoundFile::open(records.book()).unwrap();
    std::io::Read::read_to_end(&mut book.open_stream("/Workbook").unwrap(), &mut bytes).unwrap();
    let starts = Globals::read(&bytes).sheets;
    assert!(refuse_hollow(&bytes, &starts).is_ok());
    assert!(matches!(refuse_hollow(&bytes, &starts.repeat(100)), Err(Broken::Senseless)));
}
