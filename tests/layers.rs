//! Who knows whom in `src` is as its `lib.rs` tells it.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Homes that are asked from below.
const ASKED_FROM_BELOW: [&str; 2] = ["lists", "changes"];

/// The ids that are known everywhere.
const IDS: [&str; 3] = ["org::OrgId", "member::PersonId", "org::unit::UnitId"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The homes in the order of `lib.rs`.
fn order() -> Vec<String> {
    let lib = std::fs::read_to_string(source().join("lib.rs")).unwrap();
    let listed = lib.split("//! 1. The base").nth(1).unwrap().split("//! The ids of orgs").next().unwrap();
    listed.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The homes that a file names, without its tests and comments.
fn named(code: &str) -> BTreeSet<String> {
    let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = lines.join("\n");
    let ident = |after: &str| after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut homes = BTreeSet::new();
    for after in code.split("crate::").skip(1).filter(|after| !IDS.iter().any(|id| after.starts_with(id))) {
        match after.strip_prefix('{') {
            Some(list) => homes.extend(list.split('}').next().unwrap().split(',').map(|home| ident(home.trim()))),
            None => drop(homes.insert(ident(after))),
        }
    }
    homes
}

#[test]
fn no_home_knows_one_that_stands_after_it() {
    let order = order();
    let place = |home: &str| order.iter().position(|known| known == home);
    let mut files = Vec::new();
    rust_files(&source(), &mut files);
    let mut wrong = Vec::new();
    for path in files {
        let file = path.strip_prefix(source()).unwrap().to_str().unwrap().replace('\\', "/");
        let home = file.split('/').next().unwrap().trim_end_matches(".rs");
        // A file of tests may put together what it likes; the verbs stand with the command line.
        if matches!(home, "main" | "lib" | "build" | "lists") || file.ends_with("tests.rs") || file.ends_with("cli.rs")
        {
            continue;
        }
        let own = place(home).unwrap_or_else(|| panic!("{home} is not in the list of lib.rs"));
        for known in named(&std::fs::read_to_string(&path).unwrap()) {
            let Some(at) = place(&known) else { continue };
            if at > own && !ASKED_FROM_BELOW.contains(&known.as_str()) {
                wrong.push(format!("{file} knows {known}"));
            }
        }
    }
    assert!(order.len() > 25, "{order:?}");
    assert_eq!(wrong, Vec::<String>::new());
}
