//! People as a user sees them: the list, the export, one person, the history.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, Statement, named_params};

use super::{Began, Category, Ended, PersonId, Sex, Standing};
use crate::assumed::Resting;
use crate::code::Code;
use crate::date::years_between;
use crate::db::Db;
use crate::error::Result;
use crate::id_no::IdNo;
use crate::lists;
use crate::org::OrgId;
use crate::output::{self, Column, Frame, Kept, Listing, Value};

/// The keys of an export, in the order of the contract.
pub(super) const EXPORT_KEYS: [&str; 28] = [
    "no",
    "name",
    "sex",
    "id_no",
    "ethnicity",
    "birth",
    "native_place",
    "education",
    "degree",
    "category",
    "org",
    "joined",
    "full_on",
    "entered",
    "unit",
    "job",
    "position",
    "owner",
    "phone",
    "landline",
    "address",
    "standing",
    "lost",
    "lost_since",
    "floating",
    "floating_to",
    "floating_since",
    "remark",
];

/// The keys of an export with those who have left: when, by what, and a word on it.
const LEFT_KEYS: [&str; 3] = ["left_on", "left_how", "left_note"];

/// The codes beside texts, which only JSON has.
const CODE_KEYS: [&str; 3] = ["ethnicity_code", "education_code", "job_code"];

const ROWS: &str = include_str!("rows.sql");

/// The line of it that joins the roll of the day.
const CURRENT_ROLL: &str =
    "LEFT JOIN roll ON roll.person_id = person.id AND roll.since_day <= :day AND roll.until_day > :day\n";

/// The lines of it that go through everybody on record.
fn of_everybody() -> String {
    format!("FROM person\n{CURRENT_ROLL}")
}

/// The columns of an export.
pub(super) fn export_columns() -> Vec<Column> {
    let mut columns = Column::list(&EXPORT_KEYS);
    columns.extend(Column::list(&CODE_KEYS));
    columns
}

/// The columns of an export with everybody on record.
pub(super) fn export_all_columns() -> Vec<Column> {
    let mut columns = export_columns();
    columns.extend(Column::list(&LEFT_KEYS));
    columns
}

/// Hands over everybody on record as they stood on a day, by number: of who had left, the last roll and how that ended.
pub(super) fn export_all(db: &Db, day: chrono::NaiveDate, listing: &mut Listing, resting: &mut Resting) -> Result<()> {
    let sql = format!("{}ORDER BY person.id", ROWS.replace(CURRENT_ROLL, include_str!("last_roll.sql")));
    let mut query = db.conn().prepare(&sql)?;
    let places = Places::of(&query)?;
    let mut rows = query.query(named_params! {":day": day.to_string()})?;
    while let Some(row) = rows.next()? {
        if listing.is_full() {
            break;
        }
        places.rests(row, resting)?;
        let mut cells = places.person(row, None)?;
        let how: Option<Ended> = row.get("ended")?;
        cells.push(row.get::<_, Option<String>>("left_on")?.into());
        cells.push(how.map(Ended::entry).into());
        cells.push(row.get::<_, Option<String>>("end_note")?.into());
        listing.push(cells)?;
    }
    Ok(())
}

/// The columns of a list: those of an export and the party standing, in years; on a screen the first glance is enough.
pub(super) fn list_columns() -> Vec<Column> {
    let mut columns = export_columns();
    columns.push(Column::new("party_standing"));
    let wide = [
        "id_no",
        "ethnicity",
        "native_place",
        "degree",
        "entered",
        "job",
        "position",
        "owner",
        "landline",
        "address",
        "lost",
        "lost_since",
        "floating",
        "floating_to",
        "floating_since",
        "remark",
    ];
    Column::brief(columns, &wide)
}

