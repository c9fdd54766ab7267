//! What `changes` says, a line each, in both languages.

use crate::i18n::sentences;
pub(crate) use crate::i18n::texts::*;

sentences! {
    pub(crate) enum ChangesSays;

    ChangesTitle: "改动", "Changes";
    FromDayOn { what, since }: "{what} (自 {since})", "{what} (from {since})";
}
