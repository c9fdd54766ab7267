//! The file in an editor, for `config edit`: the way to mend one that is broken.

use std::path::Path;
use std::process::Command;

use super::{Config, Key, file, texts};
use crate::error::{Error, Kind, Result, reason};
use crate::i18n::{Lang, say};

impl Config {
    /// Opens the file in an editor (a program with its arguments), made with all keys as comments if there is none, and reads it anew
    /// when the editor is closed.
    ///
    /// Refuses a file with a fault then, and fails where the editor does.
    pub(super) fn edited_by(&self, editor: &str, lang: Lang) -> Result<()> {
        let path = self.path()?;
        if !path.exists() {
            file::write(path, &file::Content { text: template(lang), marked: false })?;
        }
        open(path, editor)?;
        Self::read(Some(path.to_owned()), self.home.clone()).refuse_faults()
    }
}

fn open(path: &Path, editor: &str) -> Result<()> {
    let words = shlex::split(editor).filter(|words| !words.is_empty()).unwrap_or_else(|| vec![editor.to_owned()]);
    let failed = |what| Error::new(Kind::Io, what).hint(say!(EditorHint { path: path.display().to_string() }));
    match Command::new(&words[0]).args(&words[1..]).arg(path).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(failed(say!(EditorEnded { editor }))),
        Err(error) => Err(failed(say!(EditorFailed { editor, reason: reason(&error) }))),
    }
}

/// A file that sets nothing and tells what could be set.
fn template(lang: Lang) -> String {
    let head = say!(ConfigHead).say(lang);
    let line = |key: Key| format!("# {}\n# {} = ''\n", key.meaning().say(lang), key.name());
    format!("# {head}\n\n{}", Key::all().map(line).collect::<Vec<_>>().join("\n"))
}
