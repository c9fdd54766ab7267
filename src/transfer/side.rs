//! The two ends of a transfer: an org of ours, or one elsewhere that is only a name.

use rusqlite::Connection;

use crate::error::{Error, Kind, Result};
use crate::i18n::say;
use crate::org::{self, OrgId};
use crate::transfer::texts;

/// One end of a transfer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Side {
    /// An org of ours.
    pub org: Option<OrgId>,
    /// The name of one elsewhere.
    pub text: Option<String>,
}

impl Side {
    /// An org of ours.
    pub fn of(org: OrgId) -> Self {
        Self { org: Some(org), text: None }
    }

    /// One elsewhere. Refuses an empty name.
    pub fn elsewhere(typed: &str) -> Result<Self> {
        let Some(text) = crate::text::typed(Some(typed)) else { return Err(Error::usage(say!(SideEmpty))) };
        Ok(Self { org: None, text: Some(text) })
    }

    /// What a user typed: an org of ours by its code or a whole name, else the name of one elsewhere. Letters without a
    /// Chinese character are meant for one of ours.
    pub fn read(conn: &Connection, typed: &str) -> Result<Self> {
        if typed.trim().is_ascii() && !typed.trim().is_empty() {
            return Ok(Self::of(org::find(conn, typed)?));
        }
        match org::find_exactly(conn, typed) {
            Ok(org) => Ok(Self::of(org)),
            Err(error) if error.kind() == Kind::NotFound => Self::elsewhere(typed),
            Err(error) => Err(error),
        }
    }

    /// Its name.
    pub fn name(&self, conn: &Connection) -> Result<String> {
        match self.org {
            Some(org) => Ok(org::get(conn, org)?.name),
            None => Ok(self.text.clone().unwrap_or_default()),
        }
    }
}
