//! Posts wanted 应配职数: how many of a post an org is to have, against which vacancies are counted.

use super::{Field, Holds, Judged, Kind, Label, Life, Noun};
use crate::committee::post::Post;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::ledger::texts;

pub(super) static WANTED: Kind = Kind {
    noun: Noun::Org,
    name: "wanted",
    table: "post_wanted",
    label: Label { zh: "应配职数", en: "posts wanted" },
    life: Life::State,
    fields: &[
        Field::subject("org", Holds::Org),
        Field::needed("post", Holds::Code(Post::CODES)).called(&["岗位"]),
        Field::needed("number", Holds::Count).called(&["职数", "应配人数"]),
        Field::new("full_time", Holds::Flag).called(&["是否专职"]),
        Field::new("document", Holds::Text).called(&["文号", "依据"]),
    ],
    once: &["post", "full_time"],
    particular: Some(refuse),
};

/// Who wants none ends the entry.
fn refuse(judged: &Judged<'_>) -> Result<()> {
    if judged.number("number") == Some(0) {
        Err(Error::refused(say!(WantedNone)).hint(say!(WantedNoneHint)))
    } else {
        Ok(())
    }
}
