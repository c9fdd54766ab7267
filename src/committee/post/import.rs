//! Posts as rows that go out and come back: known again by org, person, post and the day from which it is held.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, Row, named_params};

use super::{Came, Holding, Post, add, mend};
use crate::committee::{office, texts};
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::db::{Db, Tx};
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::import::{self, Cells, Fates, ImportArgs, Importer, OnDuplicate, Place, Reading, Verdict};
use crate::input::{Heading, Problem, Record};
use crate::member::{self, PersonId};
use crate::org::{self, OrgId};
use crate::output::{self, Column, Listing, Value};

/// The columns of posts, in the order of an export.
const HEADINGS: &[Heading] = &[
    Heading { key: "post.org", synonyms: &["org", "党组织名称", "所在党组织", "所在党支部"] },
    Heading { key: "no", synonyms: &["人员编号", "党员编号"] },
    Heading { key: "person", synonyms: &["任职人", "任职人员"] },
    Heading { key: "post", synonyms: &["党内职务", "岗位"] },
    Heading { key: "post.how", synonyms: &["how", "产生方式", "来源"] },
    Heading { key: "full_time", synonyms: &["是否专职", "专兼职"] },
    Heading { key: "also", synonyms: &["协会职务", "商会职务", "协会商会职务"] },
    Heading { key: "post.since", synonyms: &["since", "任职时间", "任职日期", "任现职时间"] },
    Heading { key: "post.until", synonyms: &["until", "卸任时间", "免职时间", "离任日期"] },
];

/// The keys of an export.
const KEYS: [&str; 9] = ["org", "no", "person", "post", "how", "full_time", "also", "since", "until"];

/// The columns of an export.
pub(super) fn columns() -> Vec<Column> {
    Column::of("post", &KEYS)
}

/// Hands over all posts, those that ended too.
pub(super) fn export(db: &Db, listing: &mut Listing) -> Result<()> {
    let mut query = db.conn().prepare(include_str!("export.sql"))?;
    let mut rows = query.query(named_params! {":only": None::<i64>})?;
    while let Some(row) = rows.next()? {
        if listing.is_full() {
            break;
        }
        listing.push(export_row(row)?)?;
    }
    Ok(())
}

/// One post, as it would be exported.
fn row(tx: &Tx<'_>, id: i64) -> Result<output::Row> {
    let mut query = tx.prepare_cached(include_str!("export.sql"))?;
    let mut rows = query.query_and_then(named_params! {":only": id}, export_row)?;
    rows.next().expect("the post is on record")
}

fn export_row(row: &Row<'_>) -> Result<output::Row> {
    let text = |column: &str| row.get::<_, Option<String>>(column).map(Value::from);
    Ok(vec![
        text("org")?,
        Value::Int(row.get("no")?),
        text("person")?,
        row.get::<_, Post>("post")?.entry().into(),
        row.get::<_, Option<Came>>("how")?.map(Came::entry).into(),
        row.get::<_, bool>("full_time")?.into(),
        text("also")?,
        text("since")?,
        text("until")?,
    ])
}

/// What a row tells.
struct Told {
    org: String,
    no: Option<i64>,
    person: Option<String>,
    post: Post,
    how: Option<Came>,
    full_time: Option<bool>,
    also: Option<String>,
    since: PartialDate,
    until: Option<PartialDate>,
}

struct PostImport {
    today: NaiveDate,
    on_duplicate: OnDuplicate,
    /// The posts that rows before were about.
    seen: HashMap<i64, Place>,
}

/// Imports the files as one operation.
pub(super) fn run(ctx: &Ctx, args: &ImportArgs) -> Result<()> {
    if args.clear_empty {
        return Err(Error::usage(say!(OptionIdle { option: "--clear-empty" })));
    }
    let (today, on_duplicate) = (ctx.today, args.on_duplicate);
    import::run(ctx, args, HEADINGS, |_| Ok(Box::new(PostImport { today, on_duplicate, seen: HashMap::new() })))
}

impl Importer for PostImport {
    type Row = ();

    fn reading(&self) -> Reading<()> {
        Box::new(|_| ())
    }

    fn needed(&self) -> Vec<Vec<usize>> {
        vec![vec![0], vec![1, 2], vec![3], vec![7]]
    }

