//! Units as a sheet in which they are put right, see [`crate::batch`].

use chrono::NaiveDate;
use rusqlite::types::Value;

use super::{Attributes, UnitId, UnitKind, export, find_exactly};
use crate::batch::{self, Changed, Fault, Sheet};
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::db::{Db, Tx};
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::id_no;
use crate::input::Problem;
use crate::org::texts;
use crate::output::{Column, Kept, yes_no};
use crate::rules::Advice;
use crate::text;

/// Those of the columns of an export that tell how a unit ended, which is an event of its own.
const ENDS: [&str; 2] = ["closed", "close_reason"];

/// The units that are there still, put right together.
pub(super) struct Units {
    district: Option<String>,
    today: NaiveDate,
}

impl Units {
    /// All of them, or those of a district.
    pub(super) fn of(ctx: &Ctx, district: Option<&str>) -> Self {
        Self { district: text::typed(district), today: ctx.today }
    }
}

impl Sheet for Units {
    fn of(&self) -> String {
        "unit".to_owned()
    }

    fn title(&self) -> Text {
        say!(UnitsTitle)
    }

    fn command(&self) -> String {
        let district = self.district.as_deref().map(|district| format!(" --district {district}"));
        format!("org unit edit{}", district.unwrap_or_default())
    }

    fn list(&self, _: &Ctx, db: &Db) -> Result<Kept> {
        let mut columns = Column::list(&["no"]);
        columns.extend(export::columns());
        let (district, closed) = (place(&columns, "district"), place(&columns, "closed"));
        let mut query = db.conn().prepare("SELECT id FROM unit ORDER BY id")?;
        let ids = query.query_map([], |row| row.get(0))?.collect::<Result<Vec<UnitId>, _>>()?;
        let mut rows = Vec::new();
        for id in ids {
            let mut row = vec![id.0.into()];
            row.extend(export::row(db.conn(), id)?);
            let is_of_district = self.district.as_ref().is_none_or(|of| row[district] == of.as_str().into());
            if is_of_district && row[closed] == crate::output::Value::Null {
                rows.push(row);
            }
        }
        let kept = Kept { columns, rows, ..Kept::default() };
        Ok(ENDS.into_iter().fold(kept, Kept::without))
    }

    fn open_columns(&self) -> Vec<&'static str> {
        export::KEYS.into_iter().filter(|key| !ENDS.contains(key)).collect()
    }

    fn write(&self, tx: &Tx<'_>, rows: &[Changed], advice: &mut Advice) -> Result<Vec<Fault>> {
        batch::each(rows, |row| {
            let (unit, mut fix) = (UnitId(row.number()), Fix::default());
            for (key, typed) in &row.told {
                let key = export::KEYS.into_iter().find(|column| column == key).expect("a column of the sheet");
                fix.put(tx, key, typed).map_err(|error| match batch::can_be_mended(&error) {
                    true => {
                        let problem = Problem { key, value: typed.clone(), what: error.in_a_line() };
                        Error::refused(problem.text())
                    }
                    false => error,
                })?;
            }
            super::correct(tx, unit, &fix.attributes)?;
            if let Some(name) = &fix.name {
                super::cli::link_people(tx, name, advice)?;
            }
            super::correct_row(tx, unit, fix.established.as_ref(), fix.uscc.as_deref(), self.today)
        })
    }
}

fn place(columns: &[Column], key: &str) -> usize {
    columns.iter().position(|column| column.key == key).expect("a column of an export")
}

/// What the cells of a unit put right.
#[derive(Default)]
struct Fix {
    attributes: Attributes,
    name: Option<String>,
    established: Option<PartialDate>,
    uscc: Option<String>,
}

impl Fix {
    /// Only texts are taken away, as in the single verb.
    fn put(&mut self, tx: &Tx<'_>, key: &'static str, typed: &str) -> Result<()> {
        let value = match key {
            "short_name" => Value::from(text::typed_name(Some(typed))),
            "industry" | "district" | "authority" | "leader" => super::cli::text_or_null(typed),
            _ if typed.is_empty() => return Err(Error::refused(say!(FieldNeeded))),
            "name" => {
                let name = text::name(typed).into_owned();
                self.name = Some(name.clone());
                Value::Text(name)
            }
            "kind" => Value::Text(typed.parse::<UnitKind>()?.code().to_owned()),
            "established" => {
                self.established = Some(typed.parse()?);
                return Ok(());
            }
            "uscc" => {
                self.uscc = Some(id_no::credit_code(typed).map_err(Error::refused)?);
                return Ok(());
            }
            "association" => Value::Integer(find_exactly(tx, typed)?.0),
            "trade_union" | "youth_league" | "womens_federation" => {
                let choices = vec![yes_no(true), yes_no(false)];
                let flag = text::yes_or_no(typed).ok_or_else(|| Error::refused(say!(NotInList { choices })))?;
                Value::Integer(flag.into())
            }
            _ => {
                let number = text::without_decimals(typed).parse::<u32>();
                Value::Integer(number.map_err(|_| Error::refused(say!(CountNeeded)))?.into())
            }
        };
        self.attributes.push((key, value));
        Ok(())
    }
}
