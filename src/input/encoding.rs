//! Which encoding a text is in, and that every one of its bytes is valid in it, so that no character is lost unseen.
//!
//! A byte order mark says so; else strict UTF-8 if it is; else UTF-16 if all of it is made of 16-bit units; else
//! GB18030, the encoding of Chinese Windows. Big5 cannot be told from GB18030 by its bytes; [`is_big5`] is asked when
//! no headings were found.

use std::fs::File;
use std::io::{Read as _, Seek as _};
use std::path::Path;

use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{Opening, shown};
use crate::error::{AtPath as _, Error, Result};
use crate::i18n::{Text, say};
use crate::input::texts;

const CHUNK: usize = 1 << 16;

/// A byte that is no part of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// The character at this place is none.
    Invalid(u64),
    /// The file ends within the character at this place.
    Cut(u64),
    /// A character that no text holds.
    Nul(u64),
}

/// What was found of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    /// The encoding.
    pub(super) encoding: &'static Encoding,
    /// Whether all of the file is valid in it.
    pub(super) is_sound: bool,
}

/// The encoding named by the user, or found by reading the file. A file that is not valid throughout is refused, unless
/// its sound rows are to be taken: but one that was cut off lacks rows that nobody knows of, and is always refused.
/// Leaves the file at its beginning.
pub(super) fn of_file(path: &Path, file: &mut File, opening: &Opening<'_>) -> Result<Found> {
    let named = match opening.encoding.filter(|name| !name.trim().eq_ignore_ascii_case("auto")) {
        Some(name) => Some(by_name(name)?),
        None => None,
    };
    file.rewind().at(path)?;
    let mut head = [0; 4];
    let read = read_fully(file, &mut head).at(path)?;
    let (marked, mark) = by_mark(path, &head[..read])?;
    let (encoding, checked) = match named.or(marked) {
        Some(encoding) => (encoding, valid(file, encoding, mark).at(path)?),
        None => detect(path, file)?,
    };
    let is_sound = match checked {
        Ok(()) => true,
        Err(Fault::Invalid(_) | Fault::Nul(_)) if opening.keep_going => false,
        Err(fault) => return Err(refusal(path, file, encoding, fault)),
    };
    file.rewind().at(path)?;
    Ok(Found { encoding, is_sound })
}

/// The whole text of a file. Markup may say itself which encoding it is in, which is heeded where its bytes do not.
pub(super) fn text_of(path: &Path, file: &mut File, opening: &Opening<'_>) -> Result<String> {
    let declared = declared(file).at(path)?;
    let is_told = opening.encoding.is_some_and(|name| !name.trim().eq_ignore_ascii_case("auto"));
    let opening = match &declared {
        Some(name) if !is_told && !speaks_for_itself(file).at(path)? => Opening { encoding: Some(name), ..*opening },
        _ => *opening,
    };
    let found = of_file(path, file, &opening)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).at(path)?;
    Ok(found.encoding.decode_with_bom_removal(&bytes).0.into_owned())
}

/// Whether a file has a mark of its encoding, or is valid UTF-8 or made of 16-bit units.
fn speaks_for_itself(file: &mut File) -> std::io::Result<bool> {
    file.rewind()?;
    let mut head = [0; 2];
    let read = read_fully(file, &mut head)?;
    file.rewind()?;
    Ok(matches!(&head[..read], [0xff, 0xfe] | [0xfe, 0xff]) || head.contains(&0) || valid_utf8(file)?.is_ok())
}

/// The encoding that markup says it is in: `<meta charset="gbk">`, `<?xml … encoding="GB2312"?>`. One of the West is
/// what programs say that do not know.
fn declared(file: &mut File) -> std::io::Result<Option<String>> {
    file.rewind()?;
    let mut head = vec![0; 4096];
    let read = read_fully(file, &mut head)?;
    let head = String::from_utf8_lossy(&head[..read]).to_ascii_lowercase();
    let head = head.trim_start_matches(|c: char| !c.is_ascii() || c.is_whitespace());
    let named = ["charset=", "encoding="].iter().filter_map(|word| head.find(word).map(|at| &head[at + word.len()..]));
    let named = named.map(|rest| rest.trim_start_matches(['"', '\'', ' '])).map(|rest| {
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(rest.len());
        rest[..end].to_owned()
    });
    let known = |name: &String| {
        let encoding = Encoding::for_label(name.as_bytes());
        encoding.is_some_and(|encoding| encoding != encoding_rs::REPLACEMENT && !encoding.is_single_byte())
    };
    Ok(named.into_iter().find(|name| head.starts_with('<') && known(name)))
}

