//! Importing units: known again by credit code, else by their exact name; the association that an enterprise is in may
//! stand anywhere in the file, or on record.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::named_params;
use rusqlite::types::Value;

use super::{Attributes, NAMED, UnitId, UnitKind, export, find_exactly, list};
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::id_no;
use crate::import::{self, Cells, Fates, ImportArgs, Importer, Linked, OnDuplicate, Order, Place, Reading, Verdict};
use crate::input::{Heading, Problem, Raw, Record};
use crate::naming::{self, Keys};
use crate::org::texts;

/// The columns of units, in the order of an export.
pub(crate) const HEADINGS: &[Heading] = &[
    Heading {
        key: "unit.name",
        synonyms: &[
            "name",
            "名称",
            "全称",
            "单位全称",
            "社会组织名称",
            "企业名称",
            "协会名称",
            "商会名称",
            "协会商会名称",
        ],
    },
    Heading { key: "short_name", synonyms: &["简称", "单位简称"] },
    Heading {
        key: "kind", synonyms: &["类型", "单位类型", "单位类别", "单位性质类别", "单位性质", "组织类别"]
    },
    Heading { key: "industry", synonyms: &["所属行业", "经济行业", "行业类别"] },
    Heading {
        key: "district",
        synonyms: &["所在区", "所在县", "县市区", "单位所在行政区划", "注册地行政区划", "注册地"],
    },
    Heading { key: "established", synonyms: &["成立日期", "成立时间", "单位成立时间"] },
    Heading {
        key: "uscc",
        synonyms: &["社会信用代码", "信用代码", "法人单位统一社会信用代码", "法人单位社会信用代码", "登记证号"],
    },
    Heading { key: "authority", synonyms: &["主管单位", "业务主管部门", "上级主管部门名称"] },
    Heading {
        key: "leader",
        synonyms: &["法定代表人", "法定代表人姓名", "法人代表", "法人代表(单位负责人)", "负责人", "会长"],
    },
    Heading {
        key: "member_enterprises", synonyms: &["会员企业数量", "会员企业", "企业会员数", "会员数"]
    },
    Heading {
        key: "employees", synonyms: &["从业人员数量", "从业人员", "从业人数", "在岗职工数", "职工人数"]
    },
    Heading { key: "known_full_members", synonyms: &["正式党员数", "正式党员人数"] },
    Heading { key: "trade_union", synonyms: &["是否建有工会", "有无工会"] },
    Heading {
        key: "youth_league", synonyms: &["是否建有共青团", "是否建有团组织", "有无共青团", "团组织"]
    },
    Heading { key: "womens_federation", synonyms: &["是否建有妇联", "有无妇联", "妇联组织"] },
    Heading { key: "association", synonyms: &["所属协会", "所属商会"] },
    Heading { key: "closed", synonyms: &["终止时间", "注销日期", "注销时间"] },
    Heading { key: "close_reason", synonyms: &["注销原因"] },
];

/// A row of the file, checked by itself.
struct Waiting {
    place: Place,
    raw: Raw,
    name: String,
    attributes: Attributes,
    established: Option<PartialDate>,
    uscc: Option<String>,
    association: Option<String>,
    closed: Option<PartialDate>,
    close_reason: Option<String>,
}

impl Linked for Waiting {
    fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.uscc.as_deref()).chain(self.short_name())
    }

    fn above(&self) -> Option<&str> {
        self.association.as_deref()
    }
}

impl Waiting {
    fn short_name(&self) -> Option<&str> {
        self.attributes.iter().find_map(|(column, value)| match value {
            Value::Text(short) if *column == "short_name" => Some(short.as_str()),
            _ => None,
        })
    }
}

struct UnitImport {
    today: NaiveDate,
    on_duplicate: OnDuplicate,
    waiting: Vec<Waiting>,
    seen: HashMap<UnitId, Place>,
    keys: Keys,
}

/// Imports the files as one operation.
pub(super) fn run(ctx: &Ctx, args: &ImportArgs) -> Result<()> {
    if args.clear_empty {
        return Err(Error::usage(say!(OptionIdle { option: "--clear-empty" })));
    }
    let (today, on_duplicate) = (ctx.today, args.on_duplicate);
    import::run(ctx, args, HEADINGS, |tx| {
        let keys = Keys::of(tx, &NAMED)?;
        Ok(Box::new(UnitImport { today, on_duplicate, waiting: Vec::new(), seen: HashMap::new(), keys }))
    })
}

impl Importer for UnitImport {
    type Row = ();

    fn reading(&self) -> Reading<()> {
        Box::new(|_| ())
    }

    fn needed(&self) -> Vec<Vec<usize>> {
        vec![vec![0]]
    }

