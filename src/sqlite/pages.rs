//! The pages of a database of SQLite, read one by one past SQLite itself: for a file that is so damaged that SQLite gives up on it.
//! After the format's own description (<https://www.sqlite.org/fileformat2.html>): sections 1.3 (header), 1.5 (free pages), 1.6
//! (trees) and 2.1 (records).

#[cfg(feature = "sealed")]
mod sealed;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use rusqlite::types::Value;

#[cfg(feature = "sealed")]
use super::cipher::Cipher;
#[cfg(feature = "sealed")]
pub(crate) use sealed::LOCKED_AT;

/// What kinds of pages there are, by their first byte.
const TABLE_LEAF: u8 = 0x0d;
const TABLE_INNER: u8 = 0x05;
const INDEX_LEAF: u8 = 0x0a;
const INDEX_INNER: u8 = 0x02;

/// The header of the file, which stands at the beginning of the first page.
const FILE_HEADER: usize = 100;

/// A file of pages.
#[derive(Debug)]
pub(crate) struct Pages {
    file: RefCell<File>,
    size: usize,
    /// What of a page is used: some programs keep a few bytes at its end for themselves.
    usable: usize,
    count: u32,
    header: Vec<u8>,
    /// What opens the pages of a sealed file.
    #[cfg(feature = "sealed")]
    cipher: Option<Cipher>,
}

/// A row as it stands on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RawRow {
    /// Its number; none of a table that has a key of its own.
    pub(crate) id: Option<i64>,
    /// Its columns; a row may have fewer than its table.
    pub(crate) values: Vec<Value>,
}

/// What stands on a leaf.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Leaf {
    /// What could be read.
    pub(crate) rows: Vec<RawRow>,
    /// How many rows could not.
    pub(crate) unread: usize,
}

/// The pages of a tree.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// Those with rows, in their order.
    pub(crate) leaves: Vec<u32>,
    /// All that were met, those that point to others, too.
    pub(crate) met: BTreeSet<u32>,
    /// Those that are no pages of a tree: what stood below them is lost, or without a place.
    pub(crate) torn: usize,
}

impl Pages {
    /// Opens a file. Where its header makes no sense, pages are taken to have `usual` bytes.
    pub(crate) fn open(path: &Path, usual: usize) -> std::io::Result<Self> {
        let mut file = File::open(path)?;
        let mut header = Vec::with_capacity(FILE_HEADER);
        file.by_ref().take(FILE_HEADER as u64).read_to_end(&mut header)?;
        let told = match number(&header, 16, 2) {
            Some(1) => Some(65_536),
            Some(size) if size >= 512 && size.is_power_of_two() => Some(size as usize),
            _ => None,
        };
        let size = told.unwrap_or(usual);
        let kept = header.get(20).copied().filter(|_| told.is_some()).map_or(0, usize::from);
        let count = u32::try_from(file.metadata()?.len().div_ceil(size as u64)).unwrap_or(u32::MAX);
        Ok(Self {
            file: RefCell::new(file),
            size,
            usable: size - kept.min(size / 2),
            count,
            header,
            #[cfg(feature = "sealed")]
            cipher: None,
        })
    }

    /// The version of its schema, as the program that made it keeps it.
    pub(crate) fn user_version(&self) -> Option<u32> {
        number(&self.header, 60, 4)
    }

    /// The numbers of all pages.
    pub(crate) fn all(&self) -> impl Iterator<Item = u32> + use<> {
        1..=self.count
    }

    /// A page, filled up with zeros where the file ends before it does.
    fn page(&self, number: u32) -> Option<Vec<u8>> {
        if number == 0 || number > self.count {
            return None;
        }
        let mut page = vec![0; self.size];
        let mut file = self.file.borrow_mut();
        file.seek(SeekFrom::Start(u64::from(number - 1) * self.size as u64)).ok()?;
        let mut filled = 0;
        while filled < page.len() {
            match file.read(&mut page[filled..]) {
                Ok(0) | Err(_) => break,
                Ok(read) => filled += read,
            }
        }
        #[cfg(feature = "sealed")]
        if self.cipher.as_ref().is_some_and(|cipher| !cipher.open(number, &mut page)) {
            return None;
        }
        (filled > 0).then_some(page)
    }

    /// The pages that are of no use now: what stands on them was removed.
    pub(crate) fn free(&self) -> BTreeSet<u32> {
        let mut free = BTreeSet::new();
        let mut trunk = number(&self.header, 32, 4).unwrap_or_default();
        while trunk != 0 && free.insert(trunk) {
            let Some(page) = self.page(trunk) else { break };
            let held = (number(&page, 4, 4).unwrap_or_default() as usize).min(self.size / 4);
            free.extend((0..held).filter_map(|at| number(&page, 8 + 4 * at, 4)));
            trunk = number(&page, 0, 4).unwrap_or_default();
        }
        free
    }

