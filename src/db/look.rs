//! A look at a file before SQLite opens it: what is no database at all, or not the whole of one, is told in our words.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use crate::db::{seal, texts};
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::{Text, say};
use crate::sqlite::{SIGN, beside, is_sealed, is_to_recipients};

/// How long the header of a SQLite file is.
const HEADER: usize = 100;

/// Refuses what is missing, a folder, a device, an empty file, one of another kind, and one that was cut off.
pub(super) fn refuse_no_database(path: &Path) -> Result<()> {
    let shown = || path.display().to_string();
    let refused = |message: Text, hint: Text| Err(Error::new(Kind::Database, message).hint(hint));
    let data = match std::fs::metadata(path) {
        Ok(data) => data,
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => return Err(Error::io(path, &error)),
        Err(_) => return refused(say!(DbMissing { path: shown() }), say!(DbMissingHint)),
    };
    if data.is_dir() {
        return refused(say!(DbIsFolder { path: shown() }), say!(DbForeignHint));
    }
    if !data.is_file() {
        return refused(say!(DbIsDevice { path: shown() }), say!(DbForeignHint));
    }
    if data.len() == 0 {
        return refused(say!(DbIsEmpty { path: shown() }), say!(DbIsEmptyHint));
    }
    let mut header = Vec::with_capacity(HEADER);
    File::open(path).at(path)?.take(HEADER as u64).read_to_end(&mut header).at(path)?;
    let begins = &header[..header.len().min(SIGN.len())];
    if begins != &SIGN[..begins.len()] {
        if is_to_recipients(path) {
            return Err(seal::to_recipients(path));
        }
        if is_sealed(path) {
            return seal::unlock(path);
        }
        return refused(say!(DbIsNone { path: shown() }), say!(DbIsNoneHint));
    }
    match whole_size(&header) {
        // What was going on when it broke off is in the journal, and SQLite brings it back.
        Some(whole) if data.len() < whole && !has_journal(path) => {
            refused(say!(DbCutOff { path: shown(), size: data.len(), whole }), say!(DbDamagedHint))
        }
        _ => Ok(()),
    }
}

/// How many bytes a file has by its header, as far as that is kept up: at least the header itself.
fn whole_size(header: &[u8]) -> Option<u64> {
    let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?));
    let Some(version) = number(92) else { return Some(HEADER as u64) };
    let page = match u16::from_be_bytes(header.get(16..18)?.try_into().ok()?) {
        1 => 65_536,
        size => u64::from(size),
    };
    (number(24)? == version).then_some(page * u64::from(number(28)?))
}

fn has_journal(path: &Path) -> bool {
    std::fs::metadata(beside(path, "-journal")).is_ok_and(|data| data.len() > 0)
}
