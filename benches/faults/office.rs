//! A small office in a folder, and what stands in its file.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// The office that everything is tried on: a copy of it for every trial.
pub(crate) struct Office {
    folder: tempfile::TempDir,
}

/// What a file of records was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// As it was before.
    Before,
    /// As it was to become.
    After,
    /// Neither: something is lost.
    Other,
}

impl Office {
    /// Enters it, command by command.
    pub(crate) fn new() -> Self {
        let office = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        for line in [
            "db init",
            "org unit add 嘉兴市福建商会 --short 福建商会 --kind native-chamber --district 南湖区",
            "org add 嘉兴市工商联党委 --short 工商联党委 --kind committee --founded 2005-01-01 --code JW",
            "org add 福建商会党支部 --kind branch --parent JW --founded 2008-06-01 --code FJ --unit 福建商会",
            "org add 光伏协会党支部 --kind branch --parent JW --founded 2010-03 --code GF",
            "member add 张三 --org FJ --sex 男 --joined 2003-07-01 --full-on 2004-07-01 --entered 2008-06-01",
            "member add 李四 --org FJ --sex 女 --birth 1975 --joined 2010-07-01 --category probationary",
            "member add 王五 --org GF --joined 1995-07 --full-on 1996-07 --entered 2010-03",
            "meeting record FJ --kind general --date 2011-03-01 --attend 张三,李四 --topic 学习",
        ] {
            assert!(office.run(&office.db(), line).status.success(), "{line}");
        }
        office.write_roster("roster.csv", 6000);
        office.write_roster("few.csv", 100);
        office
    }

    /// So many people; of some thousand the file is large enough to be recorded as a bulk import.
    fn write_roster(&self, name: &str, people: usize) {
        let signs: Vec<char> = "安邦昌达恩芳国华继建康兰明宁培庆荣胜涛伟祥学雅永源正忠卓".chars().collect();
        let mut roster = String::from("姓名,所在党支部,入党时间,转正时间,备注\n");
        for at in 0..people {
            let name: String = ['赵', signs[at % 28], signs[at / 28 % 28], signs[at / 784 % 28]].iter().collect();
            roster += &format!("{name},FJ,2001-01-01,2002-01-01,{}\n", "备注".repeat(120));
        }
        std::fs::write(self.folder.path().join(name), roster).expect("the roster");
    }

    /// The file of the office itself.
    pub(crate) fn db(&self) -> PathBuf {
        self.folder.path().join("office.db")
    }

    /// A copy to try something on.
    pub(crate) fn copy(&self, name: &str) -> PathBuf {
        let copy = self.folder.path().join(name);
        for ending in ["-journal", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", copy.display()));
        }
        std::fs::copy(self.db(), &copy).expect("a copy of the office");
        copy
    }

    /// The program, ready to run a line on a file.
    pub(crate) fn command(&self, db: &Path, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dangwu"));
        command.args(line.split_whitespace()).current_dir(self.folder.path());
        command
            .env("DANGWU_DB", db)
            .env("DANGWU_TODAY", "2011-05-31")
            .env("DANGWU_LANG", "en")
            .env("DANGWU_OPERATOR", "faults")
            .env("DANGWU_BACKUP_DAILY", "no")
            .env("DANGWU_CONFIG", self.folder.path().join("config.toml"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// Runs a line on a file.
    pub(crate) fn run(&self, db: &Path, line: &str) -> Output {
        self.command(db, line).stdout(Stdio::piped()).stderr(Stdio::piped()).output().expect("the program runs")
    }

    /// Whether `db check` has nothing to say of a file.
    pub(crate) fn is_sound(&self, db: &Path) -> bool {
        self.run(db, "db check").status.code() == Some(0)
    }

    /// What a file is, beside what it was and what it was to become. One that is not sound is neither.
    pub(crate) fn state(&self, db: &Path, before: &str, after: &str) -> State {
        match dump(db) {
            Some(now) if now == before && self.is_sound(db) => State::Before,
            Some(now) if now == after && self.is_sound(db) => State::After,
            _ => State::Other,
        }
    }

    /// What a line makes of the office, done to the end on a copy.
    pub(crate) fn done(&self, line: &str) -> String {
        let db = self.copy("done.db");
        let ran = self.run(&db, line);
        assert!(ran.status.success(), "{line}: {}", String::from_utf8_lossy(&ran.stderr));
        dump(&db).expect("a sound file")
    }
}

/// Everything that stands in a file, but for times of the clock and chance, and sums, which are over both. Nothing, if it cannot be read.
pub(crate) fn dump(db: &Path) -> Option<String> {
    let conn = Connection::open(db).ok()?;
    let mut query = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").ok()?;
    let tables: Vec<String> = query.query_map([], |row| row.get(0)).ok()?.collect::<Result<_, _>>().ok()?;
    let mut dump = String::new();
    for table in tables {
        let mut rows = conn.prepare(&format!("SELECT * FROM \"{table}\"")).ok()?;
        let columns: Vec<String> = rows.column_names().iter().map(ToString::to_string).collect();
        let mut rows = rows.query([]).ok()?;
        while let Some(row) = rows.next().ok()? {
            dump += &table;
            for (at, column) in
                columns.iter().enumerate().filter(|(_, column)| !["at", "sum", "stamp"].contains(&column.as_str()))
            {
                match row.get_ref(at).ok()? {
                    ValueRef::Text(text) => dump += &format!(" {column}={}", String::from_utf8_lossy(text)),
                    other => dump += &format!(" {column}={other:?}"),
                }
            }
            dump.push('\n');
        }
    }
    Some(dump)
}

/// Numbers that look random and are the same in every run.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// One below `below`.
    pub(crate) fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below.max(1)
    }
}
