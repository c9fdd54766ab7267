//! Importing orgs: parents may stand anywhere in the file, before or after the orgs under them, or in the base.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::correct::{self, Correction};
use super::papers::Papers;
use super::{
    Follow, Formation, NAMED, NewOrg, OrgId, OrgKind, Status, dissolve, export, find_exactly, holding_code, unit,
};
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::db::bulk::Filling;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::import::{self, Cells, Fates, ImportArgs, Importer, Linked, OnDuplicate, Order, Place, Reading, Verdict};
use crate::input::{Heading, Problem, Raw, Record};
use crate::naming::{self, Keys};
use crate::org::texts;
use crate::rules::Advice;
use crate::text::name_key;

/// The columns of orgs, in the order of an export.
pub(crate) const HEADINGS: &[Heading] = &[
    Heading { key: "code", synonyms: &["组织代码", "党组织代码", "党组织编码", "编号"] },
    Heading {
        key: "org.name",
        synonyms: &[
            "name",
            "名称",
            "全称",
            "组织全称",
            "党组织全称",
            "党组织名称",
            "党支部名称",
            "支部名称",
            "组织名称",
        ],
    },
    Heading {
        key: "short_name", synonyms: &["简称", "组织简称", "党组织简称", "党支部简称", "党内统计用党组织简称"]
    },
    Heading {
        key: "kind", synonyms: &["类型", "组织类型", "组织类别", "支部类别", "党支部类别", "党组织类别"]
    },
    Heading {
        key: "parent",
        synonyms: &[
            "上级组织代码",
            "批准成立的上级党组织",
            "所属分党委",
            "隶属党组织",
            "上级组织",
            "上级党委",
            "所属党委",
            "所属上级党组织",
        ],
    },
    Heading {
        key: "founded",
        synonyms: &["成立时间", "建立时间", "建立日期", "建立党组织时间", "建立党组织日期", "党组织成立时间"],
    },
    Heading { key: "formation", synonyms: &["组建形式", "组织建制"] },
    Heading { key: "approval_no", synonyms: &["审批文号"] },
    Heading { key: "district", synonyms: &["所在区", "所在县", "党组织所在行政区划", "县市区"] },
    Heading { key: "contact", synonyms: &["党组织联系人"] },
    Heading { key: "phone", synonyms: &["联系电话"] },
    Heading {
        key: "units_covered",
        synonyms: &["units", "覆盖的单位", "单位名称", "所在单位", "所属单位", "党组织所在单位"],
    },
    Heading { key: "status", synonyms: &["组织状态"] },
    Heading { key: "dissolved", synonyms: &["撤销时间"] },
    Heading {
        key: "requested", synonyms: &["请示时间", "申请成立日期", "请示成立日期", "申请日期"]
    },
    Heading { key: "request_no", synonyms: &["请示文件", "申请文号"] },
    Heading {
        key: "org.approved",
        synonyms: &["批复时间", "批准日期", "批准时间", "批准成立日期", "批准成立时间", "同意成立日期"],
    },
    Heading {
        key: "formation_reason",
        synonyms: &["联合原因", "联合组建原因", "联建原因", "挂靠原因", "组建原因", "组建理由"],
    },
    Heading {
        key: "in_step", synonyms: &["同步", "同步组建", "是否同步", "是否同步建立", "是否同步组建"]
    },
];

/// The key of an export for each heading: what a column is called outside.
pub(super) const KEYS: [&str; 19] = [
    "code",
    "name",
    "short_name",
    "kind",
    "parent",
    "founded",
    "formation",
    "approval_no",
    "district",
    "contact",
    "phone",
    "units",
    "status",
    "dissolved",
    "requested",
    "request_no",
    "approved",
    "formation_reason",
    "in_step",
];

/// The tables that orgs fill.
const TABLES: [&str; 5] = ["org", "org_name", "org_kind", "org_parent", "cover"];

/// A row of the file, checked by itself.
struct Waiting {
    place: Place,
    raw: Raw,
    new: NewOrg,
    parent: Option<String>,
    dissolved: Option<PartialDate>,
}

