//! The editor of the user, in which texts are changed.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use super::Ctx;
use crate::error::{Error, Kind, Result};
use crate::i18n::texts;
use crate::i18n::{Text, say};

/// What opens a text for changing: a program and what it is told besides the file.
#[derive(Debug)]
pub(crate) struct Editor(Vec<String>);

impl Ctx {
    /// The editor: `DANGWU_EDITOR`, `VISUAL` or `EDITOR`. Refuses if none is set.
    pub(crate) fn editor(&self) -> Result<Editor> {
        let words = self.editor.as_ref().map(|typed| words(&typed.to_string_lossy())).unwrap_or_default();
        match words.is_empty() {
            true => Err(Error::usage(say!(EditorNone)).hint(how())),
            false => Ok(Editor(words)),
        }
    }
}

impl Editor {
    /// Opens a file and waits until the editor ends.
    pub(crate) fn open(&self, path: &Path) -> Result<()> {
        let (program, told) = self.0.split_first().expect("an editor has a name");
        let editor = || self.0.join(" ");
        match Command::new(program).args(told).arg(path).status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => {
                let code = status.code().map_or_else(|| "?".to_owned(), |code| code.to_string());
                Err(Error::new(Kind::Io, say!(EditorFailed { editor: editor(), code })))
            }
            Err(error) => {
                let failed = Error::io(Path::new(program), &error);
                Err(failed.hint(how()))
            }
        }
    }
}

/// How an editor is set, and what can be done without one.
fn how() -> Text {
    say!(EditorNoneHint { unix: "export DANGWU_EDITOR=nano", windows: "set DANGWU_EDITOR=notepad" })
}

/// The words of a command line; what stands in quotes is one.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), None::<String>, None::<char>);
    for sign in line.chars() {
        match (quoted, sign) {
            (Some(quote), sign) if sign == quote => quoted = None,
            (None, '"' | '\'') => {
                quoted = Some(sign);
                word.get_or_insert_default();
            }
            (None, sign) if sign.is_whitespace() => words.extend(word.take()),
            (_, sign) => word.get_or_insert_default().push(sign),
        }
    }
    words.extend(word);
    words
}

/// What the environment says of the editor.
#[expect(clippy::disallowed_methods, reason = "read once, as all that surrounds the process")]
pub(super) fn of_environment() -> Option<OsString> {
    let set = |name: &&str| std::env::var_os(name).filter(|value| !value.is_empty());
    ["DANGWU_EDITOR", "VISUAL", "EDITOR"].iter().find_map(set)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn an_editor_may_have_blanks_in_its_name_and_options() {
        assert_eq!(words("nano"), ["nano"]);
        assert_eq!(words(" code  --wait "), ["code", "--wait"]);
        assert_eq!(words("\"C:\\Program Files\\np.exe\" -multi"), ["C:\\Program Files\\np.exe", "-multi"]);
        assert_eq!(words("vim -c 'set nowrap'"), ["vim", "-c", "set nowrap"]);
        assert_eq!(words("  "), [] as [&str; 0]);
    }
}
