//! What goes from the books about the books: the images of the journal, command lines, and the access log.

use std::collections::BTreeSet;

use rusqlite::{Connection, params_from_iter};

use super::columns;
use super::records::{contains, looked, needed};
use super::secrets::{Looked, MARK};
use super::whose::{Whose, list, numbers};
use super::{Erased, Place};
use crate::db::journal::Image;
use crate::error::Result;

/// Empties what the journal keeps of their rows, takes name and numbers out of the images that concern them and out of command lines.
/// Returns the operations that touched them.
pub(super) fn clean(conn: &Connection, whose: &Whose, erased: &mut Erased) -> Result<BTreeSet<i64>> {
    let own = operations(conn, whose)?;
    let alone = alone(conn, whose, &own)?;
    empty(conn, whose, erased)?;
    let mut touched = replace(conn, whose, erased)?;
    touched.extend(own);
    commands(conn, whose, &touched, &alone, erased)?;
    Ok(touched)
}

/// The operations that touched rows of their own, an import in bulk that brought one as well.
fn operations(conn: &Connection, whose: &Whose) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    for (table, own) in whose.own.iter().filter(|(_, own)| !own.is_empty()) {
        let sql =
            "SELECT DISTINCT operation_id FROM change WHERE tbl = ?1 AND row_id IN (SELECT value FROM json_each(?2))
                   UNION
                   SELECT operation_id FROM bulk
                   WHERE tbl = ?1 AND EXISTS (SELECT 1 FROM json_each(?2) WHERE value BETWEEN first_id AND last_id)";
        found.extend(numbers(conn, sql, [table.as_str(), &list(own)])?);
    }
    Ok(found)
}

/// Those of them that touched nothing else: what was typed for them is all about this person.
fn alone(conn: &Connection, whose: &Whose, operations: &BTreeSet<i64>) -> Result<BTreeSet<i64>> {
    let mut query = conn.prepare("SELECT tbl, row_id FROM change WHERE operation_id = ?1")?;
    let mut alone = BTreeSet::new();
    for operation in operations {
        let rows = query.query_map([operation], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        let is_own = |(table, id): &(String, i64)| whose.own.get(table).is_some_and(|own| own.contains(id));
        if !rows.is_empty() && rows.iter().all(is_own) {
            alone.insert(*operation);
        }
    }
    Ok(alone)
}

/// Empties the images of their own rows.
fn empty(conn: &Connection, whose: &Whose, erased: &mut Erased) -> Result<()> {
    for (table, declared) in columns::tables().filter(|(_, declared)| !declared.gone.is_empty()) {
        let Some(own) = whose.own.get(table).filter(|own| !own.is_empty()) else { continue };
        let needed = needed(conn, table)?;
        let fields: String = declared
            .gone
            .iter()
            .map(|column| {
                format!(", '$.{column}', {}", if needed.contains(column) { format!("'{MARK}'") } else { "NULL".into() })
            })
            .collect();
        let sql = format!(
            "UPDATE change SET before = json_replace(before{fields}), after = json_replace(after{fields})
             WHERE tbl = ?1 AND row_id IN (SELECT value FROM json_each(?2))"
        );
        erased.images += conn.execute(&sql, [table, &list(own)])?;
    }
    Ok(())
}

/// Takes name and numbers out of the images of what concerns them. Returns the operations whose images those are.
fn replace(conn: &Connection, whose: &Whose, erased: &mut Erased) -> Result<BTreeSet<i64>> {
    let (mut touched, sought) = (BTreeSet::new(), whose.secrets.searched());
    if sought.is_empty() {
        return Ok(touched);
    }
    let sides = ["before".to_owned(), "after".to_owned()];
    let sql = format!(
        "SELECT id, operation_id, tbl, row_id, before, after FROM change WHERE tbl <> 'frozen' AND ({}) ORDER BY id",
        contains(&sides, sought.len())
    );
    let mut query = conn.prepare(&sql)?;
    let mut put = conn.prepare("UPDATE change SET before = ?1, after = ?2 WHERE id = ?3")?;
    let mut rows = query.query(params_from_iter(&sought))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let sides: [Option<String>; 2] = [row.get("before")?, row.get("after")?];
        found.push((
            row.get::<_, i64>("id")?,
            row.get::<_, i64>("operation_id")?,
            row.get::<_, String>("tbl")?,
            row.get("row_id")?,
            sides,
        ));
    }
    drop(rows);
    for (id, operation, table, row, sides) in found {
        let image: Option<Image> =
            sides.iter().flatten().next_back().and_then(|image| serde_json::from_str(image).ok());
        let looked = looked(whose.concern(conn, &table, row, image.as_ref())?, whose);
        // Neither a name nor a number has a sign in it that JSON would write otherwise.
        let without = |side: &Option<String>| {
            let side = side.as_deref()?;
            looked.and_then(|looked| whose.secrets.without(side, looked)).or_else(|| whose.secrets.named_within(side))
        };
        let kept = [without(&sides[0]), without(&sides[1])];
        if kept.iter().any(Option::is_some) {
            let [before, after] = [kept[0].as_ref().or(sides[0].as_ref()), kept[1].as_ref().or(sides[1].as_ref())];
            put.execute((before, after, id))?;
            erased.images += 1;
            touched.insert(operation);
        }
        let is_of_namesake = table == "person" && !whose.ids.contains(&row);
        let left = if is_of_namesake { Looked::Numbers } else { Looked::Names };
        if kept
            .into_iter()
            .zip(sides)
            .filter_map(|(kept, side)| kept.or(side))
            .any(|side| whose.secrets.without(&side, left).is_some())
        {
            erased.elsewhere.push(Place::Operation(operation));
        }
    }
    Ok(touched)
}

