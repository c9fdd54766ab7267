//! Members as a sheet in which they are put right, see [`crate::batch`].

use super::check::Books;
use super::cli::Edit;
use super::draft::{Draft, Field};
use super::list::{self, Filter};
use super::{PersonId, write};
use crate::assumed::Resting;
use crate::batch::{self, Changed, Fault, Sheet};
use crate::ctx::Ctx;
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::i18n::{Text, say};
use crate::member::texts;
use crate::org::{self, OrgId};
use crate::output::{Frame, Kept, Listing};
use crate::rules::Advice;

/// What is told of somebody by events (transfer, suspension, absence) is not put right in a sheet.
const OPEN: [Field; 19] = [
    Field::Name,
    Field::Sex,
    Field::IdNo,
    Field::Ethnicity,
    Field::Birth,
    Field::NativePlace,
    Field::Education,
    Field::Degree,
    Field::Category,
    Field::Joined,
    Field::FullOn,
    Field::Entered,
    Field::Unit,
    Field::Job,
    Field::Position,
    Field::Phone,
    Field::Landline,
    Field::Address,
    Field::Remark,
];

/// Those on the rolls of some orgs, who are put right together.
#[derive(Debug)]
pub(super) struct Members {
    org: Option<OrgId>,
    under: Option<OrgId>,
    today: chrono::NaiveDate,
    /// The options that ask for them.
    asked: String,
}

impl Members {
    /// Those that were asked for.
    pub(super) fn of(ctx: &Ctx, args: &Edit) -> Result<Self> {
        let db = ctx.read()?;
        let find = |typed: &Option<String>| typed.as_deref().map(|typed| org::find(db.conn(), typed)).transpose();
        let (org, under) = (find(&args.org)?, find(&args.under)?);
        let asked = [("--org", org), ("--under", under)].map(|(option, org)| match org {
            Some(org) => org::get(db.conn(), org).map(|org| format!(" {option} {}", org.code)),
            None => Ok(String::new()),
        });
        let asked = asked.into_iter().collect::<Result<String>>()?;
        Ok(Self { org, under, today: ctx.today, asked })
    }
}

impl Sheet for Members {
    fn of(&self) -> String {
        "member".to_owned()
    }

    fn title(&self) -> Text {
        say!(MembersTitle)
    }

    fn command(&self) -> String {
        format!("member edit{}", self.asked)
    }

    fn list(&self, ctx: &Ctx, db: &Db) -> Result<Kept> {
        let filter = Filter { org: self.org, under: self.under, ..Filter::default() };
        let kept = Listing::keep_within(batch::READ, list::export_columns(), Frame::default(), |listing| {
            list::list(db, ctx.as_of(), &filter, false, listing, &mut Resting::default())
        })?;
        let shown = |key: &str| key == "no" || key == "org" || OPEN.iter().any(|field| field.key() == key);
        let places: Vec<usize> = (0..kept.columns.len()).filter(|at| shown(&kept.columns[*at].key)).collect();
        Ok(kept.only(&places))
    }

    fn open_columns(&self) -> Vec<&'static str> {
        OPEN.iter().map(|field| field.key()).collect()
    }

    fn write(&self, tx: &Tx<'_>, rows: &[Changed], advice: &mut Advice) -> Result<Vec<Fault>> {
        let books = Books::new(tx, self.today);
        batch::each(rows, |row| {
            let mut told = Draft::default();
            for (key, text) in &row.told {
                let field = OPEN.iter().find(|field| field.key() == key).expect("a column that may be changed");
                told.tell(*field, text.clone());
            }
            write::mend(tx, &write::load(tx, PersonId(row.number()))?, &told, &books, advice).map(drop)
        })
    }
}
