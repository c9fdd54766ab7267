//! The pages of a sealed file, which are opened as they are read.

use std::cell::RefCell;
use std::fs::File;
use std::path::Path;

use super::{FILE_HEADER, Leaf, Pages};
use crate::sqlite::cipher::{Cipher, RESERVED};

/// At which byte SQLite locks a file: the page there holds nothing.
pub(crate) const LOCKED_AT: usize = 1 << 30;

impl Pages {
    /// Opens a sealed file, whose pages have `size` bytes. A page that was altered is no page.
    pub(crate) fn open_sealed(path: &Path, size: usize, cipher: Cipher) -> std::io::Result<Self> {
        let file = File::open(path)?;
        let count = u32::try_from(file.metadata()?.len().div_ceil(size as u64)).unwrap_or(u32::MAX);
        let (file, usable) = (RefCell::new(file), size - RESERVED);
        let mut pages = Self { file, size, usable, count, header: Vec::new(), cipher: Some(cipher) };
        pages.header = pages.page(1).unwrap_or_default();
        pages.header.truncate(FILE_HEADER);
        Ok(pages)
    }

    /// How many pages were altered, or are no pages of a file with this key. That of the lock, which SQLite leaves alone, is none.
    pub(crate) fn altered(&self) -> usize {
        let lock = u32::try_from(LOCKED_AT / self.size + 1).unwrap_or(u32::MAX);
        self.all().filter(|at| *at != lock && self.page(*at).is_none()).count()
    }
}

impl Leaf {
    /// Whether it has rows, and each could be read.
    pub(crate) fn is_whole(&self) -> bool {
        !self.rows.is_empty() && self.unread == 0
    }
}
