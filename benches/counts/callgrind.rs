//! Runs a command under callgrind.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Context as _;

/// Where it is looked for. The environment of whoever runs this is not handed on: each variable costs the program a few thousand.
const PATH: &str = "/usr/local/bin:/usr/bin:/bin";

/// Whether valgrind answers.
pub(crate) fn is_there() -> bool {
    valgrind().arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// The instructions that `command` takes, on all of its threads; its log goes to `log`.
///
/// Its threads take turns, so that the one does not spin for as long as it happens to wait for the other.
pub(crate) fn count(command: &Command, log: &Path) -> anyhow::Result<u64> {
    let mut counted = valgrind();
    counted
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--fair-sched=yes"])
        .arg(format!("--log-file={}", log.display()))
        .arg(command.get_program())
        .args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        counted.current_dir(folder);
    }
    counted.envs(command.get_envs().filter_map(|(key, value)| Some((key, value?))));
    let done = counted.stdout(Stdio::null()).stderr(Stdio::piped()).output().context("running valgrind")?;
    let said = std::fs::read_to_string(log).context("reading what valgrind says")?;
    anyhow::ensure!(done.status.success(), "{command:?}: {}{said}", String::from_utf8_lossy(&done.stderr));
    let collected =
        said.lines().find_map(|line| line.split_once("Collected : ")).context("valgrind counted nothing")?;
    collected.1.trim().parse().context("valgrind counted something else")
}

fn valgrind() -> Command {
    let mut valgrind = Command::new("valgrind");
    valgrind.env_clear().env("PATH", PATH);
    valgrind
}