struct OrgImport<'t> {
    tx: &'t Tx<'t>,
    today: NaiveDate,
    follow: Follow,
    on_duplicate: OnDuplicate,
    waiting: Vec<Waiting>,
    seen: HashMap<OrgId, Place>,
    dissolved: Vec<(OrgId, PartialDate)>,
    keys: Keys,
    filling: Filling,
}

/// Imports the files as one operation.
pub(super) fn run(ctx: &Ctx, args: &ImportArgs, follow: Follow) -> Result<()> {
    if args.clear_empty {
        return Err(Error::usage(say!(OptionIdle { option: "--clear-empty" })));
    }
    let (today, on_duplicate) = (ctx.today, args.on_duplicate);
    import::run(ctx, args, HEADINGS, |tx| {
        Ok(Box::new(OrgImport {
            tx,
            today,
            follow,
            on_duplicate,
            waiting: Vec::new(),
            seen: HashMap::new(),
            dissolved: Vec::new(),
            keys: Keys::of(tx, &NAMED)?,
            filling: Filling::of(&TABLES),
        }))
    })
}

impl Importer for OrgImport<'_> {
    type Row = ();

    fn reading(&self) -> Reading<()> {
        Box::new(|_| ())
    }

    fn needed(&self) -> Vec<Vec<usize>> {
        vec![vec![1], vec![3]]
    }

    fn naming(&self) -> &'static [&'static str] {
        &["code", "org.name", "short_name"]
    }

    fn on_record(&self, tx: &Tx<'_>) -> Result<i64> {
        Ok(tx.query_row("SELECT count(*) FROM org WHERE dissolved IS NULL", [], |row| row.get(0))?)
    }

    fn row(&mut self, _: &Tx<'_>, record: &Record<'_>, (): &mut (), place: Place, fates: &mut Fates<'_>) -> Result<()> {
        match self.checked(record, place, fates)? {
            Ok(row) => self.waiting.push(row),
            Err(problems) => {
                fates.tell_row(place, record.cell(1).unwrap_or_default(), &Verdict::Wrong(problems))?;
            }
        }
        Ok(())
    }

    /// Parents first: each round takes the rows whose parent is there; what is left at the end hangs on itself.
    fn finish(&mut self, tx: &Tx<'_>, fates: &mut Fates<'_>) -> Result<()> {
        let mut order = Order::of(std::mem::take(&mut self.waiting));
        while let Some((at, row)) = order.next_ready() {
            self.filling.prepare(tx, 1)?;
            import::attempt(tx, fates, |tx, fates| self.place(tx, &row, fates))?;
            order.done(at);
        }
        for (id, date) in self.dissolved.drain(..).rev() {
            dissolve::dissolve(tx, id, &date, "", None, self.today, self.follow)?;
        }
        for (row, is_in_loop) in order.left() {
            let parent = row.parent.as_deref().unwrap_or_default();
            let what =
                if is_in_loop { say!(HangsOnItself { org: &row.new.name }) } else { say!(HangsOnLoop { parent }) };
            let verdict = Verdict::Wrong(vec![problem("parent", parent, what)]);
            fates.tell_fate(row.place, &row.raw, &row.new.name, &verdict)?;
        }
        self.filling.finish(tx)
    }
}

impl Linked for Waiting {
    fn names(&self) -> impl Iterator<Item = &str> {
        self.new.code.iter().chain([&self.new.name]).chain(&self.new.short_name).map(String::as_str)
    }

    fn above(&self) -> Option<&str> {
        self.parent.as_deref()
    }
}

fn problem(key: &'static str, value: &str, what: Text) -> Problem {
    Problem { key, value: value.to_owned(), what }
}