    fn naming(&self) -> &'static [&'static str] {
        &["unit.name", "short_name", "uscc"]
    }

    fn on_record(&self, tx: &Tx<'_>) -> Result<i64> {
        Ok(tx.query_row("SELECT count(*) FROM unit WHERE closed IS NULL", [], |row| row.get(0))?)
    }

    fn row(&mut self, _: &Tx<'_>, record: &Record<'_>, (): &mut (), place: Place, fates: &mut Fates<'_>) -> Result<()> {
        let mut cells = Cells::new(record, HEADINGS, self.today);
        let row = read(&mut cells, place, fates);
        let problems = cells.problems();
        if problems.is_empty() {
            self.waiting.push(row);
            return Ok(());
        }
        fates.tell_row(place, &row.name, &Verdict::Wrong(problems))
    }

    /// Associations first, then those in them; what is left at the end belongs to itself.
    fn finish(&mut self, tx: &Tx<'_>, fates: &mut Fates<'_>) -> Result<()> {
        let mut order = Order::of(std::mem::take(&mut self.waiting));
        while let Some((at, row)) = order.next_ready() {
            import::attempt(tx, fates, |tx, fates| {
                let verdict = match self.write(tx, &row, fates) {
                    Ok(verdict) => verdict,
                    Err(error) => Verdict::Wrong(vec![import::problem_of(&error, "unit.name", &row.name)?]),
                };
                fates.tell_fate(row.place, &row.raw, &row.name, &verdict)
            })?;
            order.done(at);
        }
        for (row, is_in_loop) in order.left() {
            let above = row.association.as_deref().unwrap_or_default();
            let what =
                if is_in_loop { say!(AssociationLoop { unit: &row.name }) } else { say!(AssociationInLoop { above }) };
            let verdict = Verdict::Wrong(vec![problem("association", row.association.as_deref(), what)]);
            fates.tell_fate(row.place, &row.raw, &row.name, &verdict)?;
        }
        super::link_people(tx, None)?;
        Ok(())
    }
}

fn problem(key: &'static str, value: Option<&str>, what: Text) -> Problem {
    Problem { key, value: value.unwrap_or_default().to_owned(), what }
}

/// Reads the cells of a row; what is wrong with them is kept there.
fn read(cells: &mut Cells<'_>, place: Place, fates: &Fates<'_>) -> Waiting {
    let name = cells.needed_name("unit.name");
    let mut attributes: Attributes = vec![("name", Value::Text(name.clone()))];
    let kind = cells.code::<UnitKind>("kind");
    attributes.extend(kind.map(|kind| ("kind", Value::Text(kind.code().into()))));
    attributes.extend(cells.name("short_name").map(|name| ("short_name", Value::Text(name))));
    for column in ["industry", "district", "authority", "leader"] {
        attributes.extend(cells.text(column).map(|text| (column, Value::Text(text))));
    }
    for column in ["member_enterprises", "employees", "known_full_members"] {
        attributes.extend(cells.count(column).map(|count| (column, Value::Integer(count.into()))));
    }
    for column in ["trade_union", "youth_league", "womens_federation"] {
        attributes.extend(cells.flag(column).map(|flag| (column, Value::Integer(flag.into()))));
    }
    let uscc = cells.cell("uscc").and_then(|typed| match id_no::credit_code(typed) {
        Ok(uscc) => Some(uscc),
        Err(what) => {
            cells.fault("uscc", what);
            None
        }
    });
    Waiting {
        place,
        raw: fates.raw().clone(),
        name,
        attributes,
        established: cells.unit_date("established"),
        uscc,
        association: cells.name("association"),
        closed: cells.unit_date("closed"),
        close_reason: cells.text("close_reason"),
    }
}

impl UnitImport {
    fn write(&mut self, tx: &Tx<'_>, row: &Waiting, fates: &mut Fates<'_>) -> Result<Verdict> {
        let mut attributes = row.attributes.clone();
        match row.association.as_deref().map(|association| find_exactly(tx, association)).transpose() {
            Ok(found) => attributes.extend(found.map(|id| ("association_id", Value::Integer(id.0)))),
            Err(error) => {
                let typed = row.association.as_deref().unwrap_or_default();
                return Ok(Verdict::Wrong(vec![import::problem_of(&error, "association", typed)?]));
            }
        }
        let known = on_record(tx, row, &self.keys)?;
        self.keys.note(&row.name);
        match known {
            Some(id) => self.update(tx, id, row, &attributes, fates),
            None if let Some(verdict) = fates.absent("unit.name", &row.name) => Ok(verdict),
            None if !attributes.iter().any(|(column, _)| *column == "kind") => {
                Ok(Verdict::Wrong(vec![problem("kind", None, say!(FieldNeeded))]))
            }
            None => {
                let id = super::add(tx, &attributes, row.established.as_ref(), row.uscc.as_deref(), self.today)?;
                if let Some(closed) = &row.closed {
                    super::close(tx, id, closed, row.close_reason.as_deref(), self.today)?;
                }
                self.seen.insert(id, row.place);
                Ok(Verdict::Added)
            }
        }
    }

