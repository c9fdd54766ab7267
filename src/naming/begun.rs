//! Names that begin as typed, or that letters spell: for completion while somebody waits for the next key.
//!
//! An index over the names is gone along by leaps, from one name to the next that differs where it matters, so that the time taken
//! does not grow with the number of rows.

use std::collections::BTreeSet;

use rusqlite::{CachedStatement, Connection, OptionalExtension as _, named_params};

use super::{Named, ids, living};
use crate::error::Result;
use crate::text::{self, Leads, leads};

/// So many names are offered of one beginning, and the last one: what all of them share is shared by those between.
const FIRST: usize = 40;
/// Of each beginning that letters spell, where there are several.
const OF_EACH: usize = 4;
/// So many names are offered in all.
const MOST: usize = 120;
/// So many leaps are made: a few milliseconds.
const LEAPS: usize = 1000;
/// So many orgs or units are looked through for a part of a name.
const LOOKED_THROUGH: usize = 20_000;
/// What comes after every name of that beginning.
const LAST: char = char::MAX;

/// A column of names in the order of an index.
pub(crate) struct Column<'c> {
    next: CachedStatement<'c>,
    last: CachedStatement<'c>,
    /// Whether the names are those of people, who have surnames.
    is_of_people: bool,
    left: usize,
}

impl<'c> Column<'c> {
    /// A column of a table; an index over it must be there.
    pub(crate) fn of(conn: &'c Connection, table: &str, column: &str, is_of_people: bool) -> Result<Self> {
        let ask = |way: &str| {
            conn.prepare_cached(&format!(
                "SELECT {column} FROM {table} WHERE {column} >= :from AND {column} < :to ORDER BY {column} {way} LIMIT 1"
            ))
        };
        Ok(Self { next: ask("")?, last: ask("DESC")?, is_of_people, left: LEAPS })
    }

    /// The names that begin as typed; of letters, those that they spell. In the order of the index; of too many the first and the last.
    pub(crate) fn begun(&mut self, typed: &str) -> Result<BTreeSet<String>> {
        let mut found = BTreeSet::new();
        self.take(typed, FIRST, &mut found)?;
        let letters = text::fold(typed).replace(['\'', '’', '-'], "").replace('ü', "v");
        if !letters.is_empty() && letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            for initials in [false, true] {
                if found.is_empty() || letters.len() == 1 {
                    self.spelt("", &letters, initials, &mut found)?;
                }
            }
        }
        Ok(found)
    }

    /// Takes names of one beginning: the first ones and the last.
    fn take(&mut self, beginning: &str, first: usize, found: &mut BTreeSet<String>) -> Result<()> {
        let (mut from, to) = (beginning.to_owned(), format!("{beginning}{LAST}"));
        for _ in 0..first {
            let Some(name) = self.next(&from, &to)? else { return Ok(()) };
            from = format!("{name}\u{1}");
            found.insert(name);
        }
        found.extend(Self::ask(&mut self.last, &from, &to)?);
        Ok(())
    }

    /// Takes names that letters spell and that begin so: from each character that stands next to the next one.
    fn spelt(&mut self, beginning: &str, letters: &str, initials: bool, found: &mut BTreeSet<String>) -> Result<()> {
        let (mut from, to) = (beginning.to_owned(), format!("{beginning}{LAST}"));
        while found.len() < MOST
            && let Some(name) = self.next(&from, &to)?
        {
            let Some(c) = name[beginning.len()..].chars().next() else {
                from = format!("{name}\u{1}");
                continue;
            };
            let longer = format!("{beginning}{c}");
            match leads(&longer, letters, initials, self.is_of_people) {
                Leads::Not => {}
                Leads::On => self.spelt(&longer, letters, initials, found)?,
                Leads::There => self.take(&longer, OF_EACH, found)?,
            }
            from = format!("{longer}{LAST}");
        }
        Ok(())
    }

    fn next(&mut self, from: &str, to: &str) -> Result<Option<String>> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        Self::ask(&mut self.next, from, to)
    }

    fn ask(query: &mut CachedStatement<'_>, from: &str, to: &str) -> Result<Option<String>> {
        Ok(query.query_row(named_params! {":from": from, ":to": to}, |row| row.get(0)).optional()?)
    }
}

