//! Party organisations: what they are, where they stand, which units they cover.
//!
//! What changes with time (name, kind, parent, coverage) stands in dated rows. An *event* (`rename`, `move`,
//! `convert`, `dissolve`) ends one row and begins another; a *correction* (`set`) mends what was recorded wrongly.

pub mod cli;
pub mod correct;
pub mod cover;
mod dated;
pub mod dissolve;
pub mod event;
mod export;
pub mod found;
pub mod history;
mod import;
pub(crate) mod list;
mod members;
pub mod papers;
mod sheet;
pub(crate) mod texts;
pub(crate) mod tree;
pub mod unit;

use chrono::NaiveDate;
use foldhash::HashSet;
use rusqlite::{Connection, OptionalExtension as _, Row};

use crate::code::codes;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Label, say};
use crate::naming::{self, Named};
pub(crate) use export::kept;
pub(crate) use found::can_have_been;
pub use found::{NewOrg, add};
pub(crate) use import::HEADINGS;
pub use list::{ask, each, scope};

codes! {
    /// Kinds of Party organisation, with the codes of the national system among the synonyms.
    pub enum OrgKind {
        Committee = "committee", "党委", "committee", ["基层党委", "党的基层委员会", "党委会", "611"];
        GeneralBranch = "general-branch", "党总支", "general branch", ["总支", "党总支部", "621"];
        Branch = "branch", "党支部", "branch", ["支部", "631"];
        JointBranch = "joint-branch", "联合党支部", "joint branch", ["联合支部", "632"];
        Temporary = "temporary", "临时党支部", "temporary branch", ["临时支部", "931"];
        Group = "group", "党小组", "group", ["641", "699"];
        LeadingGroup = "leading-group", "党组", "leading group", ["612"];
        Office = "office", "办事机构", "office", ["办公室"];
        Superior = "superior", "上级党组织", "superior org";
    }

    /// How an org was formed 组建方式.
    pub enum Formation {
        Independent = "independent", "独立组建", "independent", ["独立", "单独", "单独组建", "单独建立"];
        Joint = "joint", "联合组建", "joint", ["联合", "联合建立"];
        Attached = "attached", "挂靠组建", "attached", ["挂靠", "依托", "覆盖"];
    }

    /// Why units share an org 联合、挂靠的原因.
    pub enum FormationReason {
        Industry = "industry", "行业相近", "related industry", ["行业相近相关", "同行业", "业务相近"];
        District = "district", "地域相邻", "neighbours", ["地域相近", "区域相邻", "同区域", "地缘相近"];
        Convenience = "convenience", "工作方便", "convenience", ["便于工作", "工作便利"];
        Superior = "superior", "上级指定", "wished above", ["上级要求", "上级决定"];
    }

    /// How an org covers a unit.
    pub enum How {
        Own = "own", "独立覆盖", "own", ["独立", "单独"];
        Joint = "joint", "联合覆盖", "joint", ["联合"];
        Attached = "attached", "挂靠覆盖", "attached", ["挂靠", "依托"];
    }

    /// Whether an org is there.
    pub enum Status {
        Planned = "planned", "拟建", "planned";
        Active = "active", "正常", "active";
        Dissolved = "dissolved", "已撤销", "dissolved";
        GivenUp = "given-up", "不再建", "given up";
    }
}

impl OrgKind {
    /// Whether members stand on the roll of such an org. The superior is only named, an office is no org of members.
    pub fn has_roll(self) -> bool {
        !matches!(self, Self::Superior | Self::Office)
    }

    /// Whether orgs stand below such an org: a branch has only its groups.
    pub fn leads(self) -> bool {
        !matches!(self, Self::Branch | Self::JointBranch | Self::Temporary | Self::Group)
    }
}

/// When an org was founded: as was known until now, and as is known now.
pub type FoundingMended<'a> = (Option<&'a PartialDate>, &'a PartialDate);

