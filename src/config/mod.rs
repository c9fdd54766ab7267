//! The configuration: what an office has set once for all, in a file of TOML that people may edit by hand.
//!
//! What can be set is a line of the table of [`Key`]s; who asks for it asks [`crate::ctx::Ctx`], which alone reads the file,
//! once in a run. What a key says goes after the option and the environment variable of the same thing, and before what the
//! system says. A file with a fault stops every command but the help and those that tell of it and mend it.

pub mod cli;
mod edit;
mod editor;
mod file;
mod key;
pub(crate) mod records;
mod texts;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use toml_edit::{Document, Item, TableLike, TomlError};

use crate::code::codes;
use crate::error::{Error, Kind, Result, foreign};
use crate::i18n::{Text, say};
pub use key::Key;
use key::Paths;

codes! {
    /// Where the value of a key comes from: the first that tells one.
    pub enum Origin {
        Option = "option", "选项", "option";
        Environment = "environment", "环境变量", "environment";
        Database = "database", "数据库", "database";
        File = "file", "配置文件", "configuration";
        Default = "default", "默认", "default";
    }
}

/// The version of the configuration that this program knows (`version = 1`, where a file tells one).
const VERSION: i64 = 1;

/// The value of a key, as it goes in this run.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The value; a path is absolute if it came from the file.
    pub value: OsString,
    /// Where it comes from.
    pub origin: Origin,
}

/// A configuration as it was read.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the file is to lie; nowhere on a system that has no place for it.
    path: Option<PathBuf>,
    /// The user's own folder, which `~` stands for.
    home: Option<PathBuf>,
    /// What stands there, or why nobody can read it.
    text: Result<file::Content>,
    values: Vec<(Key, OsString)>,
    faults: Vec<Error>,
}

impl Config {
    /// Reads the file at `path`, if there is one; `home` is what `~` stands for. What is wrong with it is kept, see
    /// [`Config::refuse_faults`], and what is right goes.
    pub fn read(path: Option<PathBuf>, home: Option<PathBuf>) -> Self {
        let text = path.as_deref().map_or_else(|| Ok(file::Content::default()), file::read);
        Self::of(path, home, text)
    }

    fn of(path: Option<PathBuf>, home: Option<PathBuf>, text: Result<file::Content>) -> Self {
        let mut config = Self { path, home, text, values: Vec::new(), faults: Vec::new() };
        match config.text.as_ref().map(|content| content.text.clone()) {
            Ok(text) => match Document::parse(text) {
                Ok(document) => config.take(document.as_table(), "", document.raw()),
                Err(error) => config.faults.push(config.not_toml(&error)),
            },
            Err(error) => config.faults.push(error.clone()),
        }
        config
    }

    /// Takes what stands in a table of the file; `above` is what its keys begin with.
    fn take(&mut self, table: &dyn TableLike, above: &str, raw: &str) {
        for (name, item) in table.iter() {
            let line = table.key(name).and_then(toml_edit::Key::span).map_or(1, |span| line_of(raw, span.start));
            let name = format!("{above}{name}");
            let within = item.as_table_like().filter(|table| Key::find(&name).is_none() && !table.is_empty());
            let below = format!("{name}.");
            if name == "version" {
                self.read_version(item, line);
                continue;
            }
            match (Key::find(&name), within) {
                (None, Some(table)) => self.take(table, &below, raw),
                (Some(key), _) => match self.read_value(key, item) {
                    Ok(value) => self.values.push((key, value)),
                    Err(what) => self.fault(line, say!(OfKey { key: key.name(), what }), None),
                },
                // The head of a table that nothing stands in yet.
                (None, None) if item.is_table_like() && Key::all().any(|key| key.name().starts_with(&below)) => {}
                (None, None) => self.fault(line, say!(KeyUnknown { key: &name }), Some(Key::nearest(&name))),
            }
        }
    }

    /// Reads for which version of the program the file was written: one of a later version may mean what this one does not know.
    fn read_version(&mut self, item: &Item, line: usize) {
        match item.as_integer() {
            Some(version) if version > VERSION => {
                self.fault(line, say!(ConfigNewer { version, known: VERSION }), Some(say!(ConfigNewerHint)));
            }
            Some(version) if version > 0 => {}
            _ => self.fault(line, say!(ConfigVersionBad), None),
        }
    }

