//! A small office, made anew, in surroundings that are the same on every run.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use encoding_rs::UTF_8;

use crate::{MEETINGS, PEOPLE, callgrind, meetings, roster};

const DAY: &str = "2026-06-30";

/// A folder with a database of the orgs alone (`empty.db`), one with some people too (`filled.db`), and files to import.
pub(crate) struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    /// Writes the files and enters the orgs.
    pub(crate) fn new() -> anyhow::Result<Self> {
        let office = Self { folder: tempfile::tempdir()? };
        roster::write_orgs(&office.path("orgs.csv"), PEOPLE.0)?;
        for rows in [PEOPLE.0, PEOPLE.1] {
            roster::write(&office.path(&Self::file("member", rows)), 0..rows, PEOPLE.0, false, UTF_8)?;
        }
        for rows in [MEETINGS.0, MEETINGS.1] {
            meetings::write(&office.path(&Self::file("meeting", rows)), rows, PEOPLE.0)?;
        }
        office.done("empty.db", &["db", "init"])?;
        office.done("empty.db", &["org", "import", "orgs.csv"])?;
        std::fs::copy(office.path("empty.db"), office.path("filled.db"))?;
        office.done("filled.db", &["member", "import", &Self::file("member", PEOPLE.1)])?;
        Ok(office)
    }

    /// The name of the file of so many rows of `noun`.
    pub(crate) fn file(noun: &str, rows: usize) -> String {
        format!("{noun}-{rows}.csv")
    }

    /// The instructions of a command that only reads.
    pub(crate) fn count(&self, db: &str, args: &[&str]) -> anyhow::Result<u64> {
        callgrind::count(&self.command(db, args), &self.path("log.txt"))
    }

    /// The instructions of a command that fills a database of the orgs alone.
    pub(crate) fn count_import(&self, args: &[&str]) -> anyhow::Result<u64> {
        std::fs::copy(self.path("empty.db"), self.path("fresh.db"))?;
        self.count("fresh.db", args)
    }

    fn done(&self, db: &str, args: &[&str]) -> anyhow::Result<()> {
        let status = self.command(db, args).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        anyhow::ensure!(status.success(), "dangwu {args:?} failed");
        Ok(())
    }

    fn command(&self, db: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dangwu"));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.folder.path())
            .env("DANGWU_CONFIG", self.path("config.toml"))
            .env("DANGWU_DB", self.path(db))
            .env("DANGWU_BACKUP_DAILY", "no")
            .env("DANGWU_TODAY", DAY)
            .env("DANGWU_LANG", "zh")
            .env("DANGWU_OPERATOR", "测试员");
        command
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}
