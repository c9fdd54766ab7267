//! Entries with lines of their own: what was pledged, a line a matter, each under a head of the kind's list, and what
//! came of it once the entry is settled.
//!
//! Typed and in a file a line is `HEAD: TEXT`, settled `HEAD: TEXT [OUTCOME]`; several are parted by semicolons. Within an
//! entry they stand as one JSON text, an array `[head, text, outcome]` a line; on record in the table `TABLE_item`.

use rusqlite::types::Value as Stored;
use serde_json::{Value as Json, json};

use super::write::Entry;
use super::{Kind, value};
use crate::code::{self, Code, codes};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::ledger::texts;
use crate::output::Line;
use crate::text;

codes! {
    /// What came of a line.
    pub enum Outcome {
        Kept = "kept", "已兑现", "kept", ["兑现", "完成", "已完成"];
        Partly = "partly", "部分兑现", "partly kept", ["基本完成"];
        NotKept = "not-kept", "未兑现", "not kept", ["未完成", "没有兑现"];
    }
}

/// The list that a column of the table of lines takes its values from.
pub(super) fn list(kind: &Kind, column: &str) -> Option<&'static [Code]> {
    match column {
        "head" => kind.lines().map(|(_, heads)| heads),
        "outcome" => Some(Outcome::CODES),
        _ => None,
    }
}

/// Reads what was typed. Refuses a line without a head, or without a text.
pub(super) fn read(heads: &'static [Code], typed: &str) -> Result<Stored, Text> {
    let lines: Vec<Line> =
        parted(heads, typed).into_iter().map(|line| read_one(heads, &line)).collect::<Result<_, _>>()?;
    Ok(stored(&lines))
}

/// The head of a line, as far as one is written.
fn head(line: &str) -> Option<(&str, &str)> {
    line.split_once([':', '：'])
}

/// The lines of a text: a semicolon parts them where another head follows, else it belongs to the text.
fn parted(heads: &'static [Code], typed: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in typed.split('\n') {
        for (at, part) in line.split(['；', ';']).enumerate().filter(|(_, part)| !part.trim().is_empty()) {
            let begins = head(part).is_some_and(|(head, _)| code::find(heads, head).is_ok());
            match lines.last_mut() {
                Some(last) if at > 0 && !begins => last.extend(["；", part.trim()]),
                _ => lines.push(part.trim().to_owned()),
            }
        }
    }
    lines
}

fn read_one(heads: &'static [Code], line: &str) -> Result<Line, Text> {
    let (head, rest) = head(line).ok_or_else(|| say!(LineWithoutHead { line }))?;
    let head = value::code_of(heads, head).map_err(|what| say!(LineHeadUnknown { line, what }))?;
    let (rest, mark) = without_outcome(rest.trim());
    let text = text::typed(Some(rest)).ok_or_else(|| say!(LineWithoutText { line }))?;
    Ok(Line { head, text, mark })
}

/// `TEXT [OUTCOME]`, parted; brackets around anything else belong to the text.
fn without_outcome(text: &str) -> (&str, Option<&'static Code>) {
    let inner = |text: &str| {
        let (text, outcome) = text.strip_suffix([']', '】'])?.rsplit_once(['[', '【'])?;
        Some((text.trim_end().len(), code::find(Outcome::CODES, outcome).ok()?))
    };
    inner(text).map_or((text, None), |(end, outcome)| (&text[..end], Some(outcome)))
}

/// The lines as an entry holds them.
fn stored(lines: &[Line]) -> Stored {
    if lines.is_empty() {
        return Stored::Null;
    }
    let all: Vec<Json> =
        lines.iter().map(|line| json!([line.head.code, line.text, line.mark.map(|outcome| outcome.code)])).collect();
    Json::from(all).to_string().into()
}

/// The lines that an entry holds.
pub(super) fn of(heads: &'static [Code], stored: &Stored) -> Vec<Line> {
    let Stored::Text(json) = stored else { return Vec::new() };
    let all: Vec<(String, String, Option<String>)> = serde_json::from_str(json).unwrap_or_default();
    let line = |(head, text, outcome): (String, String, Option<String>)| {
        let head = code::find(heads, &head).ok()?;
        let mark = outcome.and_then(|outcome| code::find(Outcome::CODES, &outcome).ok());
        Some(Line { head, text, mark })
    };
    all.into_iter().filter_map(line).collect()
}

/// The SQL that gives the lines of a row of `entry`, their outcomes where `is_settled`.
pub(super) fn asked(kind: &Kind, entry: &str, is_settled: &str) -> String {
    let table = kind.table;
    format!(
        "(SELECT nullif(json_group_array(json_array(head, text, iif({is_settled}, outcome, NULL)) ORDER BY {table}_item.id), '[]')
          FROM {table}_item WHERE {table}_item.{table}_id = {entry}.id)"
    )
}

/// Brings what is on record of an entry to its lines, touching only what differs.
pub(super) fn store(tx: &Tx<'_>, kind: &Kind, id: i64, entry: &Entry) -> Result<()> {
    let Some((field, heads)) = kind.lines() else { return Ok(()) };
    let (table, lines) = (kind.table, of(heads, entry.get(kind, field.key)));
    let mut query = tx.prepare_cached(&format!("SELECT id FROM {table}_item WHERE {table}_id = ?1 ORDER BY id"))?;
    let on_record = query.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    for (at, line) in lines.iter().enumerate() {
        let row = on_record.get(at);
        tx.prepare_cached(&format!(
            "INSERT INTO {table}_item (id, {table}_id, head, text, outcome) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET head = excluded.head, text = excluded.text, outcome = excluded.outcome"
        ))?
        .execute((row, id, line.head.code, &line.text, line.mark.map(|outcome| outcome.code)))?;
    }
    for row in on_record.iter().skip(lines.len()) {
        tx.execute(&format!("DELETE FROM {table}_item WHERE id = ?1"), [row])?;
    }
    Ok(())
}