    fn naming(&self) -> &'static [&'static str] {
        &["post.org", "no", "person"]
    }

    fn on_record(&self, tx: &Tx<'_>) -> Result<i64> {
        Ok(tx.query_row("SELECT count(*) FROM post WHERE until IS NULL", [], |row| row.get(0))?)
    }

    fn row(
        &mut self,
        tx: &Tx<'_>,
        record: &Record<'_>,
        (): &mut (),
        place: Place,
        fates: &mut Fates<'_>,
    ) -> Result<()> {
        let mut cells = Cells::new(record, HEADINGS, self.today);
        let subject = cells.text("person").or(cells.text("no")).unwrap_or_default();
        let told = read(&mut cells);
        let problems = cells.problems();
        let Some(told) = told.filter(|_| problems.is_empty()) else {
            return fates.tell_row(place, &subject, &Verdict::Wrong(problems));
        };
        let write = |tx: &Tx<'_>, fates: &mut Fates<'_>| self.write(tx, &told, place, &subject, fates);
        import::settle(tx, fates, (place, &subject), "person", write)
    }

    fn finish(&mut self, _: &Tx<'_>, _: &mut Fates<'_>) -> Result<()> {
        Ok(())
    }
}

/// Reads the cells of a row; what is wrong with them is kept there, and nothing comes of a row that lacks what is needed.
fn read(cells: &mut Cells<'_>) -> Option<Told> {
    let (no, person) = (cells.count("no").map(i64::from), cells.text("person"));
    if no.is_none() && person.is_none() && !cells.is_faulty("no") {
        cells.fault("person", say!(FieldNeeded));
    }
    let (org, post, since) = (cells.needed("post.org"), cells.code("post"), cells.date("post.since"));
    let (how, full_time, also) = (cells.code("post.how"), cells.flag("full_time"), cells.text("also"));
    let until = cells.date("post.until");
    for (key, is_told) in [("post", post.is_some()), ("post.since", since.is_some())] {
        if !is_told && !cells.is_faulty(key) {
            cells.fault(key, say!(FieldNeeded));
        }
    }
    Some(Told { org, no, person, post: post?, how, full_time, also, since: since?, until })
}

impl PostImport {
    fn write(
        &mut self,
        tx: &Tx<'_>,
        told: &Told,
        place: Place,
        subject: &str,
        fates: &mut Fates<'_>,
    ) -> Result<Verdict> {
        let &Told { post, since, .. } = told;
        let org = org::find_exactly(tx, &told.org)?;
        let person = who(tx, org, told, &since)?;
        let Some((id, known)) = on_record(tx, (org, person), post, &since)? else {
            if let Some(verdict) = fates.absent("person", subject) {
                return Ok(verdict);
            }
            let holding = Holding {
                post,
                how: told.how,
                full_time: told.full_time.unwrap_or_default(),
                also: told.also.clone(),
                since,
                until: told.until,
            };
            import::advised(place, fates, |advice| add(tx, org, person, holding, self.today, advice))?;
            self.seen.insert(tx.last_insert_rowid(), place);
            return Ok(Verdict::Added);
        };
        let after = Holding {
            how: told.how.or(known.how),
            full_time: told.full_time.unwrap_or(known.full_time),
            also: told.also.clone().or(known.also.clone()),
            until: told.until.or(known.until),
            ..known.clone()
        };
        let first = self.seen.insert(id, place);
        let conflict = |what| Ok(Verdict::Conflict(vec![Problem { key: "person", value: subject.into(), what }]));
        match (self.on_duplicate, first) {
            _ if after == known => Ok(Verdict::Unchanged),
            (_, Some(first)) => conflict(say!(SameRowElsewhere { before: fates.name(first) })),
            (OnDuplicate::Skip, None) => Ok(Verdict::Unchanged),
            (OnDuplicate::Error, None) => {
                let org = org::get(tx, org)?.name;
                conflict(say!(PostHeld { org, post, name: subject, since: &since }))
            }
            (OnDuplicate::Update, None) => {
                let before = row(tx, id)?;
                let moves = after.how != known.how || after.until != known.until;
                import::advised(place, fates, |advice| mend(tx, (org, person), id, after, moves, advice))?;
                Ok(Verdict::Updated(import::differences(&columns(), before, row(tx, id)?)))
            }
        }
    }
}

/// Whom a row is about: by number, else by name; of people of one name the one on the roll of the org.
fn who(tx: &Tx<'_>, org: OrgId, told: &Told, since: &PartialDate) -> Result<PersonId> {
    let Some(no) = told.no else {
        let name = told.person.as_deref().unwrap_or_default();
        return member::find_exactly_among(tx, name, |person| office::is_of(tx, person, org, since));
    };
    member::find_numbered(tx, no, told.person.as_deref())
}

fn on_record(
    tx: &Tx<'_>,
    (org, person): (OrgId, PersonId),
    post: Post,
    since: &PartialDate,
) -> Result<Option<(i64, Holding)>> {
    let mut query = tx.prepare_cached(include_str!("same.sql"))?;
    Ok(query.query_row((org, person, post, since), Holding::from_row).optional()?)
}
