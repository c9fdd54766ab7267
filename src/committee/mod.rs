//! Who leads an org: posts, elections, the terms for which a committee is elected, and what the life of an org does to those who hold
//! posts of it and stand on its roll.

pub mod elect;
mod electable;
pub mod office;
pub mod post;
pub mod term;
pub(crate) mod texts;

use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::Result;
use crate::member::stays;
use crate::org::{Follow, OrgId};

/// What follows from what becomes of an org, among its people.
pub const FOLLOW: Follow = Follow { founded_otherwise: stays::follow_founding, dissolved };

/// With an org end its posts and its term.
fn dissolved(tx: &Tx<'_>, org: OrgId, date: &PartialDate) -> Result<()> {
    post::end_all(tx, org, date)?;
    term::end_with_org(tx, org, date)
}