/// What follows from what becomes of an org in homes that know orgs and stand after this one.
#[derive(Debug, Clone, Copy)]
pub struct Follow {
    /// It was founded on another day than recorded; the last argument is today.
    pub founded_otherwise: fn(&Tx<'_>, OrgId, FoundingMended<'_>, NaiveDate) -> Result<()>,
    /// It was dissolved on that day.
    pub dissolved: fn(&Tx<'_>, OrgId, &PartialDate) -> Result<()>,
}

/// The row of an org.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrgId(pub i64);

impl rusqlite::ToSql for OrgId {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl rusqlite::types::FromSql for OrgId {
    fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

const NAMED: Named = Named {
    noun: Label { zh: "党组织", en: "org" },
    by_code: "SELECT id FROM org WHERE code = :typed COLLATE NOCASE",
    names: "org_name",
    owner: "org_id",
    shown: "SELECT code, (SELECT name FROM org_name WHERE org_id = org.id ORDER BY since_day DESC LIMIT 1) AS name,
                   iif(coalesce(dissolved, given_up) IS NULL, founded,
                       concat(founded, ' – ', coalesce(dissolved, given_up))) AS detail
            FROM org WHERE id = :id",
    living: "SELECT 1 FROM org WHERE id = :id AND dissolved IS NULL AND given_up IS NULL",
};

/// Finds the org a user named, see `naming::find`.
pub fn find(conn: &Connection, typed: &str) -> Result<OrgId> {
    naming::find(conn, &NAMED, typed).map(OrgId)
}

/// The names of orgs that begin as typed, each with what else is known of it, see `naming::begun`.
pub(crate) fn begun(conn: &Connection, typed: &str) -> Result<Vec<(String, String)>> {
    naming::begun(conn, &NAMED, typed)
}

/// Finds the org that a file names, see `naming::find_exactly`.
pub fn find_exactly(conn: &Connection, typed: &str) -> Result<OrgId> {
    naming::find_exactly(conn, &NAMED, typed).map(OrgId)
}

/// What is fixed about an org, and its latest name and kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Org {
    /// Its row.
    pub id: OrgId,
    /// Its code.
    pub code: String,
    /// Its latest name.
    pub name: String,
    /// Its latest kind.
    pub kind: OrgKind,
    /// Only planned yet.
    pub planned: bool,
    /// When it was founded, as known.
    pub founded: Option<PartialDate>,
    /// When it was dissolved, as known.
    pub dissolved: Option<PartialDate>,
    /// From when on a planned one was not to be founded any more.
    pub given_up: Option<PartialDate>,
}

impl Org {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            code: row.get("code")?,
            name: row.get("name")?,
            kind: row.get("kind")?,
            planned: row.get("planned")?,
            founded: row.get("founded")?,
            dissolved: row.get("dissolved")?,
            given_up: row.get("given_up")?,
        })
    }

    /// From when on it was there no more, or not to be founded any more.
    pub fn ended(&self) -> Option<&PartialDate> {
        self.dissolved.as_ref().or(self.given_up.as_ref())
    }

    /// Whether it may have existed on some day of a date known to the day, month or year.
    pub fn may_exist_on(&self, date: &PartialDate) -> bool {
        let founded = self.founded.as_ref().is_none_or(|founded| date.could_follow(founded));
        let standing = self.dissolved.as_ref().is_none_or(|end| date.first_day() < end.last_day());
        !self.planned && founded && standing
    }
}

/// Reads an org by its row.
pub fn get(conn: &Connection, id: OrgId) -> Result<Org> {
    let mut query = conn.prepare_cached(include_str!("get.sql"))?;
    Ok(query.query_row([id], Org::from_row)?)
}

/// The planned or living org that bears a full name now, if there is one.
fn bearing_name(conn: &Connection, name: &str) -> Result<Option<OrgId>> {
    Ok(conn.prepare_cached(include_str!("bearing_name.sql"))?.query_row([name], |row| row.get(0)).optional()?)
}

/// The committee that an org is, or that stands nearest above it on a day.
pub fn committee_above(conn: &Connection, id: OrgId, day: NaiveDate) -> Result<Option<Org>> {
    let mut query = conn.prepare_cached(include_str!("committee_above.sql"))?;
    let found = query.query_row((id, day.to_string()), |row| row.get::<_, OrgId>(0)).optional()?;
    found.map(|id| get(conn, id)).transpose()
}

/// Whose members meet to vote: of a group the org above it, of any other org itself.
pub fn that_meets(conn: &Connection, id: OrgId, day: NaiveDate) -> Result<OrgId> {
    let mut query = conn.prepare_cached(include_str!("above_group.sql"))?;
    let found = query.query_row((id, day.to_string()), |row| row.get(0)).optional()?;
    Ok(found.unwrap_or(id))
}

/// Whether an org is another one, or stands below it, on a day.
pub fn is_under(conn: &Connection, id: OrgId, top: OrgId, day: NaiveDate) -> Result<bool> {
    Ok(conn.prepare_cached(include_str!("is_above.sql"))?.exists((top, id, day.to_string()))?)
}

/// An org, and all that stand below it on a day.
pub(crate) fn with_those_below(conn: &Connection, id: OrgId, day: NaiveDate) -> Result<Vec<OrgId>> {
    // Most have none below them, and to go down a tree costs more than to ask whether there is one.
    let mut below = conn.prepare_cached("SELECT 1 FROM org_parent WHERE parent_id = ?1")?;
    if !below.exists([id])? {
        return Ok(vec![id]);
    }
    let mut query = conn.prepare_cached(include_str!("with_those_below.sql"))?;
    Ok(query.query_map((id, day.to_string()), |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The telephone of an org.
pub fn phone(conn: &Connection, id: OrgId) -> Result<Option<String>> {
    Ok(conn.prepare_cached("SELECT phone FROM org WHERE id = :id")?.query_row([id], |row| row.get(0))?)
}

/// The names and short names of all orgs.
pub(crate) fn all_names(conn: &Connection) -> Result<HashSet<String>> {
    let mut query = conn.prepare(
        "SELECT name FROM org_name UNION SELECT short_name FROM org_name WHERE short_name IS NOT NULL ORDER BY 1",
    )?;
    Ok(query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Who holds a code, if anybody.
fn holding_code(conn: &Connection, code: &str) -> Result<Option<OrgId>> {
    let mut query = conn.prepare_cached("SELECT id FROM org WHERE code = :code COLLATE NOCASE")?;
    Ok(query.query_row([code], |row| row.get(0)).optional()?)
}

/// Refuses a kind that keeps no roll to an org that has, or had, members on one.
fn refuse_without_roll(conn: &Connection, org: &Org, kind: OrgKind) -> Result<()> {
    if !kind.has_roll() && conn.prepare_cached("SELECT 1 FROM roll WHERE org_id = :id")?.exists([org.id])? {
        return Err(Error::refused(say!(KindWithoutRoll { org: &org.name, kind })));
    }
    Ok(())
}
