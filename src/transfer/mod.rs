//! Transfers of membership: a letter out and its receipt, somebody coming in, a move within the tree.
//!
//! This entity calls two others: the roll is [`crate::member`]'s, the tree is [`crate::org`]'s. A row of
//! `transfer` says what was booked; what it did to the roll begins or ends there on its `received` day, and
//! `db/checks/transfer-off-roll.sql` holds the two together.

mod cancel;
mod capitals;
pub mod cli;
mod export;
mod import;
pub mod incoming;
mod letter;
mod letter_no;
mod list;
pub mod out;
pub mod receipt;
pub mod set;
mod side;
pub(crate) mod texts;
pub mod within;

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

pub use cancel::cancel;
pub(crate) use capitals::date as day_in_capitals;
pub(crate) use export::kept;
pub(crate) use import::HEADINGS;
pub(crate) use letter::of as letter_slots;
pub use side::Side;

use crate::code::codes;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Text, say};
use crate::member::{self, PersonId};

codes! {
    /// Which way a transfer goes.
    pub enum Direction {
        Out = "out", "转出", "out", ["转往外地", "转出党组织", "组织关系转出"];
        In = "in", "转入", "in", ["转入党组织", "组织关系转入"];
        Within = "within", "系统内", "within", ["内部转接", "系统内转接", "内部转移", "本系统内"];
    }

    /// How far a transfer has come.
    pub enum State {
        Issued = "issued", "已开出", "issued", ["已开具", "申请", "审核通过", "否"];
        Received = "received", "已接收", "received", ["已归档", "已办结", "已收回执", "是"];
        Expired = "expired", "已过期", "expired", ["过期"];
        Cancelled = "cancelled", "已撤销", "cancelled", ["撤销", "本人撤回", "作废"];
    }
}

/// The row of a transfer, which is the number that users type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TransferId(pub i64);

impl rusqlite::ToSql for TransferId {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl rusqlite::types::FromSql for TransferId {
    fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

/// A transfer as it is booked.
#[derive(Debug, Clone, PartialEq)]
pub struct Transfer {
    /// Its row, once it is stored.
    pub id: Option<TransferId>,
    /// Whose membership.
    pub person: PersonId,
    /// Which way.
    pub direction: Direction,
    /// The number of the letter.
    pub letter_no: Option<String>,
    /// Where from.
    pub from: Side,
    /// Where to.
    pub to: Side,
    /// The day of the letter; without one, the day itself.
    pub issued: PartialDate,
    /// How many days the letter is good for.
    pub valid_days: Option<u32>,
    /// The receipt's day: the roll changes on it.
    pub received: Option<PartialDate>,
    /// When it was cancelled, and why.
    pub cancelled: Option<(PartialDate, String)>,
    /// The month, `YYYY-MM`, up to which dues are paid.
    pub dues_until: Option<PartialDate>,
    /// As written.
    pub remark: Option<String>,
}

impl Transfer {
    /// Whether a roster alone tells of it: somebody left or came on a day, and no letter is known.
    fn is_from_roster(&self) -> bool {
        self.letter_no.is_none() && self.received == Some(self.issued) && self.direction != Direction::In
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let cancelled: Option<PartialDate> = row.get("cancelled")?;
        Ok(Self {
            id: Some(row.get("id")?),
            person: row.get("person_id")?,
            direction: row.get("direction")?,
            letter_no: row.get("letter_no")?,
            from: Side { org: row.get("from_org_id")?, text: row.get("from_text")? },
            to: Side { org: row.get("to_org_id")?, text: row.get("to_text")? },
            issued: row.get("issued")?,
            valid_days: row.get("valid_days")?,
            received: row.get("received")?,
            cancelled: cancelled.zip(row.get("cancel_reason")?),
            dues_until: row.get("dues_until")?,
            remark: row.get("remark")?,
        })
    }

    /// Writes a new transfer.
    fn insert(&self, tx: &Tx<'_>) -> Result<TransferId> {
        self.stored(tx, include_str!("insert.sql"))?;
        Ok(TransferId(tx.last_insert_rowid()))
    }

    /// Writes over what is stored.
    fn update(&self, tx: &Tx<'_>) -> Result<()> {
        self.stored(tx, include_str!("update.sql"))
    }

    /// Runs `insert.sql` or `update.sql`.
    fn stored(&self, tx: &Tx<'_>, sql: &str) -> Result<()> {
        let cancelled = self.cancelled.as_ref();
        tx.prepare_cached(sql)?.execute(named_params! {
            ":id": self.id, ":person": self.person, ":direction": self.direction, ":letter_no": self.letter_no,
            ":from_org": self.from.org, ":from_text": self.from.text, ":to_org": self.to.org, ":to_text": self.to.text,
            ":issued": self.issued, ":valid_days": self.valid_days, ":received": self.received,
            ":cancelled": cancelled.map(|(date, _)| *date), ":reason": cancelled.map(|(_, reason)| reason),
            ":dues_until": self.dues_until, ":remark": self.remark,
        })?;
        Ok(())
    }

    /// Names it for a message: whose, which way, when, by which letter.
    pub fn named(&self, conn: &Connection) -> Result<Text> {
        let name = member::name(conn, self.person)?;
        let number = self.id.map_or(0, |id| id.0);
        Ok(match &self.letter_no {
            Some(letter_no) => {
                say!(TransferByLetter { number, name, direction: self.direction, letter_no, issued: &self.issued })
            }
            None => say!(TransferPlain { number, name, direction: self.direction, issued: &self.issued }),
        })
    }
}

const ROWS: &str = include_str!("rows.sql");

/// Reads a transfer.
pub fn load(conn: &Connection, id: TransferId) -> Result<Transfer> {
    let mut query = conn.prepare_cached(&format!("{ROWS} WHERE id = ?1"))?;
    Ok(query.query_row([id], Transfer::from_row)?)
}

/// Finds the transfer a user named: by its number, or by the number of a letter of ours.
pub fn find_id(conn: &Connection, typed: &str) -> Result<TransferId> {
    let typed = typed.trim();
    let mut query = conn.prepare_cached(include_str!("find.sql"))?;
    let found = query.query_row([typed], |row| row.get(0)).optional()?;
    found.ok_or_else(|| Error::new(Kind::NotFound, say!(TransferUnknown { typed })).hint(say!(TransferUnknownHint)))
}

/// Reads the transfer a user named.
pub fn find(conn: &Connection, typed: &str) -> Result<Transfer> {
    load(conn, find_id(conn, typed)?)
}

/// The open transfer of a person, if there is one.
fn open_of(tx: &Tx<'_>, person: PersonId) -> Result<Option<Transfer>> {
    let sql = format!("{ROWS} WHERE person_id = ?1 AND received IS NULL AND cancelled IS NULL");
    Ok(tx.prepare_cached(&sql)?.query_row([person], Transfer::from_row).optional()?)
}

/// Refuses while a letter of the person is open.
fn refuse_while_open(tx: &Tx<'_>, person: PersonId) -> Result<()> {
    match open_of(tx, person)? {
        Some(open) => {
            Err(Error::refused(say!(TransferOpen { transfer: open.named(tx)? })).hint(say!(TransferOpenHint)))
        }
        None => Ok(()),
    }
}
