//! The copy of the day: made at the first operation that writes, so that whatever goes wrong today, yesterday is there.
//!
//! Nobody waits for it beyond a moment. A small file is copied before the operation; a large one by a process of its own, at low
//! priority, that goes on after the answer. What goes wrong with it is a warning: the clerk's work does not fail for it.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use super::Ctx;
use crate::config::Key;
use crate::db::copy::{Copies, Proof, Why};
use crate::db::{Db, seal};
use crate::error::{Error, Result};
use crate::i18n::{say, texts};
use crate::text;

/// A file up to so many bytes is copied and proven well within a second.
const AT_ONCE: u64 = 32 << 20;

/// A file of rows has at most one row in so many bytes.
const BYTES_OF_A_ROW: u64 = 50;

/// One in so many people: an import of more of them has a copy made before it.
const PART_OF_THE_ROLL: u64 = 10;

impl Ctx {
    /// Where the copies of the database are kept.
    pub(crate) fn copies(&self) -> Copies {
        let folder = self.setting(Key::BackupFolder).map(|setting| Path::new(&setting.value));
        let are_kept = self.setting(Key::BackupDaily).and_then(|setting| text::yes_or_no(setting.value.to_str()?));
        Copies::of(&self.db, folder, are_kept.unwrap_or(true))
    }

    /// Keeps the copy of the day, if it is not there yet and there is something to keep; of a large file later.
    pub(super) fn keep_daily(&self, db: &Db) {
        let copies = self.copies();
        if self.globals.dry_run || !copies.are_kept() || copies.has_daily(self.today) {
            return;
        }
        let made = has_operations(db).and_then(|has| match (has, db.size() <= AT_ONCE) {
            (false, _) => Ok(()),
            (true, true) => copies.keep(db.conn(), self.today, Why::Daily, Proof::Whole).map(drop),
            (true, false) => {
                self.copies_later.set(true);
                Ok(())
            }
        });
        self.warn_of_copy(made);
    }

    /// Keeps a copy before files of so many bytes in all are imported, where they may hold a good part of the roll.
    pub(crate) fn keep_before_import(&self, db: &Db, bytes: u64) {
        let copies = self.copies();
        if self.globals.dry_run || !copies.are_kept() {
            return;
        }
        let people = db.conn().query_row("SELECT coalesce(max(id), 0) FROM person", [], |row| row.get::<_, i64>(0));
        let made = people.map_err(Error::from).and_then(|people| {
            let people = people.unsigned_abs();
            if people == 0 || bytes / BYTES_OF_A_ROW <= people / PART_OF_THE_ROLL {
                return Ok(());
            }
            let proof = if db.size() <= AT_ONCE { Proof::Whole } else { Proof::Opens };
            copies.keep(db.conn(), self.today, Why::Import, proof).map(drop)
        });
        self.warn_of_copy(made);
    }

    fn warn_of_copy(&self, made: Result<()>) {
        if let Err(error) = made {
            self.warn(&say!(NotCopied { reason: error.in_a_line() }));
        }
    }

    /// Has the copy of the day made by a process of its own that goes on after this one.
    pub(super) fn copy_later(&self) {
        if self.copies_later.take() {
            let made = std::env::current_exe().and_then(|program| self.start(&program));
            self.warn_of_copy(made.map_err(|error| Error::io(&self.db, &error)));
        }
    }

    fn start(&self, program: &Path) -> std::io::Result<()> {
        let mut command = Command::new(program);
        command.arg("--db").arg(&self.db).args(["db", "backup", "--daily", "--quiet"]);
        command.env("DANGWU_TODAY", self.today.to_string());
        let key = seal::words_for(&self.db);
        if key.is_some() {
            command.env("DANGWU_KEY_FILE", "-");
        }
        let stdin = if key.is_some() { Stdio::piped() } else { Stdio::null() };
        command.stdin(stdin).stdout(Stdio::null()).stderr(Stdio::null());
        // It goes on when the terminal is closed.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        #[cfg(windows)]
        std::os::windows::process::CommandExt::creation_flags(&mut command, DETACHED | BELOW_NORMAL);
        let mut child = command.spawn()?;
        match (child.stdin.take(), key) {
            (Some(mut to), Some(key)) => to.write_all(key.as_bytes()),
            _ => Ok(()),
        }
    }
}

/// `DETACHED_PROCESS` and `BELOW_NORMAL_PRIORITY_CLASS` of Windows.
#[cfg(windows)]
const DETACHED: u32 = 0x8;
#[cfg(windows)]
const BELOW_NORMAL: u32 = 0x4000;

/// Lets others go before this process.
pub(crate) fn step_back() {
    #[cfg(unix)]
    let _ = rustix::process::nice(10);
}

fn has_operations(db: &Db) -> Result<bool> {
    Ok(db.conn().prepare("SELECT 1 FROM operation LIMIT 1")?.exists([])?)
}
