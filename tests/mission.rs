//! The table of the mission: each command in it exists and is shown at work in the example, and each sentence of
//! the account that asks for a record or a figure stands in it. The figures are those of `examples/jiaxing/expected.txt`.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Sentences of the account that ask for a record, a state, a value or a figure. Left out: the functions of an
/// association as such (P15.3).
const ASKED: [&str; 43] = [
    "P2.1", "P4.1", "P4.2", "P4.3", "P4.4", "P4.5", "P4.6", "P6.1", "P6.2", "P6.3", "P6.4", "P6.5", "P6.6", "P6.7",
    "P6.8", "P6.9", "P7.2", "P7.4", "P7.6", "P9.2", "P9.3", "P9.4", "P9.6", "P10.2", "P10.3", "P10.4", "P10.5",
    "P10.7", "P10.8", "P10.10", "P10.12", "P11.1", "P11.3", "P11.4", "P11.5", "P12.1", "P13.4", "P13.5", "P14.3",
    "P14.4", "P14.5", "P15.4", "P16.3",
];

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(name)).unwrap()
}

/// The rows of the table: the sentences, and the commands.
fn table() -> Vec<(Vec<String>, Vec<String>)> {
    let told = read("examples/mission.md");
    let rows = told.lines().filter(|line| line.starts_with("| P"));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let commands = cells[2].split('`').map(str::trim).filter(|command| !command.is_empty());
        (sentences(cells[0]), commands.map(str::to_owned).collect())
    })
    .collect()
}

/// `P15.4–P15.6` is three sentences.
fn sentences(cell: &str) -> Vec<String> {
    let parts = |sentence: &str| {
        let (line, number) = sentence.strip_prefix('P').unwrap().split_once('.').unwrap();
        (line.to_owned(), number.parse::<u32>().unwrap())
    };
    cell.split(' ')
        .flat_map(|told| {
            let (from, to) = told.split_once('–').unwrap_or((told, told));
            let ((line, first), (_, last)) = (parts(from), parts(to));
            (first..=last).map(move |number| format!("P{line}.{number}"))
        })
        .collect()
}

#[test]
fn every_sentence_that_asks_for_something_has_a_command() {
    let told: BTreeSet<String> = table().into_iter().flat_map(|(sentences, _)| sentences).collect();
    let missing: Vec<&str> = ASKED.into_iter().filter(|sentence| !told.contains(*sentence)).collect();
    assert_eq!(missing, [] as [&str; 0]);
}

#[test]
fn every_command_of_the_table_is_shown_at_work() {
    let (script, expected) = (read("examples/jiaxing.sh"), read("examples/jiaxing/expected.txt"));
    let lines: Vec<&str> = script.lines().chain(expected.lines()).collect();
    for (sentences, commands) in table() {
        for command in commands {
            // In the script a command follows upon the program and `-q`, in the figures upon `$`.
            let is_shown = |line: &&str| {
                let words: Vec<&str> =
                    line.split_whitespace().filter(|word| !matches!(*word, "-q" | "-f" | "csv")).collect();
                let command: Vec<&str> = command.split(' ').collect();
                words.windows(command.len()).any(|words| words == command) && !line.starts_with('#')
            };
            assert!(lines.iter().any(is_shown), "{sentences:?}: {command}");
            let mut help = Command::new(env!("CARGO_BIN_EXE_dangwu"));
            let help =
                help.args(command.split(' ')).arg("--help").env("DANGWU_CONFIG", "config.toml").output().unwrap();
            assert!(help.status.success(), "{command}");
        }
    }
}
