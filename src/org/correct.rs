//! Corrections: what was recorded wrongly about an org is put right. What stood there before is in the operation log.

use chrono::NaiveDate;
use rusqlite::types::Value;

use super::found::{can_have_been, check_name, parent_stands, refuse_taken};
use super::{Follow, Formation, OrgId, OrgKind, event, get, history, holding_code, papers};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::org::texts;
use crate::text;

/// What to put right; `None` leaves it. An empty text removes what stands there.
#[derive(Debug, Clone, Default)]
pub struct Correction {
    /// The latest name.
    pub name: Option<String>,
    /// The latest short name.
    pub short_name: Option<String>,
    /// The latest kind.
    pub kind: Option<OrgKind>,
    /// The latest parent.
    pub parent: Option<OrgId>,
    /// The code.
    pub code: Option<String>,
    /// When it was founded.
    pub founded: Option<PartialDate>,
    /// When it was dissolved.
    pub dissolved: Option<PartialDate>,
    /// When it got its latest name.
    pub renamed: Option<PartialDate>,
    /// When it came under its latest parent.
    pub moved: Option<PartialDate>,
    /// When it became of its latest kind.
    pub converted: Option<PartialDate>,
    /// How it was formed.
    pub formation: Option<Formation>,
    /// When it was asked for, when the reply agreed.
    pub requested: Option<PartialDate>,
    /// See [`Self::requested`].
    pub approved: Option<PartialDate>,
    /// Whether it was founded in step.
    pub in_step: Option<bool>,
    /// Texts of its own row: column and new text.
    pub texts: Vec<(&'static str, String)>,
}

impl Correction {
    /// Whether it says another of what the papers of a founding tell, or of what they are judged by.
    fn is_of_founding(&self) -> bool {
        let days = [&self.founded, &self.dissolved, &self.requested, &self.approved];
        let is_reason = |(column, _): &(&str, String)| *column == "formation_reason";
        days.iter().any(|day| day.is_some()) || self.formation.is_some() || self.texts.iter().any(is_reason)
    }
}

/// Puts right what was recorded wrongly, and what follows from another founding day.
pub fn correct(tx: &Tx<'_>, id: OrgId, fix: &Correction, today: NaiveDate, follow: Follow) -> Result<()> {
    let org = get(tx, id)?;
    if let Some(name) = &fix.name {
        check_name(tx, &text::name(name), Some(id))?;
    }
    if let Some(short) = text::typed_name(fix.short_name.as_deref()) {
        refuse_taken(tx, &short, Some(id))?;
    }
    if fix.code.as_deref().is_some_and(|code| code.trim().is_empty()) {
        return Err(Error::usage(say!(NameEmpty)));
    }
    if let Some(holder) =
        fix.code.as_deref().map(|code| holding_code(tx, code.trim())).transpose()?.flatten().filter(|h| *h != id)
    {
        return Err(Error::refused(say!(CodeTaken {
            code: fix.code.clone().unwrap_or_default(),
            holder: get(tx, holder)?.name
        })));
    }
    for date in [&fix.founded, &fix.dissolved, &fix.renamed, &fix.moved, &fix.converted].into_iter().flatten() {
        can_have_been(date, today)?;
    }
    if fix.dissolved.is_some() && org.dissolved.is_none() && org.given_up.is_none() {
        return Err(Error::refused(say!(NotDissolved { org: &org.name })).hint(say!(NotDissolvedHint)));
    }
    if fix.founded.is_some() && org.planned {
        return Err(Error::refused(say!(OrgPlanned { org: &org.name })).hint(say!(OrgPlannedHint)));
    }
    if let Some(kind) = fix.kind {
        super::refuse_without_roll(tx, &org, kind)?;
    }
    // No stay lies before the founding at any moment: of a later one the stays go first.
    let is_later = fix.founded.is_some_and(|new| org.founded.is_none_or(|old| new.first_day() > old.first_day()));
    if !is_later {
        correct_row(tx, id, fix)?;
    }
    if let Some(founded) = &fix.founded {
        (follow.founded_otherwise)(tx, id, (org.founded.as_ref(), founded), today)?;
    }
    if is_later {
        correct_row(tx, id, fix)?;
    }
    if fix.is_of_founding() {
        papers::judge(tx, id, today)?;
    }
    correct_history(tx, id, fix)
}

fn value_of(value: &str) -> Value {
    text::typed(Some(value)).map_or(Value::Null, Value::Text)
}

fn correct_row(tx: &Tx<'_>, id: OrgId, fix: &Correction) -> Result<()> {
    let mut set: Vec<(&str, Value)> = fix.texts.iter().map(|(column, value)| (*column, value_of(value))).collect();
    set.extend(fix.code.iter().map(|code| ("code", Value::Text(code.trim().to_owned()))));
    set.extend(fix.formation.iter().map(|formation| ("formation", Value::Text(formation.code().into()))));
    set.extend(fix.founded.iter().map(|date| ("founded", history::text(Some(date)))));
    let end = if get(tx, id)?.planned { "given_up" } else { "dissolved" };
    set.extend(fix.dissolved.iter().map(|date| (end, history::text(Some(date)))));
    set.extend(fix.requested.iter().map(|date| ("requested", history::text(Some(date)))));
    set.extend(fix.approved.iter().map(|date| ("approved", history::text(Some(date)))));
    set.extend(fix.in_step.map(|is| ("in_step", Value::Integer(is.into()))));
    for (column, value) in set {
        tx.prepare_cached(&format!("UPDATE org SET {column} = ?1 WHERE id = ?2"))?.execute((value, id))?;
    }
    Ok(())
}

fn correct_history(tx: &Tx<'_>, id: OrgId, fix: &Correction) -> Result<()> {
    for (table, date) in
        [(history::NAMES, &fix.renamed), (history::PARENTS, &fix.moved), (history::KINDS, &fix.converted)]
    {
        if let Some(date) = date {
            table.mend_start(tx, id.0, date)?;
        }
    }
    let last = |table: history::Table| Ok::<_, Error>(table.last(tx, id.0)?.map(|row| row.id));
    if let Some(name) = &fix.name {
        tx.execute("UPDATE org_name SET name = ?1 WHERE id = ?2", (text::name(name), last(history::NAMES)?))?;
    }
    if let Some(short) = &fix.short_name {
        tx.execute(
            "UPDATE org_name SET short_name = ?1 WHERE id = ?2",
            (text::typed_name(Some(short)), last(history::NAMES)?),
        )?;
    }
    if let Some(kind) = fix.kind {
        tx.execute("UPDATE org_kind SET kind = ?1 WHERE id = ?2", (kind, last(history::KINDS)?))?;
    }
    if let Some(parent) = fix.parent {
        correct_parent(tx, id, parent)?;
    }
    Ok(())
}

fn correct_parent(tx: &Tx<'_>, id: OrgId, parent: OrgId) -> Result<()> {
    let (org, above) = (get(tx, id)?, get(tx, parent)?);
    let link = history::PARENTS.last(tx, id.0)?;
    let since = link.as_ref().and_then(|link| link.since).or(org.founded);
    if !org.planned {
        parent_stands(&above, since.as_ref())?;
    }
    // Of an org of which no day is known, the link holds from the first day of the calendar, as in the schema.
    let day = since.map_or_else(|| NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default(), |since| since.first_day());
    event::refuse_loop(tx, &org, &above, day)?;
    match link {
        Some(link) => tx.execute("UPDATE org_parent SET parent_id = ?1 WHERE id = ?2", (parent, link.id))?,
        None => tx.execute("INSERT INTO org_parent (org_id, parent_id) VALUES (?1, ?2)", (id, parent))?,
    };
    Ok(())
}
