//! Where the keys of sealed files come from: the settings, the session of the user, a person at the terminal.

use super::{Ctx, can_ask};
use crate::config::Key;
use crate::db::seal::sources::{self, Sources};
use crate::text;

impl Ctx {
    /// Tells where keys come from in this run.
    pub(crate) fn tell_of_keys(&self) {
        let lang = self.lang;
        let ask = move |question: &crate::i18n::Text| {
            let line = text::safe(&question.say(lang));
            let answer = can_ask().then(|| rpassword::prompt_password(line))?;
            answer.ok().filter(|answer| !answer.is_empty())
        };
        let set = |key: Key| self.setting(key).map(|setting| setting.value.clone());
        let session_folder = std::env::var_os("XDG_RUNTIME_DIR").filter(|folder| !folder.is_empty());
        let mut sources = Sources::of(&self.db, Box::new(ask));
        sources.file = set(Key::KeyFile).map(Into::into);
        sources.command = set(Key::KeyCommand).map(|command| command.to_string_lossy().into_owned());
        sources.session_folder = session_folder.map(Into::into);
        sources.now = u64::try_from(chrono::Utc::now().timestamp()).unwrap_or_default();
        sources::tell(sources);
    }

    /// Warns of key files that others may read.
    pub(crate) fn warn_of_keys(&self) {
        sources::take_warnings().iter().for_each(|warning| self.warn(warning));
    }
}