    /// The tree below a page.
    pub(crate) fn tree(&self, root: u32) -> Tree {
        let mut tree = Tree::default();
        let mut open = vec![root];
        while let Some(at) = open.pop() {
            if !tree.met.insert(at) {
                continue;
            }
            let Some(page) = self.page(at) else {
                tree.torn += 1;
                continue;
            };
            let head = head_of(at);
            match page[head] {
                TABLE_LEAF | INDEX_LEAF => tree.leaves.push(at),
                TABLE_INNER | INDEX_INNER => {
                    let cells = cells(&page, head, 12);
                    let mut below: Vec<u32> = cells.filter_map(|cell| number(&page, cell, 4)).collect();
                    below.extend(number(&page, head + 8, 4));
                    // The first is to be met first.
                    open.extend(below.into_iter().rev());
                }
                _ => {
                    tree.met.remove(&at);
                    tree.torn += 1;
                }
            }
        }
        tree
    }

    /// Whether a page holds rows of a table.
    pub(crate) fn is_leaf(&self, at: u32) -> bool {
        self.page(at).is_some_and(|page| page[head_of(at)] == TABLE_LEAF)
    }

    /// The rows on a leaf; nothing of a page that is none. Pages that rows run over to go to `over`.
    pub(crate) fn leaf(&self, at: u32, over: &mut BTreeSet<u32>) -> Leaf {
        let Some(page) = self.page(at) else { return Leaf::default() };
        let head = head_of(at);
        let is_table = match page[head] {
            TABLE_LEAF => true,
            INDEX_LEAF => false,
            _ => return Leaf::default(),
        };
        let mut leaf = Leaf::default();
        for cell in cells(&page, head, 8) {
            match self.row(&page, cell, is_table, over) {
                Some(row) => leaf.rows.push(row),
                None => leaf.unread += 1,
            }
        }
        leaf
    }

    fn row(&self, page: &[u8], at: usize, is_table: bool, over: &mut BTreeSet<u32>) -> Option<RawRow> {
        let (length, mut at) = varint(page, at)?;
        let length = usize::try_from(length).ok().filter(|length| *length <= self.size * self.count as usize)?;
        let mut id = None;
        if is_table {
            let (number, after) = varint(page, at)?;
            (id, at) = (Some(number), after);
        }
        let payload = self.payload(page, at, length, is_table, over)?;
        Some(RawRow { id, values: record(&payload)? })
    }

    /// The bytes of a row, those that ran over to other pages, too.
    fn payload(
        &self,
        page: &[u8],
        at: usize,
        length: usize,
        is_table: bool,
        over: &mut BTreeSet<u32>,
    ) -> Option<Vec<u8>> {
        let usable = self.usable;
        let most = if is_table { usable - 35 } else { (usable - 12) * 64 / 255 - 23 };
        if length <= most {
            return Some(page.get(at..at + length)?.to_vec());
        }
        let least = (usable - 12) * 32 / 255 - 23;
        let kept = least + (length - least) % (usable - 4);
        let kept = if kept <= most { kept } else { least };
        let mut payload = page.get(at..at + kept)?.to_vec();
        let mut next = number(page, at + kept, 4)?;
        while payload.len() < length {
            let page = self.page(next)?;
            over.insert(next);
            let more = (length - payload.len()).min(usable - 4);
            payload.extend_from_slice(page.get(4..4 + more)?);
            next = number(&page, 0, 4)?;
        }
        Some(payload)
    }
}

/// Where the head of a page is: behind that of the file on the first.
fn head_of(page: u32) -> usize {
    if page == 1 { FILE_HEADER } else { 0 }
}

/// Where the cells of a page begin, by the list behind its head.
fn cells(page: &[u8], head: usize, length: usize) -> impl Iterator<Item = usize> {
    let first = head + length;
    let most = (page.len() - first) / 2;
    let count = (number(page, head + 3, 2).unwrap_or_default() as usize).min(most);
    (0..count).filter_map(move |at| Some(number(page, first + 2 * at, 2)? as usize))
}

/// A whole number of so many bytes, the greatest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    Some(bytes.get(at..at + length)?.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// A number of one to nine bytes, and where it ends.
fn varint(bytes: &[u8], at: usize) -> Option<(i64, usize)> {
    let mut number: u64 = 0;
    for place in 0..8 {
        let byte = *bytes.get(at + place)?;
        number = number << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            return Some((number.cast_signed(), at + place + 1));
        }
    }
    let last = *bytes.get(at + 8)?;
    Some(((number << 8 | u64::from(last)).cast_signed(), at + 9))
}