/// The columns of a list, with those on a screen that tell of floating members.
pub(super) fn flow_columns() -> Vec<Column> {
    let shown = ["no", "name", "org", "phone", "floating_to", "floating_since"];
    let columns = list_columns();
    let wide: Vec<String> =
        columns.iter().map(|column| column.key.clone()).filter(|key| !shown.contains(&key.as_str())).collect();
    Column::brief(columns, &wide.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Which people to list.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    /// Only on the roll of this org.
    pub(super) org: Option<OrgId>,
    /// Only on a roll of this org or one below it.
    pub(super) under: Option<OrgId>,
    /// Only of this category.
    pub(super) category: Option<Category>,
    /// Only floating members.
    pub(super) floating: bool,
    /// Only members out of touch.
    pub(super) lost: bool,
    /// Those who left the roll instead.
    pub(super) left: bool,
    /// Those who never stood on a roll instead.
    pub(super) no_roll: bool,
    /// Everybody on record who may be somebody else on record, too.
    pub(super) doubles: bool,
}

impl Filter {
    /// The rows to choose from: what stands on the rolls of some orgs is found by those, everything else is asked of everybody.
    fn rows(&self) -> String {
        let current = !(self.left || self.no_roll || self.doubles);
        match (self.org, self.under) {
            (Some(_), _) if current => ROWS.replace(&of_everybody(), include_str!("from_roll.sql")),
            (None, Some(_)) if current => ROWS.replace(&of_everybody(), include_str!("from_rolls.sql")),
            _ => ROWS.to_owned(),
        }
    }

    fn condition(&self) -> &'static str {
        if self.left {
            include_str!("where_left.sql")
        } else if self.no_roll {
            include_str!("where_no_roll.sql")
        } else if self.doubles {
            include_str!("where_double.sql")
        } else {
            "WHERE roll.id IS NOT NULL"
        }
    }

    /// By number; doubles beside each other.
    fn order(&self) -> &'static str {
        if self.doubles { "ORDER BY person.name, person.id" } else { "ORDER BY person.id" }
    }
}

/// Hands over the people as they stood on a day, by number. `standing` adds the party standing.
pub(super) fn list(
    db: &Db,
    day: chrono::NaiveDate,
    filter: &Filter,
    standing: bool,
    listing: &mut Listing,
    resting: &mut Resting,
) -> Result<()> {
    crate::org::scope(db.conn(), filter.under)?;
    let sql = format!("{}{}{}{}", filter.rows(), filter.condition(), include_str!("where_filter.sql"), filter.order());
    let mut query = db.conn().prepare(&sql)?;
    let places = Places::of(&query)?;
    let mut rows = query.query(named_params! {
        ":day": day.to_string(), ":org": filter.org, ":everywhere": filter.under.is_none(), ":category": filter.category,
        ":floating": filter.floating, ":lost": filter.lost,
    })?;
    while let Some(row) = rows.next()? {
        if listing.is_full() {
            break;
        }
        places.rests(row, resting)?;
        listing.push(places.person(row, standing.then_some(day))?)?;
    }
    Ok(())
}

/// Those on the roll on a day, as an export tells of them: of this org, or of one and those below it.
pub(crate) fn kept(
    db: &Db,
    day: chrono::NaiveDate,
    (org, under): (Option<OrgId>, Option<OrgId>),
    resting: &mut Resting,
) -> Result<Kept> {
    let filter = Filter { org, under, ..Filter::default() };
    Listing::keep(export_columns(), Frame::default(), |listing| list(db, day, &filter, false, listing, resting))
}

/// The row of one person on a day.
pub(super) fn show(conn: &Connection, id: PersonId, day: chrono::NaiveDate) -> Result<output::Row> {
    let mut query = conn.prepare_cached(&format!("{ROWS}WHERE person.id = :id"))?;
    let places = Places::of(&query)?;
    query.query_row(named_params! {":day": day.to_string(), ":id": id}, |row| Ok(places.person(row, Some(day))))?
}

