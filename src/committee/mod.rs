//! Who leads an org: posts, and what the life of an org does to those who hold them and stand on its roll.

pub mod post;
pub(crate) mod texts;

use crate::member::stays;
use crate::org::Follow;

/// What follows from what becomes of an org, among its people.
pub const FOLLOW: Follow = Follow { founded_otherwise: stays::follow_founding, dissolved: post::end_all };