/// The columns of a record. Nothing, if it is none.
fn record(payload: &[u8]) -> Option<Vec<Value>> {
    let (header, mut at) = varint(payload, 0)?;
    let header = usize::try_from(header).ok().filter(|end| *end <= payload.len())?;
    let mut from = header;
    let mut values = Vec::new();
    while at < header {
        let (kind, after) = varint(payload, at)?;
        at = after;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => usize::try_from(kind).ok()?,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            _ => usize::try_from((kind - 12) / 2).ok()?,
        };
        let bytes = payload.get(from..from.checked_add(length)?)?;
        from += length;
        values.push(value(kind, bytes)?);
    }
    (from == payload.len()).then_some(values)
}

fn value(kind: i64, bytes: &[u8]) -> Option<Value> {
    let whole = || {
        let negative = bytes.first().is_some_and(|byte| *byte >= 0x80);
        bytes.iter().fold(if negative { -1 } else { 0 }, |number: i64, byte| number << 8 | i64::from(*byte))
    };
    Some(match kind {
        0 => Value::Null,
        1..=6 => Value::Integer(whole()),
        7 => Value::Real(f64::from_bits(whole().cast_unsigned())),
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        _ if kind % 2 == 0 => Value::Blob(bytes.to_vec()),
        _ => Value::Text(String::from_utf8(bytes.to_vec()).ok()?),
    })
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    /// Rows of every kind of value, some longer than a page, in a tree of several levels; with free pages.
    fn file(folder: &Path) -> std::path::PathBuf {
        let path = folder.join("a.db");
        let conn = Connection::open(&path).unwrap();
        conn.execute_batch(
            "PRAGMA page_size = 512;
             CREATE TABLE t (id INTEGER PRIMARY KEY, a ANY, b TEXT);
             CREATE TABLE k (name TEXT PRIMARY KEY, last INTEGER) WITHOUT ROWID;
             INSERT INTO k VALUES ('org', 7), ('person', 300);
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
             INSERT INTO t SELECT i * 1000003, CASE i % 6 WHEN 0 THEN NULL WHEN 1 THEN -i WHEN 2 THEN i * 10000000000
               WHEN 3 THEN i / 3.0 WHEN 4 THEN '记' || i ELSE x'00ff' END, printf('%.*c', i * 5, 'x') FROM n;
             DELETE FROM t WHERE id > 390 * 1000003;",
        )
        .unwrap();
        path
    }

    #[test]
    fn every_row_reads_as_sqlite_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path());
        let conn = Connection::open(&path).unwrap();
        let root = |name: &str| -> u32 {
            conn.query_row("SELECT rootpage FROM sqlite_schema WHERE name = ?1", [name], |row| row.get(0)).unwrap()
        };
        let pages = Pages::open(&path, 4096).unwrap();
        let (tree, mut over) = (pages.tree(root("t")), BTreeSet::new());
        let read: Vec<RawRow> = tree.leaves.iter().flat_map(|leaf| pages.leaf(*leaf, &mut over).rows).collect();
        let mut query = conn.prepare("SELECT id, a, b FROM t ORDER BY id").unwrap();
        let expected = query.query_map([], |row| {
            Ok(RawRow { id: Some(row.get(0)?), values: vec![Value::Null, row.get(1)?, row.get(2)?] })
        });
        assert_eq!(read, expected.unwrap().map(Result::unwrap).collect::<Vec<_>>());
        assert_eq!((read.len(), tree.torn), (390, 0));
        assert!(over.len() > 100, "rows of up to 1,950 bytes run over pages of 512");
        let keyed = pages.leaf(root("k"), &mut over).rows;
        assert_eq!(keyed[0], RawRow { id: None, values: vec![Value::Text("org".to_owned()), Value::Integer(7)] });
        let free: i64 =
            conn.query_row("SELECT freelist_count FROM pragma_freelist_count", [], |row| row.get(0)).unwrap();
        assert_eq!((pages.free().len(), free > 0), (usize::try_from(free).unwrap(), true));
    }

    #[test]
    fn whatever_the_bytes_are_reading_ends() {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path());
        let whole = std::fs::read(&path).unwrap();
        let mut seed: u64 = 1;
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap() % below
        };
        for _ in 0..200 {
            let mut torn = whole.clone();
            for _ in 0..200 {
                let at = next(torn.len());
                torn[at] = u8::try_from(next(256)).unwrap();
            }
            torn.truncate(next(torn.len()) + 1);
            std::fs::write(&path, torn).unwrap();
            let pages = Pages::open(&path, 512).unwrap();
            pages.free();
            for page in pages.all() {
                pages.tree(page);
                pages.leaf(page, &mut BTreeSet::new());
            }
        }
    }
}
