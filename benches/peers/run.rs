//! Running the program and the peers, with how long it took and how much memory at most.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::reports;

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ran {
    pub(crate) time: Duration,
    /// The most memory that it had at a time, in megabytes, where the system tells (Linux).
    pub(crate) peak_mb: Option<u64>,
}

impl Ran {
    /// This and then another: the times of both, the memory of the greater.
    pub(crate) fn then(self, next: Self) -> Self {
        Self { time: self.time + next.time, peak_mb: self.peak_mb.max(next.peak_mb) }
    }
}

/// What the last run complained of goes here.
const COMPLAINTS: &str = "complaints.txt";

/// A folder with the files, and how many people they are of.
pub(crate) struct Bench<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) rows: usize,
    pub(crate) has_peer: bool,
}

impl Bench<'_> {
    /// The people of the roster and the tenth that comes later.
    pub(crate) fn all(&self) -> usize {
        self.rows + self.rows / 10
    }

    /// Runs the program on a database of the folder.
    pub(crate) fn dangwu(&self, db: &str, args: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dangwu"));
        command
            .args(args)
            .arg("--quiet")
            .current_dir(self.folder)
            .env("HOME", self.folder)
            .env("DANGWU_DB", db)
            .env("DANGWU_CONFIG", "config.toml")
            .env("DANGWU_BACKUP_DAILY", "no")
            .env("DANGWU_TODAY", reports::DAY);
        let (ran, code) = self.watched(command, "");
        // Bad rows that were put aside are told of by a status of their own.
        assert!(code == Some(0) || args.contains(&"bad.csv"), "dangwu {args:?} failed: {}", self.said());
        ran
    }

    /// Runs a script in the shell of SQLite.
    pub(crate) fn sqlite3(&self, db: &str, script: &str) -> Ran {
        self.other("sqlite3", &[db], script)
    }

    /// Runs a peer with this on its standard input.
    pub(crate) fn other(&self, program: &str, args: &[&str], input: &str) -> Ran {
        let mut command = Command::new(program);
        command.args(args).current_dir(self.folder);
        let (ran, code) = self.watched(command, input);
        assert!(code == Some(0), "{program} {args:?} failed: {}", self.said());
        ran
    }

    /// Copies a database of the folder over another.
    pub(crate) fn copy(&self, from: &str, to: &str) {
        self.remove(to);
        std::fs::copy(self.folder.join(from), self.folder.join(to)).expect("room for a copy");
    }

    /// Removes a file of the folder, if it is there.
    pub(crate) fn remove(&self, name: &str) {
        // The first time there is none.
        let _ = std::fs::remove_file(self.folder.join(name));
    }

    /// A new database with the orgs alone.
    pub(crate) fn begin(&self, db: &str) {
        self.remove(db);
        self.remove("theirs.db");
        self.dangwu(db, &["db", "init"]);
        self.dangwu(db, &["org", "import", "orgs.csv"]);
    }

    /// Whether a database of the folder was made already.
    pub(crate) fn has(&self, db: &str) -> bool {
        self.folder.join(db).exists()
    }

    /// Runs a command with its output thrown away; gives its exit code too.
    fn watched(&self, mut command: Command, input: &str) -> (Ran, Option<i32>) {
        let complaints = std::fs::File::create(self.folder.join(COMPLAINTS)).expect("room for a file");
        let begun = Instant::now();
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(complaints);
        let mut child = command.spawn().expect("it is there");
        let (pid, is_over) = (child.id(), AtomicBool::new(false));
        std::thread::scope(|scope| {
            let watcher = scope.spawn(|| peak_of(pid, &is_over));
            let mut script = child.stdin.take().expect("piped above");
            // Who does not read to the end has failed, and its status says so.
            let _ = script.write_all(input.as_bytes());
            drop(script);
            let code = child.wait().ok().and_then(|status| status.code());
            let time = begun.elapsed();
            is_over.store(true, Ordering::Relaxed);
            watcher.thread().unpark();
            (Ran { time, peak_mb: watcher.join().expect("it only reads") }, code)
        })
    }

    /// What the last run complained of.
    fn said(&self) -> String {
        std::fs::read_to_string(self.folder.join(COMPLAINTS)).unwrap_or_default()
    }
}

/// Whether a program answers.
pub(crate) fn has(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The most memory of a process until it is over: the system keeps a mark of it, which is read again and again, less often as time goes by.
fn peak_of(pid: u32, is_over: &AtomicBool) -> Option<u64> {
    let (path, mut peak, mut pause) = (format!("/proc/{pid}/status"), None, Duration::from_millis(1));
    while !is_over.load(Ordering::Relaxed) {
        let status = std::fs::read_to_string(&path).ok()?;
        // A process that is over and not yet waited for has no mark any more.
        let mark = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
        peak = peak.max(mark.and_then(|kb| kb.parse::<u64>().ok()));
        std::thread::park_timeout(pause);
        pause = (pause * 5 / 4).min(Duration::from_millis(20));
    }
    peak.map(|kb| kb.div_ceil(1024))
}
