//! What the program is built from: the crates of `Cargo.lock`, with their licences, as a list and as a bill of materials.
//!
//! `Cargo.lock` says which crates, with their sums, and which of them need which; `licences.tsv` has the licence of each, as `cargo
//! metadata` tells it (`just licences` writes it anew). Both are in the program: building it needs no network for this.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::json;

use crate::cli::texts;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::globals::Nature;
use crate::i18n::say;
use crate::output::Column;

const LOCK: &str = include_str!("../../../Cargo.lock");
const MANIFEST: &str = include_str!("../../../Cargo.toml");
/// A line each: name, version, licence.
const LICENCES: &str = include_str!("licences.tsv");

/// What SQLite needs where databases are sealed, and nowhere else: the lock file does not tell.
const SEALING: &str = "openssl-sys";

/// What is told of the program instead of running a command.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
#[group(multiple = false)]
pub(super) struct Supply {
    /// 列出本程序所用的组件、版本和许可证
    #[arg(long, alias = "licenses")]
    licences: bool,
    /// 输出本程序的软件物料清单(CycloneDX JSON)
    #[arg(long)]
    sbom: bool,
}

impl Supply {
    /// Whether it was asked for.
    pub(super) fn is_asked(self) -> bool {
        self.licences || self.sbom
    }

    /// Refuses a command beside it.
    pub(super) fn refuse_command(self) -> Result<()> {
        let option = if self.sbom { "--sbom" } else { "--licences" };
        if self.is_asked() { Err(Error::usage(say!(OptionIdle { option }))) } else { Ok(()) }
    }

    /// What it does with the records: nothing.
    pub(super) fn nature(self) -> Nature {
        if self.sbom { Nature::Texts } else { Nature::Tells }
    }

    /// Lists or prints it.
    pub(super) fn run(self, ctx: &Ctx) -> Result<()> {
        if self.sbom {
            let bill = serde_json::to_string_pretty(&bill(&Crates::read())).expect("texts are JSON");
            return ctx.print(&(bill + "\n"));
        }
        let crates = Crates::read();
        ctx.list(Column::list(&["crate", "version", "licence"]), ctx.paper(&say!(LicencesTitle)), |listing| {
            let mut rows = crates.used.iter().map(|key| (&key.0, &key.1, crates.licence(key)));
            rows.try_for_each(|(name, version, licence)| {
                listing.push(vec![name.as_str().into(), version.as_str().into(), licence.into()])
            })
        })
    }
}

/// The name and the version of a crate.
type Key = (String, String);

#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

/// A crate as `Cargo.lock` has it.
#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    checksum: Option<String>,
    #[serde(default)]
    dependencies: Vec<String>,
}

struct Crates {
    /// All crates of the lock file, with those that each needs.
    all: BTreeMap<Key, (Option<String>, Vec<Key>)>,
    /// Those that the program is built from, on whatever system; not those that only test it.
    used: BTreeSet<Key>,
    licences: BTreeMap<Key, String>,
    /// The program itself.
    own: Key,
}

