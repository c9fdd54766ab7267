//! Campaigns 主题活动: what an org calls upon others to do for a time. A meeting is tagged with the name of one.

use super::{Error, Field, Holds, Judged, Kind, Label, Life, Noun, Result, say};
use crate::ledger::texts;
use crate::text;

pub(super) static CAMPAIGN: Kind = Kind {
    noun: Noun::Org,
    name: "campaign",
    table: "org_campaign",
    label: Label { zh: "主题活动", en: "campaign" },
    life: Life::State,
    fields: &[
        Field::subject("org", Holds::Org).called(&["主办单位", "部署单位"]),
        Field::needed("name", Holds::Text).called(&["活动名称", "主题"]),
        Field::new("alias", Holds::Text).called(&["别名"]),
        Field::new("part_of", Holds::Text).called(&["上级活动"]),
        Field::new("items", Holds::Text).called(&["活动内容", "项目"]),
        Field::new("under", Holds::Org).called(&["实施单位"]),
    ],
    once: &["name"],
    particular: Some(no_part_of_itself),
};

fn no_part_of_itself(new: &Judged<'_>) -> Result<()> {
    let [name, whole] = ["name", "part_of"].map(|key| new.text(key).map(text::fold));
    if whole.is_some() && name == whole {
        return Err(Error::refused(say!(CampaignOfItself)).hint(say!(CampaignOfItselfHint)));
    }
    Ok(())
}
