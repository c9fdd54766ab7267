//! The parts within workbooks and documents. A file that is packed says nothing to whoever changes its bytes, and what is spoiled in it
//! is found to be spoiled at once: so each part is changed by itself, and packed anew.

use std::io::{Cursor, Read as _, Write as _};
use std::sync::LazyLock;

use rust_xlsxwriter::{Format, Workbook};

/// What a part stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// Excel 2007 and later.
    Xlsx,
    /// OpenDocument.
    Ods,
    /// Word.
    Docx,
    /// Excel 97: one stream of records.
    Xls,
}

/// The parts: each in its container, by its name there.
pub(super) const PARTS: [(Within, &str); 8] = [
    (Within::Xlsx, "xl/worksheets/sheet1.xml"),
    (Within::Xlsx, "xl/sharedStrings.xml"),
    (Within::Xlsx, "xl/styles.xml"),
    (Within::Xlsx, "xl/workbook.xml"),
    (Within::Xlsx, "xl/_rels/workbook.xml.rels"),
    (Within::Ods, "content.xml"),
    (Within::Docx, "word/document.xml"),
    (Within::Xls, "/Workbook"),
];

/// A small workbook with headings, a day, a number, a merged cell and a formula, part by part.
static BOOK: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| unpacked(&workbook()));

/// A file in which a part holds these bytes; the first of them says which part. Nothing, if there are none.
pub(super) fn packed(bytes: &[u8]) -> Option<(Within, Vec<u8>)> {
    let (which, content) = bytes.split_first()?;
    let (within, name) = PARTS[usize::from(*which) % PARTS.len()];
    let file = match within {
        Within::Xlsx => {
            let part = |(known, own): &(String, Vec<u8>)| -> (String, Vec<u8>) {
                (known.clone(), if known == name { content.to_vec() } else { own.clone() })
            };
            zipped(&BOOK.iter().map(part).collect::<Vec<_>>())
        }
        Within::Ods => zipped(&[
            ("mimetype".to_owned(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
            (name.to_owned(), content.to_vec()),
        ]),
        Within::Docx => zipped(&[(name.to_owned(), content.to_vec())]),
        Within::Xls => {
            let mut book = cfb::CompoundFile::create(Cursor::new(Vec::new())).ok()?;
            book.create_stream(name).ok()?.write_all(content).ok()?;
            book.flush().ok()?;
            book.into_inner().into_inner()
        }
    };
    Some((within, file))
}

/// Parts in an archive. They are not packed, so that a changed byte is a changed byte of the part.
pub(super) fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(name.as_str(), options).expect("a name of our own");
        zip.write_all(part).expect("to memory");
    }
    zip.finish().expect("to memory").into_inner()
}

/// The parts of an archive.
pub(super) fn unpacked(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).expect("made here");
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).expect("made here");
        let (name, mut content) = (part.name().expect("made here").to_string(), Vec::new());
        part.read_to_end(&mut content).expect("made here");
        parts.push((name, content));
    }
    parts
}

/// A small workbook.
pub(super) fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy年m月d日");
    let sheet = book.add_worksheet();
    let made: Result<(), rust_xlsxwriter::XlsxError> = (|| {
        sheet.merge_range(0, 0, 0, 3, "党员名册", &Format::new())?;
        sheet.write_row(1, 0, ["姓名", "党支部", "入党时间", "党费"])?;
        sheet.write_row(2, 0, ["方远", "FJ"])?;
        sheet.write_with_format(2, 2, 37012.5, &day)?;
        sheet.write_formula(2, 3, "=1+2")?;
        sheet.write(3, 0, "{{单位名称}}")?;
        Ok(())
    })();
    made.and_then(|()| book.save_to_buffer()).expect("a small workbook")
}