impl Crates {
    fn read() -> Self {
        let lock: Lock = toml::from_str(LOCK).expect("the lock file is one");
        let named: Vec<Key> =
            lock.package.iter().map(|package| (package.name.clone(), package.version.clone())).collect();
        // `name`, or `name version` where several versions are there.
        let meant = |told: &String| {
            let (name, version) = told.split_once(' ').unwrap_or((told, ""));
            let is_meant = |key: &&Key| key.0 == name && (version.is_empty() || version.starts_with(&key.1));
            named.iter().find(is_meant).cloned()
        };
        let all: BTreeMap<Key, (Option<String>, Vec<Key>)> = lock
            .package
            .iter()
            .map(|package| {
                let needs = package.dependencies.iter().filter_map(meant).collect();
                ((package.name.clone(), package.version.clone()), (package.checksum.clone(), needs))
            })
            .collect();
        let own = (env!("CARGO_PKG_NAME").to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        let licences = LICENCES.lines().filter_map(|line| {
            let (name, rest) = line.split_once('\t')?;
            let (version, licence) = rest.split_once('\t')?;
            Some(((name.to_owned(), version.to_owned()), as_expression(licence)))
        });
        let mut crates = Self { used: BTreeSet::new(), licences: licences.collect(), all, own };
        crates.follow();
        crates
    }

    /// Finds what the program is built from.
    fn follow(&mut self) {
        let manifest: toml::Table = toml::from_str(MANIFEST).expect("the manifest is one");
        let entry = |table: &str, key: &Key| manifest.get(table).and_then(|table| table.get(&key.0));
        let is_optional = |entry: &toml::Value| entry.get("optional").and_then(toml::Value::as_bool) == Some(true);
        // What only tests need, and what only seals databases.
        let is_left_out = |key: &Key| match entry("dependencies", key) {
            Some(entry) => is_optional(entry) && cfg!(not(feature = "sealed")),
            None => entry("dev-dependencies", key).is_some(),
        };
        let mut open: Vec<Key> = self
            .all
            .get(&self.own)
            .into_iter()
            .flat_map(|(_, needs)| needs.clone())
            .filter(|key| !is_left_out(key))
            .collect();
        while let Some(key) = open.pop() {
            if let Some((_, needs)) = self.all.get(&key) {
                let is_needed =
                    |needed: &&Key| !self.used.contains(*needed) && (needed.0 != SEALING || cfg!(feature = "sealed"));
                open.extend(needs.iter().filter(is_needed).cloned());
            }
            self.used.insert(key);
        }
    }

    fn licence(&self, key: &Key) -> &str {
        self.licences.get(key).map_or("", String::as_str)
    }
}

/// A licence as SPDX writes it: some crates still write `MIT/Apache-2.0`.
fn as_expression(licence: &str) -> String {
    licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ")
}

/// The bill of materials.
fn bill(crates: &Crates) -> serde_json::Value {
    let reference = |key: &Key| format!("pkg:cargo/{}@{}", key.0, key.1);
    let licences = |licence: &str| json!([{ "expression": licence }]);
    let component = |key: &Key| {
        let mut component = json!({
            "type": "library",
            "bom-ref": reference(key),
            "name": key.0,
            "version": key.1,
            "purl": reference(key),
            "licenses": licences(crates.licence(key)),
        });
        if let Some(sum) = crates.all.get(key).and_then(|(sum, _)| sum.as_ref()) {
            component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
        }
        component
    };
    let needs = |key: &Key| {
        let needed = crates.all.get(key).map(|(_, needs)| needs.as_slice()).unwrap_or_default();
        let needed: Vec<String> = needed.iter().filter(|key| crates.used.contains(*key)).map(reference).collect();
        json!({ "ref": reference(key), "dependsOn": needed })
    };
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": {
            "type": "application",
            "bom-ref": reference(&crates.own),
            "name": crates.own.0,
            "version": crates.own.1,
            "licenses": licences(env!("CARGO_PKG_LICENSE")),
        }},
        "components": crates.used.iter().map(component).collect::<Vec<_>>(),
        "dependencies": std::iter::once(&crates.own).chain(&crates.used).map(needs).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crate_of_the_lock_file_has_its_licence_and_no_other() {
        let crates = Crates::read();
        let locked: BTreeSet<&Key> = crates.all.keys().filter(|key| **key != crates.own).collect();
        let told: BTreeSet<&Key> = crates.licences.keys().collect();
        assert_eq!(told, locked, "`just licences` writes the list anew");
        assert!(crates.licences.values().all(|licence| !licence.is_empty()));
        assert_eq!(as_expression("MIT/Apache-2.0"), "MIT OR Apache-2.0");
    }

    #[test]
    fn what_only_tests_the_program_is_not_in_it() {
        let crates = Crates::read();
        let has = |name: &str| crates.used.iter().any(|(used, _)| used == name);
        for (name, is_in) in [
            ("clap", true),
            ("clap_lex", true),
            ("libsqlite3-sys", true),
            ("proptest", false),
            ("trycmd", false),
            ("openssl-src", cfg!(feature = "sealed")),
            ("age", cfg!(feature = "sealed")),
        ] {
            assert_eq!(has(name), is_in, "{name}");
        }
        // Every crate of the bill and its needs are there by name.
        let bill = bill(&crates);
        let own: BTreeSet<&str> = std::iter::once("pkg:cargo/dangwu@0.1.0")
            .chain(bill["components"].as_array().unwrap().iter().map(|one| one["bom-ref"].as_str().unwrap()))
            .collect();
        for needs in bill["dependencies"].as_array().unwrap() {
            let needed = needs["dependsOn"].as_array().unwrap().iter().map(|one| one.as_str().unwrap());
            assert!(needed.chain(needs["ref"].as_str()).all(|one| own.contains(one)), "{needs}");
        }
    }
}
