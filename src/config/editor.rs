//! The file as `config edit` opens it: the way to mend one that is broken.

use std::path::Path;

use super::{Config, Key, file, texts};
use crate::error::Result;
use crate::i18n::{Lang, say};

impl Config {
    /// Where the file lies, to be changed by hand: it is made with all keys as comments if there is none.
    pub(super) fn to_be_edited(&self, lang: Lang) -> Result<&Path> {
        let path = self.path()?;
        if !path.exists() {
            file::write(path, &file::Content { text: template(lang), marked: false })?;
        }
        Ok(path)
    }

    /// Refuses the file as it is now, if it has a fault.
    pub(super) fn refuse_faults_now(&self) -> Result<()> {
        Self::read(self.path.clone(), self.home.clone()).refuse_faults()
    }
}

/// A file that sets nothing and tells what could be set.
fn template(lang: Lang) -> String {
    let head = say!(ConfigHead).say(lang);
    let line = |key: Key| format!("# {}\n# {} = ''\n", key.meaning().say(lang), key.name());
    format!("# {head}\n\n{}", Key::all().map(line).collect::<Vec<_>>().join("\n"))
}