fn by_name(name: &str) -> Result<&'static Encoding> {
    // UTF-16 without saying which is what Windows writes.
    Encoding::for_label(name.trim().as_bytes())
        .filter(|encoding| *encoding != encoding_rs::REPLACEMENT)
        .map(|encoding| if encoding == encoding_rs::GBK { GB18030 } else { encoding })
        .ok_or_else(|| Error::usage(say!(EncodingUnknown { name })).hint(say!(EncodingChoicesMore)))
}

fn by_mark(path: &Path, head: &[u8]) -> Result<(Option<&'static Encoding>, u64)> {
    match head {
        [0xff, 0xfe, 0, 0] | [0, 0, 0xfe, 0xff] => {
            Err(Error::refused(say!(InputEncodedAs { path: shown(path), encoding: "UTF-32" }))
                .hint(say!(SaveAsUtf8Hint)))
        }
        [0xef, 0xbb, 0xbf, ..] => Ok((Some(UTF_8), 3)),
        [0xff, 0xfe, ..] => Ok((Some(UTF_16LE), 2)),
        [0xfe, 0xff, ..] => Ok((Some(UTF_16BE), 2)),
        _ => Ok((None, 0)),
    }
}

fn detect(path: &Path, file: &mut File) -> Result<(&'static Encoding, Result<(), Fault>)> {
    let Err(fault) = valid_utf8(file).at(path)? else { return Ok((UTF_8, Ok(()))) };
    for encoding in [UTF_16LE, UTF_16BE] {
        if in_units(file, encoding).at(path)? {
            return Ok((encoding, Ok(())));
        }
    }
    if is_damaged_utf8(file, fault).at(path)? {
        return Ok((UTF_8, Err(fault)));
    }
    let checked = valid(file, GB18030, 0).at(path)?;
    if matches!(checked, Err(Fault::Invalid(_) | Fault::Cut(_))) && is_big5(path, file, |_| true)? {
        return Err(big5(path));
    }
    Ok((GB18030, checked))
}

/// The refusal of a text in Big5.
pub(super) fn big5(path: &Path) -> Error {
    Error::refused(say!(InputEncodedAs { path: shown(path), encoding: "Big5" })).hint(say!(InputBig5Hint))
}

/// Whether the beginning of a file is valid Big5 and its text passes a test.
pub(super) fn is_big5(path: &Path, file: &mut File, test: impl Fn(&str) -> bool) -> Result<bool> {
    file.rewind().at(path)?;
    let mut head = vec![0; CHUNK];
    let read = read_fully(file, &mut head).at(path)?;
    let mut decoder = BIG5.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(read * 3);
    let (result, _) = decoder.decode_to_string_without_replacement(&head[..read], &mut text, read < head.len());
    Ok(result == DecoderResult::InputEmpty && test(&text))
}

/// Strict UTF-8 without NUL; the fastest way through, since nearly every file takes it.
fn valid_utf8(file: &mut File) -> std::io::Result<Result<(), Fault>> {
    file.rewind()?;
    let mut buffer = vec![0; CHUNK];
    let (mut kept, mut before) = (0, 0_u64);
    loop {
        let read = file.read(&mut buffer[kept..])?;
        let bytes = &buffer[..kept + read];
        if let Some(at) = memchr::memchr(0, bytes) {
            return Ok(Err(Fault::Nul(before + at as u64)));
        }
        let valid = Encoding::utf8_valid_up_to(bytes);
        let error = std::str::from_utf8(&bytes[valid..]).err();
        match error {
            // A character cut by the end of the buffer goes on in the next one.
            Some(error) if error.error_len().is_none() && read > 0 => {}
            Some(error) if error.error_len().is_none() => return Ok(Err(Fault::Cut(before + valid as u64))),
            Some(_) => return Ok(Err(Fault::Invalid(before + valid as u64))),
            None if read == 0 => return Ok(Ok(())),
            None => {}
        }
        kept = bytes.len() - valid;
        before += valid as u64;
        buffer.copy_within(valid..valid + kept, 0);
    }
}

/// Decodes the whole file after its mark, keeping nothing.
fn valid(file: &mut File, encoding: &'static Encoding, mark: u64) -> std::io::Result<Result<(), Fault>> {
    if encoding == UTF_8 {
        return valid_utf8(file);
    }
    walk(file, encoding, mark, |text| text.iter().position(|unit| *unit == 0))
}

