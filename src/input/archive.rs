//! Archives that say little and unpack to much: looked over before a reader takes all that they hold.

use std::io::{BufRead as _, BufReader, Read, Seek};

use super::markup::{Broken, EVENT_LIMIT, PART_LIMIT};

/// No workbook or document has so many parts.
const PARTS: usize = 1 << 14;
/// Markup of real rows packs to a tenth or a twentieth; one text without end to a thousandth.
const SUSPECT: u64 = 32;

/// Refuses a workbook whose parts are, by what they say of their sizes, larger than any that people make, and one with a tag or a text of
/// a cell that is. (What reads a part stops where it holds more than it says.)
///
/// Only what packs suspiciously well is unpacked for this: it costs nothing for what people make, and a workbook that comes through
/// needs no more memory than some thirty times its own size.
pub(super) fn looked_over<R: Read + Seek>(archive: &mut zip::ZipArchive<R>) -> Result<(), Broken> {
    let mut left = PART_LIMIT;
    for at in 0..archive.len() {
        let part = archive.by_index(at)?;
        let name = part.name()?;
        if ![".xml", ".rels"].iter().any(|ending| name.to_ascii_lowercase().ends_with(ending)) {
            continue;
        }
        left = left.checked_sub(part.size()).ok_or(Broken::TooLarge)?;
        if part.size() > EVENT_LIMIT && part.size() / SUSPECT > part.compressed_size() {
            refuse_endless(part)?;
        }
    }
    Ok(())
}

/// Refuses an archive with more parts than any workbook or document.
pub(super) fn refuse_many_parts<R: Read + Seek>(archive: &zip::ZipArchive<R>) -> Result<(), Broken> {
    if archive.len() > PARTS { Err(Broken::TooLarge) } else { Ok(()) }
}

/// Refuses a part in which a tag or a text is longer than any.
fn refuse_endless(part: impl Read) -> Result<(), Broken> {
    let (mut part, mut long) = (BufReader::with_capacity(1 << 16, part), 0);
    loop {
        let read = part.fill_buf()?;
        let (Some(first), Some(last)) = (memchr::memchr(b'<', read), memchr::memrchr(b'<', read)) else {
            if read.is_empty() {
                return Ok(());
            }
            long += read.len() as u64;
            if long > EVENT_LIMIT {
                return Err(Broken::TooLarge);
            }
            let read = read.len();
            part.consume(read);
            continue;
        };
        if long + first as u64 > EVENT_LIMIT {
            return Err(Broken::TooLarge);
        }
        long = (read.len() - last) as u64;
        let read = read.len();
        part.consume(read);
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::*;

    /// Whether a workbook of this one part comes through.
    fn passes(name: &str, pieces: &[&[u8]]) -> bool {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        pieces.iter().for_each(|piece| zip.write_all(piece).unwrap());
        let mut archive = zip::ZipArchive::new(zip.finish().unwrap()).unwrap();
        match looked_over(&mut archive) {
            Ok(()) => true,
            Err(Broken::TooLarge) => false,
            Err(why) => panic!("{why:?}"),
        }
    }

    #[test]
    fn a_text_without_end_is_refused_and_many_short_ones_are_not() {
        let (a, mebibyte) = (b"<a>".as_slice(), vec![b' '; 1 << 20]);
        let long: Vec<&[u8]> = std::iter::once(a).chain((0..9).map(|_| mebibyte.as_slice())).collect();
        assert!(!passes("xl/sharedStrings.xml", &long));
        assert!(passes("xl/media/image1.png", &long));
        let short: Vec<&[u8]> = long.iter().flat_map(|piece| [*piece, a]).collect();
        assert!(passes("xl/sharedStrings.xml", &short));
    }
}