impl OrgImport<'_> {
    fn checked(&self, record: &Record<'_>, place: Place, fates: &Fates<'_>) -> Result<Result<Waiting, Vec<Problem>>> {
        let mut cells = Cells::new(record, HEADINGS, self.today);
        let name = cells.needed_name("org.name");
        let kind = cells.code::<OrgKind>("kind");
        if cells.cell("kind").is_none() {
            cells.fault("kind", say!(FieldNeeded));
        }
        let founded = cells.date("founded");
        let formation = cells.code::<Formation>("formation");
        let status = cells.code::<Status>("status").unwrap_or(Status::Active);
        let dissolved = cells.date("dissolved");
        let planned = matches!(status, Status::Planned | Status::GivenUp);
        if planned && founded.is_some() {
            cells.fault("status", say!(PlannedWithFounding));
        }
        if matches!(status, Status::Dissolved | Status::GivenUp) != cells.cell("dissolved").is_some() {
            cells.fault("dissolved", say!(DissolvedWithoutDate));
        }
        let units = cells.several("units_covered", |typed| unit::find_exactly(self.tx, typed))?;
        let new = NewOrg {
            code: cells.text("code"),
            name,
            short_name: cells.name("short_name"),
            kind,
            parent: None,
            founded,
            planned,
            formation,
            approval_no: cells.text("approval_no"),
            approver: None,
            district: cells.text("district"),
            contact: cells.text("contact"),
            phone: cells.phone("phone"),
            units,
            papers: Papers {
                requested: cells.date("requested"),
                request_no: cells.text("request_no"),
                approved: cells.date("org.approved"),
                reason: cells.code("formation_reason"),
                in_step: cells.flag("in_step"),
            },
        };
        let parent = cells.name("parent");
        let problems = cells.problems();
        if !problems.is_empty() {
            return Ok(Err(problems));
        }
        Ok(Ok(Waiting { place, raw: fates.raw().clone(), new, parent, dissolved }))
    }

    /// Writes a row and tells its fate.
    fn place(&mut self, tx: &Tx<'_>, row: &Waiting, fates: &mut Fates<'_>) -> Result<()> {
        let verdict = match self.write(tx, row, fates) {
            Ok(verdict) => verdict,
            Err(error) => Verdict::Wrong(vec![import::problem_of(&error, "org.name", &row.new.name)?]),
        };
        fates.tell_fate(row.place, &row.raw, &row.new.name, &verdict)
    }

    fn write(&mut self, tx: &Tx<'_>, row: &Waiting, fates: &Fates<'_>) -> Result<Verdict> {
        let parent = match row.parent.as_deref().map(|parent| find_exactly(tx, parent)).transpose() {
            Ok(parent) => parent,
            Err(error) => {
                let parent = row.parent.as_deref().unwrap_or_default();
                return Ok(Verdict::Wrong(vec![import::problem_of(&error, "parent", parent)?]));
            }
        };
        let known = on_record(tx, &row.new, &self.keys)?;
        self.keys.note(&row.new.name);
        match known {
            None => {
                if let Some(verdict) = fates.absent("org.name", &row.new.name) {
                    return Ok(verdict);
                }
                let new = NewOrg { parent, ..row.new.clone() };
                let id = super::add(tx, &new, self.today, &mut Advice::new(None))?;
                self.seen.insert(id, row.place);
                self.filling.add(1);
                // Orgs end after all are there, the lowest first: a dissolved one takes no more orgs below it.
                self.dissolved.extend(row.dissolved.map(|date| (id, date)));
                Ok(Verdict::Added)
            }
            Some(id) => self.update(tx, id, row, parent, fates),
        }
    }

    fn update(
        &mut self,
        tx: &Tx<'_>,
        id: OrgId,
        row: &Waiting,
        parent: Option<OrgId>,
        fates: &Fates<'_>,
    ) -> Result<Verdict> {
        let before = self.seen.insert(id, row.place);
        let conflict = |key, value: &str, what| Ok(Verdict::Conflict(vec![problem(key, value, what)]));
        match self.on_duplicate {
            OnDuplicate::Skip if before.is_none() => return Ok(Verdict::Unchanged),
            OnDuplicate::Error if before.is_none() => {
                let code = super::get(tx, id)?.code;
                return conflict("org.name", &row.new.name, say!(NameTaken { name: &row.new.name, code }));
            }
            _ => {}
        }
        let known = super::get(tx, id)?;
        if known.planned != row.new.planned || (row.dissolved.is_some() && known.ended().is_none()) {
            return conflict("status", "", say!(StatusByEvent));
        }
        for unit in &row.new.units {
            if !super::cover::covers(tx, id, *unit)? {
                return conflict("units_covered", &unit::get(tx, *unit)?.name, say!(UseCover));
            }
        }
        if before.is_none()
            && let Some((key, what)) = event(tx, id, row, parent)?
        {
            let value = if key == "parent" { row.parent.as_deref().unwrap_or_default() } else { "" };
            return conflict(key, value, what);
        }
        let stored = export::row(tx, id)?;
        let changes = tx.total_changes();
        correct::correct(tx, id, &correction(tx, id, row, parent)?, self.today, self.follow)?;
        match before {
            _ if tx.total_changes() == changes => Ok(Verdict::Unchanged),
            Some(before) => conflict("org.name", &row.new.name, say!(SameRowElsewhere { before: fates.name(before) })),
            None => Ok(Verdict::Updated(import::differences(&export::columns(), stored, export::row(tx, id)?))),
        }
    }
}