/// Decodes the whole file; the test tells which unit of the text, if any, cannot be.
fn walk(
    file: &mut File,
    encoding: &'static Encoding,
    mark: u64,
    mut test: impl FnMut(&[u16]) -> Option<usize>,
) -> std::io::Result<Result<(), Fault>> {
    file.seek(std::io::SeekFrom::Start(mark))?;
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut buffer, mut text) = (vec![0; CHUNK], vec![0_u16; CHUNK + 16]);
    let mut before = mark;
    loop {
        let read = file.read(&mut buffer)?;
        let (mut rest, last) = (&buffer[..read], read == 0);
        loop {
            let (result, used, written) = decoder.decode_to_utf16_without_replacement(rest, &mut text, last);
            if let Some(at) = test(&text[..written]) {
                // Only UTF-16 has bytes of 0 within characters.
                let zero = rest.iter().position(|byte| *byte == 0).unwrap_or(0);
                return Ok(Err(Fault::Nul(before + if is_wide(encoding) { at * 2 } else { zero } as u64)));
            }
            before += used as u64;
            rest = &rest[used..];
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(bad, after) => {
                    let at = before.saturating_sub(u64::from(bad) + u64::from(after));
                    return Ok(Err(if last { Fault::Cut(at) } else { Fault::Invalid(at) }));
                }
            }
        }
        if last {
            return Ok(Ok(()));
        }
    }
}

fn is_wide(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// Whether all of the file is UTF-16 of one byte order: it decodes, its line ends and separators are 16-bit units, and
/// none of them is the wrong way round.
fn in_units(file: &mut File, encoding: &'static Encoding) -> std::io::Result<bool> {
    const SEPARATORS: [u16; 4] = [0x0a, 0x0d, 0x2c, 0x09];
    if file.metadata()?.len() % 2 != 0 {
        return Ok(false);
    }
    let mut ends = 0_u64;
    let walked = walk(file, encoding, 0, |text| {
        ends += text.iter().filter(|unit| matches!(**unit, 0x0a | 0x0d)).count() as u64;
        text.iter().position(|unit| *unit == 0 || SEPARATORS.contains(&unit.swap_bytes()))
    })?;
    Ok(walked.is_ok() && ends > 0)
}

/// Whether a file that is no valid UTF-8 was meant to be: far more of its characters are valid than not.
fn is_damaged_utf8(file: &mut File, fault: Fault) -> std::io::Result<bool> {
    let (Fault::Invalid(at) | Fault::Cut(at) | Fault::Nul(at)) = fault;
    file.seek(std::io::SeekFrom::Start(at.saturating_sub(CHUNK as u64 / 2)))?;
    let mut bytes = vec![0; CHUNK];
    let read = read_fully(file, &mut bytes)?;
    let (mut valid, mut faults) = (0, 0);
    for chunk in bytes[..read].utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| *c as u32 >= 0x800).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    Ok(valid > 4 * faults)
}

fn refusal(path: &Path, file: &mut File, encoding: &'static Encoding, fault: Fault) -> Error {
    let (Fault::Invalid(at) | Fault::Cut(at) | Fault::Nul(at)) = fault;
    let line = match line_at(file, at, encoding).at(path) {
        Ok(line) => line,
        Err(error) => return error,
    };
    let path = shown(path);
    let (message, hint): (Text, Text) = match fault {
        Fault::Nul(_) => (say!(InputNul { path, line }), say!(SaveAsUtf8Hint)),
        Fault::Cut(_) => (say!(InputCut { path, line, encoding: encoding.name() }), say!(InputCutHint)),
        Fault::Invalid(_) => (say!(InputInvalid { path, line, encoding: encoding.name() }), say!(SaveAsUtf8Hint)),
    };
    Error::refused(message).hint(hint)
}

/// The line that holds a place of the file, from 1.
fn line_at(file: &mut File, place: u64, encoding: &'static Encoding) -> std::io::Result<u64> {
    file.rewind()?;
    let mut line = 1;
    let mut before = file.take(place);
    let mut buffer = [0; 4096];
    let end: &[u8] = match encoding {
        encoding if encoding == UTF_16LE => b"\n\0",
        encoding if encoding == UTF_16BE => b"\0\n",
        _ => b"\n",
    };
    loop {
        let read = read_fully(&mut before, &mut buffer)?;
        if read == 0 {
            return Ok(line);
        }
        line += buffer[..read].chunks(end.len()).filter(|unit| *unit == end).count() as u64;
    }
}

fn read_fully(file: &mut impl std::io::Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read(&mut buffer[filled..])? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests;