/// What an export tells of one person on a day, key by key.
pub(crate) fn facts_on(
    conn: &Connection,
    id: PersonId,
    day: chrono::NaiveDate,
) -> Result<impl Iterator<Item = (&'static str, Value)>> {
    Ok(EXPORT_KEYS.into_iter().zip(show(conn, id, day)?))
}

/// Where the columns of people stand in a query: to look for them by name in each row of a whole roll would take longer than
/// to read it.
struct Places {
    keys: [usize; EXPORT_KEYS.len()],
    codes: [usize; CODE_KEYS.len()],
}

impl Places {
    fn of(query: &Statement<'_>) -> Result<Self> {
        let mut places = Self { keys: [0; EXPORT_KEYS.len()], codes: [0; CODE_KEYS.len()] };
        for (place, key) in places.keys.iter_mut().zip(EXPORT_KEYS) {
            *place = query.column_index(key)?;
        }
        for (place, key) in places.codes.iter_mut().zip(CODE_KEYS) {
            *place = query.column_index(key)?;
        }
        Ok(places)
    }

    fn at(&self, key: &str) -> usize {
        let place = EXPORT_KEYS.iter().position(|known| *known == key).expect("a key of an export");
        self.keys[place]
    }

    /// Keeps whoever stands on a roll of which no row tells since when: that day was only assumed.
    fn rests(&self, row: &Row<'_>, resting: &mut Resting) -> Result<()> {
        if row.get_ref(self.at("standing"))? != ValueRef::Null && row.get_ref(self.at("entered"))? == ValueRef::Null {
            resting.add(row.get(self.at("no"))?);
        }
        Ok(())
    }

    /// The cells of one person; with the party standing of a day.
    fn person(&self, row: &Row<'_>, standing_on: Option<chrono::NaiveDate>) -> Result<output::Row> {
        let code = |entry: Option<&'static Code>| Value::from(entry);
        let mut cells = output::Row::with_capacity(EXPORT_KEYS.len() + CODE_KEYS.len() + LEFT_KEYS.len());
        for (key, at) in EXPORT_KEYS.into_iter().zip(self.keys) {
            cells.push(match key {
                "no" => Value::Int(row.get(at)?),
                "sex" => code(row.get::<_, Option<Sex>>(at)?.map(Sex::entry)),
                "category" => code(row.get::<_, Option<Category>>(at)?.map(Category::entry)),
                "standing" => code(row.get::<_, Option<Standing>>(at)?.map(Standing::entry)),
                "owner" | "lost" | "floating" => Value::Bool(row.get(at)?),
                _ => Value::from(row.get::<_, Option<String>>(at)?),
            });
        }
        for at in self.codes {
            cells.push(row.get::<_, Option<String>>(at)?.into());
        }
        if let Some(day) = standing_on {
            let full_on: Option<crate::date::PartialDate> = row.get(self.at("full_on"))?;
            let years = full_on
                .filter(|date| date.first_day() <= day)
                .map(|date| i64::from(years_between(date.first_day(), day)));
            cells.push(years.into());
        }
        Ok(cells)
    }
}

/// Hands over the people in whose name, pinyin, number, telephone, unit or address a text stands.
pub(super) fn find(
    db: &Db,
    day: chrono::NaiveDate,
    typed: &str,
    listing: &mut Listing,
    resting: &mut Resting,
) -> Result<()> {
    let mut one = Found::begin(db, day)?;
    // A whole identity number on record is nobody else's: no roll is read for it.
    if let Ok(id_no) = IdNo::parse(typed)
        && let Some(holder) = super::write::holding_id_no(db.conn(), id_no.as_str())?
    {
        return one.hand_over(holder, listing, resting);
    }
    let letters = crate::text::letters(typed).unwrap_or_default();
    let key = crate::text::name_key(typed);
    let no = key.parse::<i64>().ok().filter(|no| no.to_string() == key);
    let digits = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x');
    let mut query = db.conn().prepare(include_str!("found.sql"))?;
    let mut found = query.query(named_params! {
        ":day": day.to_string(), ":typed": typed, ":key": key, ":no": no, ":digits": digits, ":letters": letters
    })?;
    while let Some(person) = found.next()?.filter(|_| !listing.is_full()) {
        one.hand_over(person.get("id")?, listing, resting)?;
    }
    Ok(())
}

