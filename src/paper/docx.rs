//! A document of Word as its parts: read with an eye on what may be wrong with a file, written so that the same parts give the
//! same bytes.

use std::fs::File;
use std::io::{BufReader, Cursor, Read as _, Write as _};
use std::path::Path;

use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use crate::error::{AtPath as _, Error, Result, foreign};
use crate::i18n::say;
use crate::paper::texts;

/// The parts of a document, by name, in the order of the file.
pub(super) type Parts = Vec<(String, Vec<u8>)>;

/// The part that holds the text.
pub(super) const BODY: &str = "word/document.xml";

/// How large a template may be at most, as it lies there and unpacked; a form of many pages with a crest on it is far smaller.
const PACKED: u64 = 20 << 20;
const UNPACKED: u64 = 64 << 20;

/// How many parts it may have.
const PARTS: usize = 2000;

/// How files begin that are no archive, but locked with a password or of Word 2003 and earlier.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// What a file is, as far as a template may be it.
pub(super) enum Archive {
    Parts(Parts),
    /// Locked with a password, or of the forms before Office 2007.
    Compound,
    Other,
}

/// The parts of a template. Refuses what is no document, is damaged, locked, or unpacks to more than any form.
pub(super) fn read(path: &Path) -> Result<Parts> {
    let shown = || path.display().to_string();
    match archive(path)? {
        Archive::Parts(parts) if parts.iter().any(|(name, _)| name == BODY) => Ok(parts),
        Archive::Compound => Err(Error::refused(say!(TemplateLocked { path: shown() })).hint(say!(TemplateLockedHint))),
        _ => Err(Error::refused(say!(TemplateNone { path: shown() })).hint(say!(TemplateNoneHint))),
    }
}

/// What a file is, and its parts if it is an archive. Refuses one that is damaged, or unpacks to more than any form.
pub(super) fn archive(path: &Path) -> Result<Archive> {
    let shown = || path.display().to_string();
    let file = File::open(path).at(path)?;
    if file.metadata().at(path)?.len() > PACKED {
        return Err(Error::refused(say!(TemplateTooLarge { path: shown() })));
    }
    let mut bytes = Vec::new();
    (&file).take(PACKED).read_to_end(&mut bytes).at(path)?;
    if bytes.starts_with(&COMPOUND) {
        return Ok(Archive::Compound);
    }
    if !bytes.starts_with(b"PK") {
        return Ok(Archive::Other);
    }
    let parts = unpacked(&bytes).map_err(|bad| match bad {
        Bad::TooLarge => Error::refused(say!(TemplateTooLarge { path: shown() })),
        Bad::Broken(error) => Error::refused(say!(TemplateBroken { path: shown(), reason: foreign(&error) }))
            .hint(say!(TemplateBrokenHint)),
    })?;
    Ok(Archive::Parts(parts))
}

/// Why an archive is not taken.
enum Bad {
    TooLarge,
    Broken(ZipError),
}

impl From<ZipError> for Bad {
    fn from(error: ZipError) -> Self {
        Self::Broken(error)
    }
}

/// What an archive holds, as far as it is no more than a form may be: what it says of its own size is not believed.
fn unpacked(bytes: &[u8]) -> Result<Parts, Bad> {
    let mut archive = zip::ZipArchive::new(BufReader::new(Cursor::new(bytes)))?;
    if archive.len() > PARTS {
        return Err(Bad::TooLarge);
    }
    let (mut parts, mut left) = (Parts::new(), UNPACKED);
    for at in 0..archive.len() {
        let part = archive.by_index(at)?;
        if part.is_dir() {
            continue;
        }
        let name = part.name()?.into_owned();
        let mut content = Vec::new();
        part.take(left + 1).read_to_end(&mut content).map_err(ZipError::from)?;
        let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
        left = left.checked_sub(size).ok_or(Bad::TooLarge)?;
        parts.push((name, content));
    }
    Ok(parts)
}

/// A document of these parts. It bears no time, so that the same parts are the same bytes.
pub(super) fn write(parts: &Parts) -> Vec<u8> {
    const INTO_MEMORY: &str = "an archive in memory takes what it is given";
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, content) in parts {
        archive.start_file(name, options).expect(INTO_MEMORY);
        archive.write_all(content).expect(INTO_MEMORY);
    }
    archive.finish().expect(INTO_MEMORY).into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    fn refused(bytes: &[u8]) -> String {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        read(file.path()).unwrap_err().message().say(Lang::Zh)
    }

    #[test]
    fn the_same_parts_are_the_same_bytes_and_are_read_again() {
        let parts = vec![(BODY.to_owned(), b"<a/>".to_vec()), ("x/y".to_owned(), b"z".to_vec())];
        let bytes = write(&parts);
        assert_eq!(bytes, write(&parts));
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &bytes).unwrap();
        assert_eq!(read(file.path()).unwrap(), parts);
    }

    #[test]
    fn what_is_no_document_is_refused_by_what_it_is() {
        assert!(refused(b"hello").contains("不是 Word 文档(.docx)"));
        assert!(refused(&[&COMPOUND[..], b"more"].concat()).contains("加了密码, 或是 Word 2003 及更早的格式"));
        let whole = write(&vec![(BODY.to_owned(), b"<a/>".to_vec())]);
        assert!(refused(&whole[..whole.len() - 10]).contains("已损坏"));
        assert!(refused(&write(&vec![("xl/workbook.xml".to_owned(), Vec::new())])).contains("不是 Word 文档"));
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let bomb = write(&vec![(BODY.to_owned(), vec![b' '; (64 << 20) + 1])]);
        assert!(bomb.len() < 1 << 20);
        assert!(refused(&bomb).contains("过大"));
        let many: Parts = (0..=PARTS).map(|at| (format!("p{at}"), Vec::new())).collect();
        assert!(refused(&write(&many)).contains("过大"));
    }
}