/// Takes out the lines of an entry.
pub(super) fn remove(tx: &Tx<'_>, kind: &Kind, id: i64) -> Result<()> {
    if kind.lines().is_some() {
        let table = kind.table;
        tx.execute(&format!("DELETE FROM {table}_item WHERE {table}_id = ?1"), [id])?;
    }
    Ok(())
}

/// Refuses a settled entry with a line of which nobody says what came of it, and an outcome before that.
pub(super) fn judge(kind: &Kind, entry: &Entry) -> Result<()> {
    let Some((field, heads)) = kind.lines() else { return Ok(()) };
    let is_settled = !matches!(entry.get(kind, "settled"), Stored::Null);
    let lines = of(heads, entry.get(kind, field.key));
    let wrong: Vec<Text> = lines.iter().filter(|line| line.mark.is_some() != is_settled).map(Line::told).collect();
    if wrong.is_empty() {
        return Ok(());
    }
    let message = if is_settled {
        say!(LinesWithoutOutcome { kind: kind.label, choices: labels(Outcome::CODES) })
    } else {
        say!(LinesSettledTooSoon { kind: kind.label })
    };
    Err(Error::refused(message).details(wrong).hint(say!(LinesOutcomeHint)))
}

fn labels(codes: &'static [Code]) -> Vec<crate::i18n::Label> {
    codes.iter().map(|code| code.label).collect()
}

/// Says of the lines of an entry what came of them: of those named by their head or their place (`HEAD:OUTCOME`,
/// `1:kept`), and, of all others of which nothing is said, `rest`.
pub(super) fn settle(kind: &Kind, entry: &mut Entry, named: &[&str], rest: Option<&str>) -> Result<()> {
    let Some((field, heads)) = kind.lines() else { return Ok(()) };
    let mut lines = of(heads, entry.get(kind, field.key));
    for typed in named {
        let (which, outcome) = head(typed).ok_or_else(|| Error::usage(say!(OutcomeUnreadable { typed: *typed })))?;
        let at = place(kind, heads, &lines, which)?;
        lines[at].mark = Some(outcome_of(typed, outcome)?);
    }
    if let Some(rest) = rest {
        let outcome = outcome_of(rest, rest)?;
        for line in lines.iter_mut().filter(|line| line.mark.is_none()) {
            line.mark = Some(outcome);
        }
    }
    entry.put(kind, field.key, stored(&lines));
    Ok(())
}

fn outcome_of(typed: &str, outcome: &str) -> Result<&'static Code> {
    value::code_of(Outcome::CODES, outcome).map_err(|what| Error::usage(say!(LineHeadUnknown { line: typed, what })))
}

/// Which line is meant. Refuses a head that no line, or more than one, stands under.
fn place(kind: &Kind, heads: &'static [Code], lines: &[Line], which: &str) -> Result<usize> {
    if let Ok(number) = which.trim().parse::<usize>() {
        let there = number.checked_sub(1).filter(|at| *at < lines.len());
        return there.ok_or_else(|| Error::usage(say!(LineNumberNone { which, count: lines.len() })));
    }
    let head = value::code_of(heads, which);
    let head = head.map_err(|what| Error::usage(say!(LineHeadUnknown { line: which, what })))?;
    let under: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].head == head).collect();
    match *under {
        [one] => Ok(one),
        [] => Err(Error::usage(say!(LineHeadNone { kind: kind.label, head: head.label }))),
        _ => Err(Error::usage(say!(LineHeadSeveral { head: head.label, count: under.len() }))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Label;

    const HEADS: &[Code] = &[
        Code { code: "skill", label: Label { zh: "提高执业本领", en: "skill" }, synonyms: &[] },
        Code { code: "other", label: Label { zh: "其他", en: "other" }, synonyms: &[] },
    ];

    fn lines(typed: &str) -> Vec<(&'static str, String, Option<&'static str>)> {
        let read = of(HEADS, &read(HEADS, typed).unwrap());
        read.into_iter().map(|line| (line.head.code, line.text, line.mark.map(|mark| mark.code))).collect()
    }

    #[test]
    fn a_semicolon_parts_lines_only_before_a_head() {
        assert_eq!(
            lines("提高执业本领：每月自学; 每年考证；other: 戒烟 [已兑现]\nskill:带徒 [两名]"),
            [
                ("skill", "每月自学；每年考证".to_owned(), None),
                ("other", "戒烟".to_owned(), Some("kept")),
                ("skill", "带徒 [两名]".to_owned(), None),
            ]
        );
        assert_eq!(read(HEADS, " ; \n"), Ok(Stored::Null));
    }

    #[test]
    fn a_line_needs_a_head_of_the_list_and_a_text() {
        assert_eq!(read(HEADS, "戒烟"), Err(say!(LineWithoutHead { line: "戒烟" })));
        assert_eq!(read(HEADS, "其他: [未兑现]"), Err(say!(LineWithoutText { line: "其他: [未兑现]" })));
        assert!(read(HEADS, "戒烟: 今年").is_err());
    }
}
