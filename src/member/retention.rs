//! Who may be erased by the office's own term: `member retention`.

use rusqlite::named_params;

use super::Ended;
use crate::config::Key;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::texts;
use crate::org::{self, OrgId};
use crate::output::{Column, Value};

/// What a term may be, in years.
const YEARS: std::ops::RangeInclusive<u32> = 1..=100;

/// Lists who left the rolls longer ago than the term, `years` or else the one that is set; nobody where none is set, which is told.
///
/// Refuses a term that is no number of years from 1 to 100.
pub(super) fn list(ctx: &Ctx, years: Option<u32>) -> Result<()> {
    let db = ctx.read()?;
    let set = ctx.setting(Key::RetentionYears).map(|setting| setting.value.to_string_lossy().into_owned());
    let set = set.map(|set| set.parse().map_err(|_| bad(&set))).transpose()?;
    let years = years.or(set);
    if let Some(years) = years.filter(|years| !YEARS.contains(years)) {
        return Err(bad(&years.to_string()).of_option("--years"));
    }
    let columns = Column::list(&["no", "name", "org", "left_on", "left_how", "left_note", "erasable_on"]);
    ctx.list(columns, ctx.paper(&say!(RetentionTitle)), |listing| {
        let Some(years) = years else { return Ok(()) };
        let mut query = db.conn().prepare(include_str!("retention.sql"))?;
        let mut rows = query.query(named_params! {":years": years, ":today": ctx.as_of().to_string()})?;
        while let Some(row) = rows.next()? {
            listing.push(vec![
                row.get::<_, i64>("no")?.into(),
                row.get::<_, String>("name")?.into(),
                org::get(db.conn(), row.get::<_, OrgId>("org_id")?)?.name.into(),
                row.get::<_, String>("left_on")?.into(),
                Value::Code(row.get::<_, Ended>("left_how")?.entry()),
                row.get::<_, Option<String>>("left_note")?.into(),
                row.get::<_, String>("erasable_on")?.into(),
            ])?;
        }
        Ok(())
    })?;
    ctx.note(&match years {
        Some(years) => say!(RetentionTold { years }),
        None => say!(RetentionUnset { command: "config set retention.years N" }),
    });
    Ok(())
}

fn bad(typed: &str) -> Error {
    Error::usage(say!(RetentionBad { typed, least: *YEARS.start(), most: *YEARS.end() }))
}
