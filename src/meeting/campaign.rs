//! The campaigns that meetings are tagged with: names of the ledger of campaigns, however they are spelt.

use rusqlite::Connection;

use crate::error::Result;
use crate::i18n::say;
use crate::meeting::texts;
use crate::rules::Advice;
use crate::text;

/// Every name and alias of the ledger, folded, with the name it stands for.
fn spellings(conn: &Connection) -> Result<Vec<(String, String)>> {
    let mut query = conn.prepare_cached("SELECT name, alias FROM org_campaign ORDER BY id")?;
    let mut rows = query.query([])?;
    let mut spellings = Vec::new();
    while let Some(row) = rows.next()? {
        let (name, alias): (String, Option<String>) = (row.get("name")?, row.get("alias")?);
        let others = alias.as_deref().into_iter().flat_map(text::items);
        let all: Vec<String> = others.chain([&*name]).map(|spelt| text::fold(spelt).into_owned()).collect();
        spellings.extend(all.into_iter().map(|spelt| (spelt, name.clone())));
    }
    Ok(spellings)
}

/// The campaigns of these names, each once and by its name on record. One that is not on record stays as typed and, where
/// there are any on record, is told.
pub(super) fn on_record(conn: &Connection, told: &[String], advice: &mut Advice) -> Result<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    if told.is_empty() {
        return Ok(names); // most meetings belong to none
    }
    let spellings = spellings(conn)?;
    for typed in told {
        let name = found(&spellings, typed);
        if name.is_none() && !spellings.is_empty() {
            advice.notice(say!(CampaignUnknown { typed }));
        }
        let name = name.unwrap_or(typed);
        if !names.iter().any(|other| other == name) {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

/// The name on record of the campaign that was typed; what is not on record stays as it is.
pub(super) fn named(conn: &Connection, typed: &str) -> Result<String> {
    Ok(found(&spellings(conn)?, typed).unwrap_or(typed).to_owned())
}

fn found<'a>(spellings: &'a [(String, String)], typed: &str) -> Option<&'a str> {
    let folded = text::fold(typed);
    spellings.iter().find(|(spelt, _)| *spelt == *folded).map(|(_, name)| name.as_str())
}