/// Takes them out of what was typed: all of it where an operation is about them alone.
fn commands(
    conn: &Connection,
    whose: &Whose,
    touched: &BTreeSet<i64>,
    alone: &BTreeSet<i64>,
    erased: &mut Erased,
) -> Result<()> {
    let names = if whose.secrets.shared { Looked::Numbers } else { Looked::Names };
    let mut query = conn.prepare("SELECT id, command, override_reason, operator FROM operation ORDER BY id")?;
    let found = query.query_map([], |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, Option<String>>(2)?,
            row.get::<_, String>(3)?,
        ))
    })?;
    let mut put = conn.prepare("UPDATE operation SET command = ?1, override_reason = ?2 WHERE id = ?3")?;
    for (id, command, reason, operator) in found.collect::<Result<Vec<_>, _>>()? {
        let looked = if touched.contains(&id) { Looked::All } else { names };
        let typed = alone.contains(&id).then(|| verb_of(&command)).filter(|typed| *typed != command);
        let typed = typed.or_else(|| whose.secrets.without(&command, looked));
        let told = reason.as_deref().and_then(|reason| whose.secrets.without(reason, looked));
        if typed.is_some() || told.is_some() {
            put.execute((typed.as_ref().unwrap_or(&command), told.or(reason), id))?;
            erased.commands += 1;
        }
        if whose.secrets.without(&operator, Looked::Names).is_some() {
            erased.elsewhere.push(Place::Operator);
        }
    }
    let of_looks = "SELECT access.id, access.command,
                           EXISTS (SELECT 1 FROM access_person
                                   WHERE access_id = access.id AND person_id IN (SELECT value FROM json_each(?1))) AS named
                    FROM access ORDER BY access.id";
    let mut query = conn.prepare(of_looks)?;
    let mut rows = query.query([list(&whose.ids)])?;
    let mut put = conn.prepare("UPDATE access SET command = ?1 WHERE id = ?2")?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((row.get::<_, i64>("id")?, row.get::<_, String>("command")?, row.get::<_, bool>("named")?));
    }
    for (id, command, is_named) in found {
        if let Some(kept) = whose.secrets.without(&command, if is_named { Looked::All } else { names }) {
            put.execute((kept, id))?;
            erased.commands += 1;
        }
    }
    Ok(())
}

/// What is left of a command line: which command it was. Files that were imported and operations that were taken back stay.
fn verb_of(command: &str) -> String {
    let words: Vec<&str> = command.split_whitespace().collect();
    let is_verb =
        |word: &&&str| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') && !word.starts_with('-');
    let verb: Vec<&str> = words.iter().take(3).take_while(is_verb).copied().collect();
    let rest = &words[verb.len()..];
    if rest.is_empty()
        || rest.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit())) && verb.contains(&"undo")
    {
        return command.to_owned();
    }
    [verb, vec![MARK]].concat().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verb_is_left_of_what_was_typed() {
        assert_eq!(verb_of("member add 张三 --address 南湖路"), "member add 已抹除");
        assert_eq!(verb_of("member talk add 张三 --note 谈心"), "member talk add 已抹除");
        assert_eq!(verb_of("db undo 12"), "db undo 12");
        assert_eq!(verb_of("--lang en member end 张三"), "已抹除");
    }
}
