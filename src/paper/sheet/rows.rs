//! What a sheet of a superior can be filled with: rows of the records, under the headings that imports know.

use crate::activist;
use crate::assumed::Resting;
use crate::code::codes;
use crate::ctx::Ctx;
use crate::db::Db;
use crate::error::Result;
use crate::input::Heading;
use crate::member::{self, draft};
use crate::org::{self, OrgId, unit};
use crate::output::{Kept, Value};
use crate::transfer;

codes! {
    /// What the rows are.
    pub enum RowsOf {
        Members = "members", "党员", "members", ["member"];
        Activists = "activists", "发展对象和积极分子", "activists", ["activist", "发展党员", "积极分子"];
        Orgs = "orgs", "党组织", "orgs", ["org"];
        Units = "units", "单位", "units", ["unit"];
        Transfers = "transfers", "组织关系转接", "transfers", ["transfer", "转接"];
    }
}

/// Headings of what follows from other records, which no import takes.
const OF_ORGS: &[Heading] = &[
    Heading {
        key: "secretary", synonyms: &["党组织书记", "书记", "书记姓名", "支部书记", "党组织负责人"]
    },
    Heading { key: "members", synonyms: &["党员数", "党员人数", "党员总数", "党组织党员人数"] },
    Heading { key: "full", synonyms: &["正式党员数", "正式党员人数"] },
    Heading { key: "probationary", synonyms: &["预备党员数", "预备党员人数"] },
];

/// The same of units: what is told of the org that covers one.
const OF_UNITS: &[Heading] = &[
    Heading {
        key: "covered_by", synonyms: &["党组织名称", "党组织全称", "所属党组织", "覆盖的党组织"]
    },
    Heading {
        key: "of_org.founded", synonyms: &["建立党组织时间", "建立党组织日期", "党组织成立时间"]
    },
    Heading { key: "of_org.kind", synonyms: &["组织建制", "党组织类别"] },
    Heading { key: "of_org.formation", synonyms: &["组建形式"] },
    Heading { key: "of_org.approval_no", synonyms: &["审批文号"] },
    Heading { key: "of_org.parent", synonyms: &["上级党组织"] },
    Heading {
        key: "of_org.secretary",
        synonyms: &["党组织负责人姓名", "党组织负责人", "党组织书记", "党组织书记姓名", "书记姓名"],
    },
    Heading { key: "of_org.members", synonyms: &["党员总数", "党员人数", "党组织党员人数"] },
    Heading { key: "of_org.probationary", synonyms: &["预备党员数", "预备党员人数"] },
];

/// How the keys of what is told of the org of a unit begin.
const OF_ORG: &str = "of_org.";

impl RowsOf {
    /// All of them, those first that are meant where headings tell too little.
    pub(super) const IN_ORDER: [Self; 5] = [Self::Members, Self::Activists, Self::Orgs, Self::Units, Self::Transfers];

    /// The headings under which its rows can stand.
    pub(super) fn headings(self) -> Vec<Heading> {
        match self {
            Self::Members => draft::HEADINGS.to_vec(),
            Self::Activists => activist::HEADINGS.to_vec(),
            Self::Orgs => [org::HEADINGS, OF_ORGS].concat(),
            Self::Units => [unit::HEADINGS, OF_UNITS].concat(),
            Self::Transfers => transfer::HEADINGS.to_vec(),
        }
    }

    /// The keys of the columns by which a row tells what it is about.
    pub(super) fn naming(self) -> &'static [&'static str] {
        match self {
            Self::Members | Self::Activists | Self::Transfers => &["name", "id_no"],
            Self::Orgs => &["org.name", "code"],
            Self::Units => &["unit.name", "short_name", "uscc"],
        }
    }

    /// Whether its rows belong to orgs, so that those of one can be asked for.
    pub(super) fn are_of_orgs(self) -> bool {
        !matches!(self, Self::Units | Self::Transfers)
    }

    /// The rows on the day of `ctx`: of one org, or of one and those below it, where they are of orgs.
    pub(super) fn kept(
        self,
        ctx: &Ctx,
        db: &Db,
        of: (Option<OrgId>, Option<OrgId>),
        resting: &mut Resting,
    ) -> Result<Kept> {
        match self {
            Self::Members => member::kept(db, ctx.as_of(), of, resting),
            Self::Activists => activist::kept(ctx, db, of, resting),
            Self::Orgs => org::kept(db, of, resting),
            Self::Units => Ok(unit::kept(db, resting)?.with(&orgs_of_units(db)?, "covered_by")),
            Self::Transfers => transfer::kept(db),
        }
    }

    /// The column of an export that stands under a heading.
    pub(super) fn column(self, key: &str) -> &str {
        match (self, key) {
            // Somebody's way has names of its own for what a roster of members tells.
            (Self::Activists, "joined") => "admitted",
            (Self::Activists, "full_on") => "converted",
            (Self::Activists, "category") => "stage",
            (Self::Activists, "accepting_org") => "org",
            (_, "contact1" | "contact2") => "contacts",
            (_, "introducer1" | "introducer2") => "introducers",
            (_, "units_covered") => "units",
            (_, key) if key.starts_with(OF_ORG) => key,
            (_, key) => key.rsplit('.').next().unwrap_or(key),
        }
    }

    /// The value under a heading: that of its column, or one of the names in it.
    pub(super) fn value(self, kept: &Kept, row: &[Value], key: &str) -> Value {
        let value = kept.column(self.column(key)).map_or(Value::Null, |at| row[at].clone());
        let place = match key {
            "contact1" | "introducer1" => 0,
            "contact2" | "introducer2" => 1,
            _ => return value,
        };
        match value {
            Value::Text(names) => names.split(['、', ',', ';']).nth(place).map(str::trim).into(),
            other => other,
        }
    }
}

/// The orgs as what is told of the units that they cover.
fn orgs_of_units(db: &Db) -> Result<Kept> {
    let mut orgs = org::kept(db, (None, None), &mut Resting::default())?;
    for column in &mut orgs.columns {
        column.key = match column.key.as_str() {
            "name" => "covered_by".to_owned(),
            key => format!("{OF_ORG}{key}"),
        };
    }
    Ok(orgs)
}
