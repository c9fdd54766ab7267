//! A folder, a database in it, and a way to run the program there on a fixed day.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::LazyLock;

use serde_json::Value;

/// What one run gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// It went well.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        assert_eq!(self.code, 0, "{}\n{}", self.out, self.err);
        self
    }

    /// It ended with this exit code.
    #[track_caller]
    pub(crate) fn exit(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        self
    }

    /// Standard error says this.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.err.contains(text), "“{text}” is not in: {}", self.err);
        self
    }

    /// What a script reads from standard output.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {} {}", self.out, self.err))
    }
}

/// The small office, entered once; every test has a copy of its own.
static OFFICE: LazyLock<TestEnv> = LazyLock::new(TestEnv::fill_office);

/// A temporary folder with a database.
pub(crate) struct TestEnv {
    folder: tempfile::TempDir,
    /// Whether the program makes copies by itself.
    keeps_copies: bool,
}

impl TestEnv {
    /// A folder with an empty database.
    pub(crate) fn new() -> Self {
        let env = Self::bare();
        env.run(["db", "init"]).ok();
        env
    }

    /// A folder without a database.
    pub(crate) fn bare() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), keeps_copies: false }
    }

    /// A small office: a federation, a committee, two branches, two units, three members.
    pub(crate) fn office() -> Self {
        let env = Self::bare();
        std::fs::copy(OFFICE.db(), env.db()).unwrap();
        env
    }

    /// Enters the small office, command by command.
    fn fill_office() -> Self {
        let env = Self::new();
        for line in [
            "org unit add 嘉兴市福建商会 --short 福建商会 --kind native-chamber --district 南湖区 --established 2006-05-01 --known-full-members 5",
            "org unit add 嘉兴市光伏行业协会 --short 光伏协会 --kind association --district 秀洲区 --established 2008",
            "org add 嘉兴市工商联党委 --short 工商联党委 --kind committee --founded 2005-01-01 --code JW",
            "org add 福建商会党支部 --short 福建支部 --kind branch --parent JW --founded 2008-06-01 --code FJ --unit 福建商会",
            "org add 光伏协会党支部 --short 光伏支部 --kind branch --parent JW --founded 2010-03 --code GF",
            "member add 张三 --org FJ --sex 男 --id-no 330402198001011236 --joined 2003-07-01 --full-on 2004-07-01 --entered 2008-06-01 --phone 13812345678 --unit 嘉兴市福建商会",
            "member add 李四 --org FJ --sex 女 --birth 1975 --joined 2010-07-01 --category probationary",
            "member add 王五 --org GF --birth 1969-03-02 --joined 1995-07 --full-on 1996-07 --entered 2010-03",
        ] {
            env.line(line).ok();
        }
        env
    }

    /// The small office, where the program makes copies by itself.
    pub(crate) fn office_with_copies() -> Self {
        Self { keeps_copies: true, ..Self::office() }
    }

    /// The small office, with nobody on probation: whoever is on it is on the way into the Party, too.
    pub(crate) fn office_without_probation() -> Self {
        let env = Self::office();
        env.line("member set 李四 --category unknown").ok();
        env
    }

    /// The folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the folder.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    /// The database file.
    pub(crate) fn db(&self) -> PathBuf {
        self.path("a.db")
    }

    /// A second connection to the database, past all guards of the program.
    pub(crate) fn connection(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.db()).unwrap()
    }

    /// The program, ready to run, in Chinese, on 2011-05-31, with a configuration of the folder's own, if there is one.
    pub(crate) fn command<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&self, args: I) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dangwu"));
        command.args(args).current_dir(self.folder.path());
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"] {
            command.env_remove(name);
        }
        command
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.folder.path())
            .env("DANGWU_CONFIG", self.path("config.toml"))
            .env("DANGWU_DB", self.db())
            .env("DANGWU_BACKUP_DAILY", if self.keeps_copies { "yes" } else { "no" })
            .env("DANGWU_TODAY", "2011-05-31")
            .env("DANGWU_LANG", "zh")
            .env_remove("PAGER")
            .env("DANGWU_OPERATOR", "测试员");
        command
    }

    /// A shell that runs a line in the folder, in which the program finds the same surroundings.
    pub(crate) fn shell(&self, line: &str) -> Command {
        let program = self.command::<_, &str>([]);
        let mut shell = Command::new("sh");
        for (key, value) in program.get_envs() {
            match value {
                Some(value) => shell.env(key, value),
                None => shell.env_remove(key),
            };
        }
        shell.args(["-c", line]).current_dir(self.folder.path());
        shell
    }

    /// Runs the program.
    pub(crate) fn run<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&self, args: I) -> Ran {
        ran(self.command(args).output().unwrap())
    }

    /// Runs a command line without blanks inside arguments.
    pub(crate) fn line(&self, line: &str) -> Ran {
        self.run(line.split_whitespace())
    }

    /// Runs a command line and reads its JSON.
    #[track_caller]
    pub(crate) fn json(&self, line: &str) -> Value {
        self.run(line.split_whitespace().chain(["-f", "json"])).ok().json()
    }

    /// A column of a JSON listing.
    #[track_caller]
    pub(crate) fn column(&self, line: &str, key: &str) -> Vec<Value> {
        self.json(line).as_array().unwrap().iter().map(|row| row[key].clone()).collect()
    }

    /// `db check` has nothing to say.
    #[track_caller]
    pub(crate) fn sound(&self) {
        let ran = self.line("db check").ok();
        assert_eq!((ran.out, ran.err), (String::new(), String::new()));
    }

    /// How many operations there are.
    pub(crate) fn operations(&self) -> usize {
        self.json("db log").as_array().unwrap().len()
    }

    /// A command line is refused: with this exit code, in both languages, and nothing is written.
    #[track_caller]
    pub(crate) fn refuses(&self, line: &str, code: i32, zh: &str, en: &str) {
        let args: Vec<&str> = line.split_whitespace().collect();
        let before = self.state();
        self.run(&args).exit(code).says(zh).says("错误: ");
        self.run(args.iter().copied().chain(["--lang", "en"])).exit(code).says(en).says("Error: ");
        let json = self.run(args.iter().copied().chain(["-f", "json", "--lang", "en"])).exit(code);
        let error: Value = serde_json::from_str(&json.err).unwrap_or_else(|error| panic!("{error}: {}", json.err));
        let said = error["error"].to_string();
        assert!(error["error"]["message"].is_string() && error["error"]["kind"].is_string(), "{said}");
        assert!(error["error"].get("hint").is_some(), "{said}");
        assert_eq!(json.out, "", "no data beside an error");
        assert_eq!(self.state(), before, "something was written");
    }

    /// Everything stored, as far as there is a database that can be read.
    pub(crate) fn state(&self) -> Option<String> {
        let conn = self.db().is_file().then(|| self.connection())?;
        let mut query = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").ok()?;
        let tables: Vec<String> = query.query_map([], |row| row.get(0)).ok()?.collect::<Result<_, _>>().ok()?;
        let mut state = String::new();
        for table in tables {
            let mut rows = conn.prepare(&format!("SELECT * FROM {table}")).ok()?;
            let width = rows.column_count();
            let mut rows = rows.query([]).ok()?;
            while let Some(row) = rows.next().ok()? {
                for at in 0..width {
                    state += &format!("{table} {:?}\n", row.get_ref(at).ok()?);
                }
            }
        }
        Some(state)
    }
}

/// What a finished process gave.
pub(crate) fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// An identity number of these 17 digits, with its check character (GB 11643).
pub(crate) fn id_no(head: &str) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = head.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{head}{}", b"10X98765432"[(sum % 11) as usize] as char)
}
