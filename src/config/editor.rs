//! The file in an editor, for `config edit`: the way to mend one that is broken.

use super::{Config, Key, file, texts};
use crate::ctx::Editor;
use crate::error::Result;
use crate::i18n::{Lang, say};

impl Config {
    /// Opens the file in an editor made with all keys as comments if there is none, and reads it anew
    /// when the editor is closed.
    ///
    /// Refuses a file with a fault then, and fails where the editor does.
    pub(super) fn edited_by(&self, editor: &Editor, lang: Lang) -> Result<()> {
        let path = self.path()?;
        if !path.exists() {
            file::write(path, &file::Content { text: template(lang), marked: false })?;
        }
        editor.open(path)?;
        Self::read(Some(path.to_owned()), self.home.clone()).refuse_faults()
    }
}

/// A file that sets nothing and tells what could be set.
fn template(lang: Lang) -> String {
    let head = say!(ConfigHead).say(lang);
    let line = |key: Key| format!("# {}\n# {} = ''\n", key.meaning().say(lang), key.name());
    format!("# {head}\n\n{}", Key::all().map(line).collect::<Vec<_>>().join("\n"))
}
