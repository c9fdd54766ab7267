//! README and the guide tell the truth: their console blocks run, one upon the other, and print what stands there, and what they name is
//! there.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// README, and the guide, which goes on where it ends.
fn readme() -> String {
    let read = |name: &str| std::fs::read_to_string(Path::new(ROOT).join(name)).unwrap();
    read("README.md") + &read("examples/guide.md")
}

#[test]
fn a_new_reader_is_done_in_five_minutes() {
    let text = std::fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    assert!(text.lines().count() < 300);
}

/// The lines of each console block.
fn blocks(text: &str) -> Vec<Vec<&str>> {
    let fenced = text.split("```console\n").skip(1);
    fenced.map(|rest| rest.split("\n```").next().unwrap_or_default().lines().collect()).collect()
}

/// Runs a line as a user would type it, in `folder`, with the built program first in the path.
fn shell(folder: &Path, line: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_dangwu")).parent().unwrap();
    Command::new("bash")
        .args(["-c", &format!("PATH='{}':$PATH; exec 2>&1; {line}", program.display())])
        .current_dir(folder)
        .env("DANGWU_DB", "dangwu.db")
        .env("DANGWU_CONFIG", "config.toml")
        .env("DANGWU_BACKUP_DAILY", "no")
        .env("DANGWU_TODAY", "2011-05-31")
        .env("DANGWU_OPERATOR", "党建办")
        .env("DANGWU_LANG", "zh")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// What a line prints, with `[exit N]` below if it fails.
fn printed(folder: &Path, line: &str) -> Vec<String> {
    let output = shell(folder, line);
    let text = String::from_utf8(output.stdout).unwrap();
    let mut lines: Vec<String> = text.lines().map(|line| line.trim_end().to_owned()).collect();
    if !output.status.success() {
        lines.push(format!("[exit {}]", output.status.code().unwrap_or(-1)));
    }
    lines
}

/// `[..]` at the end of a line stands for whatever follows.
fn agrees(shown: &str, printed: &str) -> bool {
    shown.strip_suffix("[..]").map_or(shown == printed, |begin| printed.starts_with(begin))
}

/// A line typed, and what README shows below it.
fn steps<'t>(block: &[&'t str]) -> Vec<(&'t str, Vec<&'t str>)> {
    let mut steps: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in block {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(typed), _) => steps.push((typed, Vec::new())),
            (None, Some((_, shown))) => shown.push(line),
            (None, None) => panic!("a block begins with a command: {line}"),
        }
    }
    steps
}

#[test]
fn the_console_blocks_run_as_shown() {
    let text = readme();
    let blocks = blocks(&text);
    let (first, rest) = blocks.split_first().unwrap();
    // What builds and tests the program is not run from a test.
    assert_eq!(first.as_slice(), ["$ examples/jiaxing.sh", "$ cargo test"]);
    assert!(Path::new(ROOT).join("examples/jiaxing.sh").exists());
    let folder = TempDir::new().unwrap();
    let mut ran = 0;
    for (typed, shown) in rest.iter().flat_map(|block| steps(block)) {
        let printed = printed(folder.path(), typed);
        let same = shown.len() == printed.len() && shown.iter().zip(&printed).all(|(shown, line)| agrees(shown, line));
        assert!(same, "README shows\n{}\nbut `{typed}` prints\n{}", shown.join("\n"), printed.join("\n"));
        ran += 1;
    }
    assert!(ran > 15);
}

/// The options of cargo that the text names.
const OF_CARGO: [&str; 4] = ["--bench", "--path", "--locked", "--features"];

/// Options that only a build with sealed files has.
const OF_SEALED: [&str; 5] = ["--sealed", "--key-command", "--minutes", "--seal-to", "--identity"];

/// Whether a row of the table is of a build with sealed files, which this one is not.
fn is_of_another_build(row: &str) -> bool {
    !cfg!(feature = "sealed") && row.contains("--features sealed")
}

/// The commands of the table, each spelled out: `org add` `found` is `org add`, `org found`.
fn commands(text: &str) -> Vec<String> {
    let table = text.split("## 命令").nth(1).unwrap().split("常用选项").next().unwrap();
    let mut commands = Vec::new();
    for row in table.lines().filter(|line| line.starts_with("| `") && !is_of_another_build(line)) {
        let cell = row.split('|').nth(1).unwrap();
        let mut noun = String::new();
        for (at, code) in cell.split('`').skip(1).step_by(2).enumerate() {
            if at == 0 {
                code.rsplit_once(' ').unwrap().0.clone_into(&mut noun);
                commands.push(code.to_owned());
            } else {
                let noun = if code.contains(' ') { noun.split(' ').next().unwrap() } else { &noun };
                commands.push(format!("{noun} {code}"));
            }
        }
    }
    commands
}

#[test]
fn every_command_and_option_named_is_there() {
    let text = readme();
    let folder = TempDir::new().unwrap();
    // Each report has a help of its own; the list of them stands in that of `report`.
    let mut help = printed(folder.path(), "dangwu report --help").join("\n");
    let commands = commands(&text);
    assert!(commands.len() > 30, "{commands:?}");
    // What the program tells of itself takes no command.
    help += &printed(folder.path(), "dangwu --help").join("\n");
    help += &printed(folder.path(), "dangwu help options").join("\n");
    for command in &commands {
        let told = printed(folder.path(), &format!("dangwu {command} --help"));
        assert!(!told.iter().any(|line| line.starts_with("[exit")), "{command}: {told:?}");
        help += &told.join("\n");
    }
    for report in commands.iter().filter_map(|command| command.strip_prefix("report ")) {
        assert!(help.contains(&format!("\n  {report} ")), "{report}");
    }
    let options: BTreeSet<&str> = text
        .split(|c: char| !(c.is_ascii_lowercase() || c == '-'))
        .filter(|word| word.starts_with("--") && word.len() > 4)
        .collect();
    let is_ours =
        |option: &&str| !OF_CARGO.contains(option) && (cfg!(feature = "sealed") || !OF_SEALED.contains(option));
    for option in options.into_iter().filter(is_ours) {
        assert!(help.contains(option), "{option}");
    }
}

#[test]
fn every_path_named_is_there() {
    let text = readme();
    let paths = text.split(|c: char| c.is_whitespace() || "`()|;,".contains(c)).filter(|word| {
        ["src/", "examples/", ".github/", "schema.sql"].iter().any(|begin| word.starts_with(begin))
            && !word.contains('<')
    });
    for path in paths {
        assert!(Path::new(ROOT).join(path).exists(), "{path}");
    }
}