/// Hands over who was found: only of those is all the rest looked up.
struct Found<'db> {
    query: Statement<'db>,
    places: Places,
    day: chrono::NaiveDate,
}

impl<'db> Found<'db> {
    fn begin(db: &'db Db, day: chrono::NaiveDate) -> Result<Self> {
        let query = db.conn().prepare(&format!("{ROWS}WHERE person.id = :id"))?;
        Ok(Self { places: Places::of(&query)?, query, day })
    }

    fn hand_over(&mut self, person: PersonId, listing: &mut Listing, resting: &mut Resting) -> Result<()> {
        let (places, day) = (&self.places, self.day);
        let params = named_params! {":day": day.to_string(), ":id": person};
        let row = self
            .query
            .query_row(params, |row| Ok(places.rests(row, resting).and_then(|()| places.person(row, Some(day)))))??;
        listing.push(row)
    }
}

/// The keys of a history.
pub(super) const HISTORY_KEYS: [&str; 7] = ["since", "until", "what", "org", "category", "ended", "detail"];

/// Everything dated that is on record of a person up to a day, earliest first.
pub(super) fn history(
    conn: &Connection,
    id: PersonId,
    day: chrono::NaiveDate,
    lang: crate::i18n::Lang,
) -> Result<Vec<output::Row>> {
    let mut query = conn.prepare_cached(include_str!("history.sql"))?;
    let mut rows = query.query((id, day.to_string()))?;
    let mut history = Vec::new();
    while let Some(row) = rows.next()? {
        history.push(history_row(row, lang)?);
    }
    Ok(history)
}

/// The columns of the histories of all.
pub(super) fn histories_columns() -> Vec<Column> {
    let keys: Vec<&str> = ["no", "name"].into_iter().chain(HISTORY_KEYS).collect();
    Column::of("history", &keys)
}

/// Hands over the histories of everybody on record, by number: how and when each came, was suspended, floated, held a post
/// and left.
pub(super) fn histories(db: &Db, day: chrono::NaiveDate, lang: crate::i18n::Lang, listing: &mut Listing) -> Result<()> {
    let mut people = db.conn().prepare("SELECT id, name FROM person ORDER BY id")?;
    let mut people = people.query([])?;
    let mut query = db.conn().prepare(include_str!("history.sql"))?;
    while let Some(person) = people.next()? {
        let (id, name): (i64, String) = (person.get("id")?, person.get("name")?);
        let mut rows = query.query((id, day.to_string()))?;
        while let Some(row) = rows.next()? {
            if listing.is_full() {
                return Ok(());
            }
            let head = [Value::Int(id), name.as_str().into()];
            listing.push(head.into_iter().chain(history_row(row, lang)?).collect())?;
        }
    }
    Ok(())
}

fn history_row(row: &Row<'_>, lang: crate::i18n::Lang) -> Result<output::Row> {
    let text = |column: &str| row.get::<_, Option<String>>(column).map(Value::from);
    let what: String = row.get("what")?;
    let detail = match text("detail")? {
        Value::Text(post) if what == "post" => lists::code("post", "post", &post).map_or(post.into(), Value::Code),
        detail => detail,
    };
    let what = match what.parse::<Began>() {
        Ok(began) => Value::Code(began.entry()),
        Err(_) => crate::i18n::label(&format!("history.{what}"))
            .map_or_else(|| what.clone().into(), |label| label.say(lang).into()),
    };
    Ok(vec![
        text("since")?,
        text("until")?,
        what,
        text("org")?,
        row.get::<_, Option<Category>>("category")?.map(Category::entry).into(),
        row.get::<_, Option<Ended>>("ended")?.map(Ended::entry).into(),
        detail,
    ])
}
