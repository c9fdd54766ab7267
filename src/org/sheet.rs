//! Orgs as a sheet in which they are put right, see [`crate::batch`].

use chrono::NaiveDate;

use super::correct::{self, Correction};
use super::{Follow, Formation, FormationReason, OrgId, export, find_exactly, papers};
use crate::assumed::Resting;
use crate::batch::{self, Changed, Fault, Sheet};
use crate::ctx::Ctx;
use crate::db::{Db, Tx};
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::input::Problem;
use crate::org::texts;
use crate::output::{Kept, yes_no};
use crate::rules::Advice;
use crate::text;

/// The columns of the sheet; a kind or a parent changes by an event of its own.
const COLUMNS: [&str; 17] = [
    "code",
    "name",
    "kind",
    "parent",
    "short_name",
    "founded",
    "formation",
    "formation_reason",
    "requested",
    "request_no",
    "approved",
    "approval_no",
    "in_step",
    "district",
    "contact",
    "phone",
    "units",
];

/// Those of them that only tell.
const FIXED: [&str; 4] = ["code", "kind", "parent", "units"];

/// Orgs that are put right together.
pub(super) struct Orgs {
    under: Option<OrgId>,
    today: NaiveDate,
    follow: Follow,
    /// The option that asks for them.
    asked: String,
}

impl Orgs {
    /// Those that were asked for.
    pub(super) fn of(ctx: &Ctx, under: Option<&str>, follow: Follow) -> Result<Self> {
        let db = ctx.read()?;
        let under = under.map(|typed| super::find(db.conn(), typed)).transpose()?;
        let above = under.map(|org| super::get(db.conn(), org)).transpose()?;
        let asked = above.map(|org| format!(" --under {}", org.code)).unwrap_or_default();
        Ok(Self { under, today: ctx.today, follow, asked })
    }
}

impl Sheet for Orgs {
    fn of(&self) -> String {
        "org".to_owned()
    }

    fn title(&self) -> Text {
        say!(OrgsTitle)
    }

    fn command(&self) -> String {
        format!("org edit{}", self.asked)
    }

    fn list(&self, _: &Ctx, db: &Db) -> Result<Kept> {
        let kept = export::kept(db, (None, self.under), &mut Resting::default())?;
        let places: Vec<usize> = COLUMNS.iter().filter_map(|key| kept.column(key)).collect();
        Ok(kept.only(&places))
    }

    fn open_columns(&self) -> Vec<&'static str> {
        COLUMNS.into_iter().filter(|key| !FIXED.contains(key)).collect()
    }

    fn write(&self, tx: &Tx<'_>, rows: &[Changed], advice: &mut Advice) -> Result<Vec<Fault>> {
        batch::each(rows, |row| {
            let (org, fix) = (find_exactly(tx, &row.id)?, correction(&row.told)?);
            correct::correct(tx, org, &fix, self.today, self.follow)?;
            advice.only_warning(|advice| papers::advise(tx, org, advice))
        })
    }
}

/// What the cells put right. A day or a way of founding is not taken away, as in the single verb.
fn correction(told: &[(String, String)]) -> Result<Correction> {
    let mut fix = Correction::default();
    for (key, typed) in told {
        let key = COLUMNS.into_iter().find(|column| column == key).expect("a column of the sheet");
        put(&mut fix, key, typed).map_err(|error| {
            let problem = Problem { key, value: typed.clone(), what: error.in_a_line() };
            Error::refused(problem.text())
        })?;
    }
    Ok(fix)
}

fn put(fix: &mut Correction, key: &'static str, typed: &str) -> Result<()> {
    match key {
        "name" => fix.name = Some(typed.to_owned()),
        "short_name" => fix.short_name = Some(typed.to_owned()),
        "founded" | "requested" | "approved" | "formation" | "in_step" if typed.is_empty() => {
            return Err(Error::refused(say!(FieldNeeded)));
        }
        "founded" => fix.founded = Some(typed.parse()?),
        "requested" => fix.requested = Some(typed.parse()?),
        "approved" => fix.approved = Some(typed.parse()?),
        "formation" => fix.formation = Some(typed.parse::<Formation>()?),
        "in_step" => {
            let choices = vec![yes_no(true), yes_no(false)];
            fix.in_step = Some(text::yes_or_no(typed).ok_or_else(|| Error::refused(say!(NotInList { choices })))?);
        }
        "formation_reason" if !typed.is_empty() => {
            fix.texts.push((key, typed.parse::<FormationReason>()?.code().to_owned()));
        }
        _ => fix.texts.push((key, typed.to_owned())),
    }
    Ok(())
}