    fn read_value(&self, key: Key, item: &Item) -> Result<OsString, Text> {
        let number = item.as_integer().filter(|_| key.is_number()).map(|number| number.to_string());
        let text = item.as_str().or(number.as_deref()).ok_or_else(|| say!(TextNeeded))?;
        let folder = self.path.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
        key.read(text, &Paths { from: folder, home: self.home.as_deref() })
    }

    fn fault(&mut self, line: usize, what: Text, hint: Option<Text>) {
        self.faults.push(self.at_line(line, what).hint(hint.unwrap_or_else(|| say!(MendHint))));
    }

    fn at_line(&self, line: usize, what: Text) -> Error {
        Error::new(Kind::Io, say!(AtLine { path: self.shown(), line, what }))
    }

    fn not_toml(&self, error: &TomlError) -> Error {
        let raw = self.text.as_ref().map(|content| content.text.as_str()).unwrap_or_default();
        let line = error.span().map_or(1, |span| line_of(raw, span.start));
        let words = error.message().lines().collect::<Vec<_>>().join("; ");
        self.at_line(line, say!(NotToml { words: foreign(&words) })).hint(say!(NotTomlHint))
    }

    fn shown(&self) -> String {
        self.path.as_deref().map(|path| path.display().to_string()).unwrap_or_default()
    }

    /// Where the file lies, or would lie. Fails on a system that has no place for it.
    pub fn path(&self) -> Result<&Path> {
        self.path.as_deref().ok_or_else(|| Error::new(Kind::Io, say!(NoPlace)).hint(say!(NoPlaceHint)))
    }

    /// What the file sets a key to.
    pub fn get(&self, key: Key) -> Option<&OsStr> {
        self.values.iter().find(|(known, _)| *known == key).map(|(_, value)| value.as_os_str())
    }

    /// What is wrong with the file.
    pub fn faults(&self) -> &[Error] {
        &self.faults
    }

    /// Refuses a file with a fault: nothing is done by half of what an office has set. Tells the others under the first.
    pub fn refuse_faults(&self) -> Result<()> {
        match self.faults.split_first() {
            Some((first, others)) => Err(first.clone().details(others.iter().map(Error::in_a_line).collect())),
            None => Ok(()),
        }
    }

    /// Sets a key in the file to what was typed, and makes the file if there is none; a path is kept as an absolute one, of the
    /// folder where the user stands. Gives back the configuration as it is then, nothing if it is so already.
    ///
    /// Refuses what the key does not take, and a file that cannot be read.
    pub fn set(&self, key: Key, typed: &OsStr) -> Result<Option<Self>> {
        let value = key.typed(typed, self.home.as_deref())?;
        if self.get(key).is_some_and(|set| set == value.as_str()) {
            return Ok(None);
        }
        self.edited(|text| edit::with(text, key.name(), &value)).map(Some)
    }

    /// Takes a key out of the file, one that no program knows too. Gives back the configuration as it is then, nothing if it is
    /// not there.
    pub fn unset(&self, name: &str) -> Result<Option<Self>> {
        let content = self.text.clone()?;
        match edit::has(&content.text, name).map_err(|error| self.not_toml(&error))? {
            true => self.edited(|text| edit::without(text, name)).map(Some),
            false => Ok(None),
        }
    }

    fn edited(&self, edit: impl FnOnce(&str) -> Result<String, edit::Failed>) -> Result<Self> {
        let path = self.path()?;
        let content = self.text.clone()?;
        let text = edit(&content.text).map_err(|failed| match failed {
            edit::Failed::NotToml(error) => self.not_toml(&error),
            edit::Failed::InTheWay(name) => {
                let what = say!(InTheWay { name: &name });
                Error::new(Kind::Io, say!(OfFile { path: self.shown(), what })).hint(say!(InTheWayHint { name }))
            }
        })?;
        let content = file::Content { text, ..content };
        file::write(path, &content)?;
        Ok(Self::of(self.path.clone(), self.home.clone(), Ok(content)))
    }
}

/// That `--reveal` is not for this computer.
pub(crate) fn reveal_forbidden() -> Text {
    say!(RevealForbidden)
}

/// The key of a name. Refuses one that there is none of.
fn known(name: &str) -> Result<Key> {
    Key::find(name).ok_or_else(|| Error::usage(say!(KeyUnknown { key: name })).hint(Key::nearest(name)))
}

/// The line that a place of a text lies in, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests;