/// The short names and names of orgs or units that begin as typed, that letters spell, or, where none does, in which what was typed
/// stands; each with what else is known of the one who bears it.
pub(crate) fn begun(conn: &Connection, named: &Named, typed: &str) -> Result<Vec<(String, String)>> {
    let typed = &*text::name(typed);
    let mut found = Column::of(conn, named.names, "short_name", false)?.begun(typed)?;
    if found.is_empty() || !typed.is_empty() {
        found.extend(Column::of(conn, named.names, "name", false)?.begun(typed)?);
    }
    if found.is_empty() {
        found = within(conn, named, typed)?;
    }
    let bearers =
        format!("SELECT DISTINCT {} FROM {} WHERE short_name = :typed OR name = :typed", named.owner, named.names);
    let mut told = Vec::with_capacity(found.len());
    for name in found {
        let all = ids(conn, &bearers, &name)?;
        let (still, gone) = (living(conn, named, &all)?, all.first().copied());
        if let Some(id) = still.first().copied().or(gone) {
            let shown = super::candidates(conn, named, &[id])?;
            let other = shown.into_iter().flatten().filter(|(_, text)| *text != name && !text.is_empty());
            let other = other.map(|(_, text)| text).collect::<Vec<_>>().join(" ");
            told.push((name, other));
        }
    }
    Ok(told)
}

/// The short names, or names, in which a text stands.
fn within(conn: &Connection, named: &Named, typed: &str) -> Result<BTreeSet<String>> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT DISTINCT coalesce(short_name, name) AS called
         FROM (SELECT short_name, name FROM {} LIMIT {LOOKED_THROUGH})
         WHERE instr(name, :typed) OR instr(short_name, :typed)
         ORDER BY called LIMIT {FIRST}",
        named.names
    ))?;
    Ok(query.query_map(named_params! {":typed": typed}, |row| row.get(0))?.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(names: &[&str], typed: &str) -> Vec<String> {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE person (name TEXT NOT NULL); CREATE INDEX person_name ON person (name)")
            .unwrap();
        for name in names {
            conn.execute("INSERT INTO person VALUES (?1)", [name]).unwrap();
        }
        Column::of(&conn, "person", "name", true).unwrap().begun(typed).unwrap().into_iter().collect()
    }

    #[test]
    fn names_are_found_by_their_beginning_in_characters_or_letters() {
        let names = ["张三", "张三", "张三丰", "张四", "章三", "单雄信", "李四", "John Smith", "ö"];
        assert_eq!(begun(&names, "张三"), ["张三", "张三丰"]);
        assert_eq!(begun(&names, "zhangs"), ["张三", "张三丰", "张四", "章三"]);
        assert_eq!(begun(&names, "zhangsan"), ["张三", "张三丰", "章三"]);
        assert_eq!(begun(&names, "zs"), ["张三", "张三丰", "张四", "章三"]);
        assert_eq!(begun(&names, "zsf"), ["张三丰"]);
        assert_eq!(begun(&names, "shan"), ["单雄信"]);
        assert_eq!(begun(&names, "Jo"), ["John Smith"]);
        assert_eq!(begun(&names, "").len(), 8);
        assert_eq!(begun(&names, "王"), [] as [&str; 0]);
        assert_eq!(begun(&names, "330402"), [] as [&str; 0]);
    }

    #[test]
    fn of_too_many_the_first_and_the_last_are_found() {
        let names: Vec<String> = ('一'..='龥').take(500).map(|c| format!("王{c}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let found = begun(&names, "王");
        assert_eq!((found.len(), found.last().map(String::as_str)), (FIRST + 1, Some(names[499])));
        assert_eq!(begun(&names, "wang").len(), OF_EACH + 1);
    }
}
