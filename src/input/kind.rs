//! What a file is, told by its content: people rename files, and programs save one thing under the ending of another.

use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _};
use std::path::Path;

use super::{shown, temporary};
use crate::error::{AtPath as _, Doing as _, Error, Result};
use crate::i18n::{Text, say};
use crate::input::texts;

/// The kinds of file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Tables(Form),
}

/// The forms of file that hold tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Xlsx,
    Xls,
    Ods,
    /// A workbook of Excel 2003 as XML.
    Xml,
    Html,
    Docx,
}

impl Form {
    /// What a file of this form is called.
    pub(super) fn name(self) -> Text {
        match self {
            Self::Xlsx => say!(FormXlsx),
            Self::Xls => say!(FormXls),
            Self::Ods => say!(FormOds),
            Self::Xml => say!(FormXml),
            Self::Html => say!(FormHtml),
            Self::Docx => say!(FormDocx),
        }
    }

    /// Whether it holds tables among other things, which belong together, and no sheets with names.
    pub(super) fn is_document(self) -> bool {
        matches!(self, Self::Html | Self::Docx)
    }
}

/// How much of a file tells what it is.
const HEAD: u64 = 1 << 16;

/// No roster is larger, in bytes; a pipe may never end.
pub(super) const LARGEST: u64 = 1 << 34;
/// Nor is a text that is read at once: a question, minutes, a map of headings.
pub(super) const LARGEST_TEXT: u64 = 1 << 24;

/// Opens a file that can be read more than once: standard input and pipes are copied to a temporary file. Refuses one of more than so many
/// bytes.
pub(super) fn open(path: &Path, most: u64) -> Result<File> {
    let file = open_any(path, most)?;
    if file.metadata().at(path)?.len() <= most {
        return Ok(file);
    }
    Err(Error::refused(say!(InputTooLarge { path: shown(path), most: most >> 20 })).hint(say!(InputTooLargeHint)))
}

fn open_any(path: &Path, most: u64) -> Result<File> {
    if path == Path::new("-") {
        return spool(path, &mut std::io::stdin().lock().take(most + 1));
    }
    let file = File::open(path).at(path)?;
    if file.metadata().at(path)?.is_dir() {
        return Err(Error::refused(say!(InputIsOther { path: shown(path), what: say!(WhatFolder) }))
            .hint(say!(InputIsFolderHint)));
    }
    if file.metadata().at(path)?.is_file() { Ok(file) } else { spool(path, &mut file.take(most + 1)) }
}

fn spool(path: &Path, from: &mut dyn std::io::Read) -> Result<File> {
    let copied = tempfile::tempfile().and_then(|mut copy| {
        std::io::copy(from, &mut copy)?;
        copy.rewind()?;
        Ok(copy)
    });
    Ok(copied.doing(|| say!(CopyingInput { path: shown(path), folder: temporary() }))?)
}

/// Finds out what the file is; leaves it at its beginning.
pub(super) fn of_file(path: &Path, file: &mut File) -> Result<Kind> {
    file.rewind().at(path)?;
    let mut head = Vec::new();
    (&mut *file).take(HEAD).read_to_end(&mut head).at(path)?;
    file.rewind().at(path)?;
    if head.is_empty() {
        return Err(Error::refused(say!(FileEmpty { path: shown(path) })).hint(say!(InputEmptyHint)));
    }
    if head.starts_with(b"PK") {
        let kind = of_zip(path, file);
        file.rewind().at(path)?;
        return kind;
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        let is_document = is_old_document(file);
        file.rewind().at(path)?;
        return match is_document {
            true => Err(is_other(path, say!(WhatDocument), say!(InputIsOldDocumentHint))),
            false => Ok(Kind::Tables(Form::Xls)),
        };
    }
    match other(&head) {
        Some((what, hint)) => Err(is_other(path, what, hint)),
        None => of_markup(path, &head),
    }
}

/// Whether a file of the forms before Office 2007 is one of Word or PowerPoint.
fn is_old_document(file: &mut File) -> bool {
    let Ok(compound) = cfb::CompoundFile::open(file) else { return false };
    ["/WordDocument", "/PowerPoint Document"].iter().any(|stream| compound.is_stream(stream))
}

/// The refusal of what holds no table that can be read.
fn is_other(path: &Path, what: Text, hint: Text) -> Error {
    Error::refused(say!(InputIsOther { path: shown(path), what })).hint(hint)
}

fn of_zip(path: &Path, file: &mut File) -> Result<Kind> {
    let other = |what, hint| Err(is_other(path, what, hint));
    let Ok(mut parts) = zip::ZipArchive::new(BufReader::new(file)) else {
        return other(say!(WhatBrokenZip), say!(InputBrokenHint));
    };
    let mut names: Vec<String> = parts.file_names().filter_map(|name| Some(name.ok()?.replace('\\', "/"))).collect();
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    if has("xl/workbook.xml") {
        return Ok(Kind::Tables(Form::Xlsx));
    }
    if has("xl/workbook.bin") {
        return other(say!(WhatXlsb), say!(SaveAsXlsxHint));
    }
    if has(super::docx::PART) {
        return Ok(Kind::Tables(Form::Docx));
    }
    if has("ppt/presentation.xml") {
        return other(say!(WhatDocument), say!(InputIsDocumentHint));
    }
    let mut kind = String::new();
    if let Ok(part) = parts.by_name("mimetype") {
        part.take(100).read_to_string(&mut kind).at(path)?;
    }
    match kind.trim() {
        "application/vnd.oasis.opendocument.spreadsheet"
        | "application/vnd.oasis.opendocument.spreadsheet-template" => Ok(Kind::Tables(Form::Ods)),
        document if document.starts_with("application/vnd.oasis") => {
            other(say!(WhatDocument), say!(InputIsDocumentHint))
        }
        _ => {
            names.retain(|name| !name.ends_with('/'));
            names.sort_unstable();
            names.truncate(5);
            other(say!(WhatZip), say!(InputIsZipHint { names }))
        }
    }
}

