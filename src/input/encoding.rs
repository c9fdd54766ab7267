//! Which encoding a file is in: a byte order mark says so; else strict UTF-8 if it is; else GB18030, the encoding of
//! Chinese Windows.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::{AtPath as _, Error, Result};
use crate::i18n::say;

/// The encoding named by the user, or found by reading the file once.
pub(super) fn of_file(path: &Path, named: Option<&str>) -> Result<&'static Encoding> {
    match named.filter(|name| !name.eq_ignore_ascii_case("auto")) {
        Some(name) => Encoding::for_label(name.as_bytes())
            .ok_or_else(|| Error::usage(say!(EncodingUnknown { name })).hint(say!(EncodingChoices))),
        None => detect(path),
    }
}

fn detect(path: &Path) -> Result<&'static Encoding> {
    let mut file = File::open(path).at(path)?;
    let mut buffer = vec![0; 1 << 16];
    let mut kept = 0;
    let mut first = true;
    loop {
        let read = file.read(&mut buffer[kept..]).at(path)?;
        let filled = kept + read;
        let bytes = &buffer[..filled];
        if std::mem::take(&mut first) {
            if let Some(marked) = by_mark(bytes) {
                return Ok(marked);
            }
            if bytes.contains(&0) {
                return Err(Error::refused(say!(NotText { path: path.display().to_string() })).hint(say!(NotTextHint)));
            }
        }
        match std::str::from_utf8(bytes) {
            Ok(_) => kept = 0,
            // A character cut by the end of the buffer goes on in the next one.
            Err(error) if error.error_len().is_none() && read > 0 => {
                let cut = error.valid_up_to();
                buffer.copy_within(cut..filled, 0);
                kept = filled - cut;
            }
            Err(_) => return Ok(GB18030),
        }
        if read == 0 {
            return Ok(UTF_8);
        }
    }
}

fn by_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => Some(UTF_8),
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bytes: &[u8]) -> &'static str {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, bytes).unwrap();
        of_file(&path, None).unwrap().name()
    }

    #[test]
    fn marks_and_bytes_tell_the_encoding() {
        assert_eq!(found("姓名,性别\n".as_bytes()), "UTF-8");
        assert_eq!(found("\u{feff}姓名".as_bytes()), "UTF-8");
        assert_eq!(found(&[0xff, 0xfe, 0x41, 0x00]), "UTF-16LE");
        assert_eq!(found(&GB18030.encode("姓名,性别\n").0), "gb18030");
        assert_eq!(found(b""), "UTF-8");
        // A character of three bytes lies across the end of the first buffer.
        let long = format!("{}{}", "a".repeat((1 << 16) - 1), "党".repeat(40_000));
        assert_eq!(found(long.as_bytes()), "UTF-8");
        assert_eq!(found(&GB18030.encode(&long).0), "gb18030");
    }
}