/// The org a row is about: by code, else by its full name, else by its short name where the row tells no other.
fn on_record(tx: &Tx<'_>, new: &NewOrg, keys: &Keys) -> Result<Option<OrgId>> {
    if let Some(code) = new.code.as_deref() {
        return holding_code(tx, code);
    }
    let bearing = match super::bearing_name(tx, &new.name)? {
        None => keys.find(tx, &NAMED, &new.name)?.map(OrgId),
        found => found,
    };
    match bearing {
        None if new.short_name.as_ref().is_none_or(|short| *short == new.name) => {
            Ok(naming::by_short_name(tx, &NAMED, &new.name)?.map(OrgId))
        }
        found => Ok(found),
    }
}

/// What a row tells that has a day of its own: an import, which knows none, would change all days that went before.
fn event(tx: &Tx<'_>, id: OrgId, row: &Waiting, parent: Option<OrgId>) -> Result<Option<(&'static str, Text)>> {
    let (new, known) = (&row.new, super::get(tx, id)?);
    let is_name = |name: &String| name_key(name) == name_key(&new.name);
    if !is_name(&known.name) && !export::stored(tx, id)?.get("short_name").is_some_and(is_name) {
        return Ok(Some(("org.name", say!(UseRename { name: known.name }))));
    }
    if new.kind.is_some_and(|kind| kind != known.kind) {
        return Ok(Some(("kind", say!(UseConvert { kind: known.kind }))));
    }
    // An org without a parent is one of which none is known yet.
    match super::history::last_parent(tx, id)? {
        Some(last) if parent.is_some_and(|parent| parent != last) => {
            Ok(Some(("parent", say!(UseMove { parent: super::get(tx, last)?.name }))))
        }
        _ => Ok(None),
    }
}

/// What a row says otherwise than the records. Blank cells say nothing.
fn correction(tx: &Tx<'_>, id: OrgId, row: &Waiting, parent: Option<OrgId>) -> Result<Correction> {
    let new = &row.new;
    let known = super::get(tx, id)?;
    let stored = export::stored(tx, id)?;
    let is_short = |name: &String| stored.get("short_name").is_some_and(|short| name_key(short) == name_key(name));
    let differs = |told: &Option<String>, key: &str| told.clone().filter(|told| stored.get(key) != Some(told));
    let texts = [
        ("approval_no", &new.approval_no),
        ("district", &new.district),
        ("contact", &new.contact),
        ("phone", &new.phone),
        ("request_no", &new.papers.request_no),
        ("formation_reason", &new.papers.reason.map(|reason| reason.code().to_owned())),
    ];
    let other = |date: Option<PartialDate>, key: &str| date.filter(|date| stored.get(key) != Some(&date.to_string()));
    Ok(Correction {
        name: Some(new.name.clone()).filter(|name| *name != known.name && !is_short(name)),
        short_name: differs(&new.short_name, "short_name"),
        kind: new.kind.filter(|kind| *kind != known.kind),
        parent: parent.filter(|parent| super::history::last_parent(tx, id).ok().flatten() != Some(*parent)),
        founded: new.founded.filter(|date| known.founded.as_ref() != Some(date)),
        dissolved: row.dissolved.filter(|date| known.ended() != Some(date)),
        formation: new
            .formation
            .filter(|formation| stored.get("formation").map(String::as_str) != Some(formation.code())),
        requested: other(new.papers.requested, "requested"),
        approved: other(new.papers.approved, "approved"),
        in_step: new.papers.in_step.filter(|is| stored.get("in_step") != Some(&u8::from(*is).to_string())),
        texts: texts.into_iter().filter_map(|(key, told)| Some((key, differs(told, key)?))).collect(),
        ..Correction::default()
    })
}