/// What the first bytes say a file is, if it is neither text nor a workbook.
fn other(head: &[u8]) -> Option<(Text, Text)> {
    type Make = fn() -> Text;
    const SIGNS: &[(&[u8], Make, Make)] = &[
        (b"%PDF", || say!(WhatPdf), || say!(InputIsDocumentHint)),
        (b"{\\rtf", || say!(WhatDocument), || say!(InputIsDocumentHint)),
        (b"Rar!", || say!(WhatArchive), || say!(InputIsArchiveHint)),
        (b"7z\xbc\xaf\x27\x1c", || say!(WhatArchive), || say!(InputIsArchiveHint)),
        (b"\x1f\x8b", || say!(WhatArchive), || say!(InputIsArchiveHint)),
        (b"\x89PNG", || say!(WhatImage), || say!(InputIsDocumentHint)),
        (b"\xff\xd8\xff", || say!(WhatImage), || say!(InputIsDocumentHint)),
        (b"GIF8", || say!(WhatImage), || say!(InputIsDocumentHint)),
        (crate::sqlite::SIGN, || say!(WhatDatabase), || say!(InputIsDatabaseHint)),
    ];
    let (_, what, hint) = SIGNS.iter().find(|(sign, ..)| head.starts_with(sign))?;
    Some((what(), hint()))
}

/// What a text is by its first words: tables in markup, or a plain one.
fn of_markup(path: &Path, head: &[u8]) -> Result<Kind> {
    // Markup is plain ASCII in every encoding but for the bytes between.
    let text: String = head.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
    let text = text.trim_start_matches(|c: char| !c.is_ascii() || c.is_whitespace()).to_ascii_lowercase();
    if text.starts_with("mime-version:") {
        return Err(is_other(path, say!(WhatWebArchive), say!(SaveAsXlsxHint)));
    }
    if !text.starts_with('<') {
        return Ok(Kind::Text);
    }
    if text.contains("urn:schemas-microsoft-com:office:spreadsheet") && text.contains("workbook") {
        return Ok(Kind::Tables(Form::Xml));
    }
    if ["<html", "<table", "<!doctype html", "<tr"].iter().any(|sign| text.contains(sign)) {
        return Ok(Kind::Tables(Form::Html));
    }
    let is_markup = ["<?xml", "<!--", "<workbook", "<div", "<meta"].iter().any(|sign| text.starts_with(sign));
    if is_markup { Err(is_other(path, say!(WhatXml), say!(SaveAsXlsxHint))) } else { Ok(Kind::Text) }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::i18n::Lang;

    fn kind(bytes: &[u8]) -> Result<Kind> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        of_file(Path::new("名册.xls"), &mut file)
    }

    fn refusal(bytes: &[u8]) -> String {
        kind(bytes).unwrap_err().lines(Lang::Zh).join("\n")
    }

    fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn content_tells_the_kind() {
        assert_eq!(kind("姓名,性别\n".as_bytes()).unwrap(), Kind::Text);
        assert_eq!(kind(b"PK\x05\x06").unwrap_err().kind(), crate::error::Kind::Refused);
        assert_eq!(kind(&zipped(&[("xl/workbook.xml", "")])).unwrap(), Kind::Tables(Form::Xlsx));
        let mimetype = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
        let ods = [mimetype, ("content.xml", "</office:document-content>\n")];
        assert_eq!(kind(&zipped(&ods)).unwrap(), Kind::Tables(Form::Ods));
        assert_eq!(kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").unwrap(), Kind::Tables(Form::Xls));
    }

    #[test]
    fn tables_in_markup_are_told_whatever_the_ending() {
        let spreadsheet = "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"";
        for (bytes, expected) in [
            (b"<html><body><table>".to_vec(), Kind::Tables(Form::Html)),
            ("\u{feff}\r\n<!DOCTYPE html>".as_bytes().to_vec(), Kind::Tables(Form::Html)),
            ("<table>".encode_utf16().flat_map(u16::to_le_bytes).collect(), Kind::Tables(Form::Html)),
            (format!("<style>{}</style><table>", "x".repeat(9000)).into_bytes(), Kind::Tables(Form::Html)),
            (format!("<?xml version=\"1.0\"?><ss:Workbook {spreadsheet}>").into_bytes(), Kind::Tables(Form::Xml)),
            (zipped(&[("word/document.xml", "")]), Kind::Tables(Form::Docx)),
        ] {
            assert_eq!(kind(&bytes).unwrap(), expected);
        }
    }

    #[test]
    fn what_is_no_roster_is_told() {
        for (bytes, told) in [
            (b"%PDF-1.7\n".to_vec(), "PDF"),
            (b"MIME-Version: 1.0\r\n".to_vec(), "网页"),
            (zipped(&[("ppt/presentation.xml", "")]), "文档"),
            (b"<?xml version=\"1.0\"?><Workbook>".to_vec(), "XML"),
            (b"SQLite format 3\0".to_vec(), "数据库"),
            (zipped(&[("名册/一支部.xlsx", "")]), "名册/一支部.xlsx"),
            (zipped(&[("xl/workbook.bin", "")]), "xlsb"),
            (b"PK\x03\x04 cut".to_vec(), "损坏"),
            (Vec::new(), "空"),
        ] {
            let refusal = refusal(&bytes);
            assert!(refusal.contains(told) && refusal.contains("提示"), "{told}: {refusal}");
        }
        assert!(open(Path::new("/"), LARGEST).is_err());
    }
}