    fn update(
        &mut self,
        tx: &Tx<'_>,
        id: UnitId,
        row: &Waiting,
        told: &Attributes,
        fates: &mut Fates<'_>,
    ) -> Result<Verdict> {
        let before = self.seen.insert(id, row.place);
        let conflict = |key, value: Option<&str>, what| Ok(Verdict::Conflict(vec![problem(key, value, what)]));
        match self.on_duplicate {
            OnDuplicate::Skip if before.is_none() => return Ok(Verdict::Unchanged),
            OnDuplicate::Error if before.is_none() => {
                return conflict("unit.name", Some(&row.name), say!(UnitNameTaken { name: &row.name }));
            }
            _ => {}
        }
        let unit = super::get(tx, id)?;
        if let Some(closed) = row.closed.filter(|closed| unit.closed.as_ref() != Some(closed)) {
            return conflict("closed", Some(&closed.to_string()), say!(UseUnitClose));
        }
        let known = uscc_of(tx, id)?;
        if let (Some(told), Some(known)) = (&row.uscc, &known)
            && told != known
        {
            return conflict("uscc", Some(told), say!(CreditCodeOfRecord { unit: unit.name, uscc: known }));
        }
        let stored = export::row(tx, id)?;
        let changes = tx.total_changes();
        let Otherwise { attributes, replaces } = otherwise(tx, id, told)?;
        super::correct(tx, id, &attributes)?;
        let established = row.established.filter(|day| unit.established.as_ref() != Some(day));
        let uscc = row.uscc.as_deref().filter(|_| known.is_none());
        if established.is_some() || uscc.is_some() {
            super::correct_row(tx, id, established.as_ref(), uscc, self.today)?;
        }
        match before {
            _ if tx.total_changes() == changes => Ok(Verdict::Unchanged),
            Some(before) => {
                conflict("unit.name", Some(&row.name), say!(SameRowElsewhere { before: fates.name(before) }))
            }
            None => {
                if replaces {
                    fates.warn(row.place, &Problem::of_row(say!(UnitMendedBack)));
                }
                Ok(Verdict::Updated(import::differences(&export::columns(), stored, export::row(tx, id)?)))
            }
        }
    }
}

/// The unit a row is about: by credit code, else by its name, else by its short name where the row tells no other.
fn on_record(tx: &Tx<'_>, row: &Waiting, keys: &Keys) -> Result<Option<UnitId>> {
    if let Some(uscc) = &row.uscc {
        let mut query = tx.prepare_cached("SELECT id FROM unit WHERE uscc = :uscc")?;
        if let Some(id) = query.query_map([uscc], |row| row.get(0))?.next().transpose()? {
            return Ok(Some(id));
        }
    }
    let mut query = tx.prepare_cached(include_str!("on_record.sql"))?;
    let found = query
        .query_map(named_params! {":name": row.name, ":closed": row.closed}, |row| {
            Ok((row.get::<_, UnitId>("id")?, row.get::<_, i64>("rank")?))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    if let ([], Some(id)) = (&found[..], keys.find(tx, &NAMED, &row.name)?) {
        return Ok(Some(UnitId(id)));
    }
    match found[..] {
        [] if row.uscc.is_none() && row.short_name().is_none_or(|short| short == row.name) => {
            Ok(naming::by_short_name(tx, &NAMED, &row.name)?.map(UnitId))
        }
        [] => Ok(None),
        [(_, rank), (_, other), ..] if rank == other => find_exactly(tx, &row.name).map(Some),
        [(id, _), ..] => Ok(Some(id)),
    }
}

fn uscc_of(tx: &Tx<'_>, id: UnitId) -> Result<Option<String>> {
    Ok(tx.prepare_cached("SELECT uscc FROM unit WHERE id = ?1")?.query_row([id], |row| row.get(0))?)
}

/// What a row says otherwise than the records.
struct Otherwise {
    attributes: Attributes,
    /// Whether something else stands there; else only gaps are filled.
    replaces: bool,
}

/// What a row says otherwise than the records. Blank cells say nothing, nor does the short name given as the name.
fn otherwise(tx: &Tx<'_>, id: UnitId, told: &Attributes) -> Result<Otherwise> {
    let sql = format!("SELECT {} FROM unit_state WHERE unit_id = ?1 AND until IS NULL", list::STATE_COLUMNS.join(", "));
    let mut query = tx.prepare_cached(&sql)?;
    let differs = |row: &rusqlite::Row<'_>| {
        let mut otherwise = Otherwise { attributes: Attributes::new(), replaces: false };
        for (column, value) in told {
            let stored = row.get::<_, Value>(*column)?;
            let is_short = *column == "name" && row.get::<_, Value>("short_name")? == *value;
            if stored != *value && !is_short {
                otherwise.attributes.push((column, value.clone()));
                otherwise.replaces |= stored != Value::Null;
            }
        }
        Ok(otherwise)
    };
    Ok(query.query_row([id], differs)?)
}
