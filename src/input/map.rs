//! What headings mean that the importer cannot know: `--map FILE`.

use std::io::Read as _;
use std::path::Path;

use super::{Heading, kind, shown};
use crate::error::{AtPath as _, Error, Result};
use crate::i18n::{Text, label, say};
use crate::input::texts;
use crate::text;

/// Headings and the keys of the columns they stand for, as the user wrote them down in TOML: `"现支部" = "org"`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Map(Vec<(String, &'static str)>);

impl Map {
    /// Reads a map. A key may be written as its label, too; an unknown one is an error that names the known ones.
    pub fn read(path: &Path, known: &[Heading]) -> Result<Self> {
        let mut content = Vec::new();
        kind::open(path, kind::LARGEST_TEXT)?.read_to_end(&mut content).at(path)?;
        let unreadable = |reason: Text| {
            Error::refused(say!(MapUnreadable { path: shown(path), reason })).hint(say!(MapUnreadableHint))
        };
        let content = String::from_utf8(content).map_err(|_| unreadable(say!(MapNotUtf8)))?;
        let content = content.strip_prefix('\u{feff}').unwrap_or(&content);
        let table: toml::Table = toml::from_str(content).map_err(|error| unreadable(misspelt(content, &error)))?;
        let mut map = Self::default();
        for (heading, value) in table {
            let Some(typed) = value.as_str() else {
                return Err(unreadable(say!(MapValueBad { heading: &heading })));
            };
            let key = key(typed, known).ok_or_else(|| {
                let keys: Vec<Text> = known.iter().map(|heading| choice(heading.key)).collect();
                Error::refused(say!(MapKeyUnknown { path: shown(path), heading: &heading, key: typed }))
                    .hint(say!(ValuesKnown { known: keys }))
            })?;
            map.0.push((heading, key));
        }
        Ok(map)
    }

    /// The headings and their keys.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &'static str)> {
        self.0.iter().map(|(heading, key)| (heading.as_str(), *key))
    }

    #[cfg(test)]
    pub(super) fn of(entries: &[(&str, &'static str)]) -> Self {
        Self(entries.iter().map(|(heading, key)| ((*heading).to_owned(), *key)).collect())
    }
}

/// What a user may write for a key: in Chinese its label, in English the key.
fn choice(key: &str) -> Text {
    label(key).map_or_else(|| say!(Plain { text: key }), |label| say!(KeyChoice { key, label }))
}

/// In which line something is written otherwise than TOML is.
fn misspelt(content: &str, error: &toml::de::Error) -> Text {
    let before = error.span().map_or(0, |span| span.start.min(content.len()));
    say!(MapLineBad { line: content.as_bytes()[..before].iter().filter(|byte| **byte == b'\n').count() + 1 })
}

fn key(typed: &str, known: &[Heading]) -> Option<&'static str> {
    let folded = text::fold(typed);
    let is_meant =
        |heading: &&Heading| heading.key == folded || label(heading.key).is_some_and(|label| label.answers_to(typed));
    known.iter().find(is_meant).map(|heading| heading.key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    const KNOWN: &[Heading] = &[Heading { key: "name", synonyms: &[] }, Heading { key: "org", synonyms: &[] }];

    fn read(content: &str) -> Result<Map> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.toml");
        std::fs::write(&path, content).unwrap();
        Map::read(&path, KNOWN)
    }

    #[test]
    fn a_map_names_known_keys() {
        assert_eq!(read("\u{feff}\"现支部\" = \"org\"\n大名 = \"姓名\"\n").ok(), None, "a bare key is plain ASCII");
        let map = read("\"现支部\" = \"org\"\n\"大名\" = \"姓名\"\n").unwrap();
        assert_eq!(map.iter().collect::<Vec<_>>(), [("大名", "name"), ("现支部", "org")]);
    }

    #[test]
    fn mistakes_are_told() {
        for (content, zh, en) in [
            ("\"a\" = \"nmae\"", "“a”对应的键名“nmae”不存在", "gives “a” the key “nmae”"),
            ("\"a\" = 1", "无法读取: “a”后面应是加引号的键名", "cannot be read: “a” takes a key in quotes"),
            ("\"a\" = \"name\"\n= x", "无法读取: 第 2 行不合写法", "cannot be read: line 2 is written otherwise"),
            (
                "\"a\" = \"name\"\n\"a\" = \"org\"",
                "无法读取: 第 2 行不合写法",
                "cannot be read: line 2 is written otherwise",
            ),
        ] {
            let said = |lang| read(content).unwrap_err().lines(lang).join("\n");
            assert!(said(Lang::Zh).contains(zh) && said(Lang::Zh).contains("提示"), "{}", said(Lang::Zh));
            assert!(said(Lang::En).contains(en), "{}", said(Lang::En));
        }
        assert!(read("\"a\" = \"nmae\"").unwrap_err().lines(Lang::En).join("\n").contains("name, org"));
        assert!(Map::read(Path::new("/nowhere/map.toml"), KNOWN).is_err());
    }
}
