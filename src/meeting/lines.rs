//! Gifts and contest pieces as the rows of a log tell them, one of each a row, held against those on record.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::MeetingId;
use super::entry::{self, Entry};
use super::give::{self, Gift};
use crate::db::Tx;
use crate::error::Result;
use crate::i18n::say;
use crate::import::Cells;
use crate::meeting::texts;
use crate::money::Money;
use crate::output::{self, Column, Value};
use crate::rules::Advice;

/// The keys of their columns.
pub(super) const KEYS: [&str; 6] = ["gift_to", "gift_money", "gift_goods", "entry_title", "entry_by", "entry_award"];

/// How many of them are of a gift.
const OF_GIFT: usize = 3;

/// What a row tells of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// Something given.
    pub(super) gift: Option<Gift>,
    /// A piece handed in.
    pub(super) entry: Option<Entry>,
}

/// The rows of gifts and of pieces that a row of this import has told already.
#[derive(Debug, Default)]
pub(super) struct Claimed {
    gifts: BTreeSet<i64>,
    entries: BTreeSet<i64>,
}

/// What came of what a row tells: the cells before and now.
pub(super) struct Taken {
    before: output::Row,
    now: output::Row,
}

impl Told {
    /// Reads a row. What stands there without the receiver, or without title and author, is a fault.
    pub(super) fn read(cells: &mut Cells<'_>) -> Self {
        let money = money(cells);
        let [to, goods] = ["meeting_file.gift_to", "meeting_file.gift_goods"].map(|key| cells.text(key));
        let is_money_told = cells.cell("meeting_file.gift_money").is_some();
        let gift = match (to, is_money_told || goods.is_some()) {
            (Some(recipient), true) => Some(Gift { recipient, money, goods }),
            (Some(_), false) => {
                cells.fault("meeting_file.gift_money", say!(GiftEmpty));
                None
            }
            (None, true) => {
                cells.fault("meeting_file.gift_to", say!(FieldNeeded));
                None
            }
            (None, false) => None,
        };
        let [title, author, award] = ["meeting_file.entry_title", "meeting_file.entry_by", "meeting_file.entry_award"]
            .map(|key| cells.text(key));
        let entry = match (title, author, award) {
            (Some(title), Some(author), award) => Some(Entry { title, author, award }),
            (None, None, None) => None,
            (None, ..) => {
                cells.fault("meeting_file.entry_title", say!(FieldNeeded));
                None
            }
            (_, None, _) => {
                cells.fault("meeting_file.entry_by", say!(FieldNeeded));
                None
            }
        };
        Self { gift, entry }
    }

    /// Whether nothing is told.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Records what is told beside what is on record, or puts that right. One is known again as it stands; else a gift by who
    /// received it, a piece by title and author, unless another row has told that one.
    pub(super) fn take(&self, tx: &Tx<'_>, id: MeetingId, claimed: &mut Claimed, advice: &mut Advice) -> Result<Taken> {
        let mut taken = Taken { before: none(), now: none() };
        if let Some(gift) = &self.gift {
            let stored = give::on_record(tx, id)?;
            let free = |row: &i64| !claimed.gifts.contains(row);
            let same = stored.iter().find(|(row, known)| free(row) && known == gift);
            let known = same.or_else(|| {
                let of_them = |(row, known): &&(i64, Gift)| free(row) && known.recipient == gift.recipient;
                stored.iter().find(of_them)
            });
            let row = match known {
                Some((row, old)) => {
                    taken.before[..OF_GIFT].clone_from_slice(&gift_cells(old));
                    let told = Gift {
                        money: gift.money.or(old.money),
                        goods: gift.goods.clone().or(old.goods.clone()),
                        ..gift.clone()
                    };
                    if told != *old {
                        give::correct(tx, *row, &told)?;
                    }
                    taken.now[..OF_GIFT].clone_from_slice(&gift_cells(&told));
                    *row
                }
                None => {
                    taken.now[..OF_GIFT].clone_from_slice(&gift_cells(gift));
                    give::give(tx, id, gift)?
                }
            };
            claimed.gifts.insert(row);
        }
        if let Some(entry) = &self.entry {
            let stored = entry::on_record(tx, id)?;
            let known = stored.iter().find(|(_, known)| known.title == entry.title && known.author == entry.author);
            let row = match known {
                Some((row, old)) => {
                    taken.before[OF_GIFT..].clone_from_slice(&entry_cells(old));
                    let told = Entry { award: entry.award.clone().or(old.award.clone()), ..entry.clone() };
                    if told != *old && claimed.entries.contains(row) {
                        return Err(entry::there(&told));
                    }
                    if told != *old {
                        tx.execute("UPDATE entry SET award = ?1 WHERE id = ?2", (&told.award, row))?;
                    }
                    taken.now[OF_GIFT..].clone_from_slice(&entry_cells(&told));
                    *row
                }
                None => {
                    taken.now[OF_GIFT..].clone_from_slice(&entry_cells(entry));
                    entry::enter(tx, id, entry, advice)?
                }
            };
            claimed.entries.insert(row);
        }
        Ok(taken)
    }
}

impl Taken {
    /// The cells before and now.
    pub(super) fn cells(self) -> [output::Row; 2] {
        [self.before, self.now]
    }

    /// Whether all that is otherwise than before is new.
    pub(super) fn is_all_new(&self) -> bool {
        let pairs = self.before.iter().zip(&self.now);
        pairs.filter(|(before, now)| before != now).all(|(before, _)| *before == Value::Null)
    }
}

/// An amount; one that cannot be read is a fault.
fn money(cells: &mut Cells<'_>) -> Option<Money> {
    const KEY: &str = "meeting_file.gift_money";
    match cells.cell(KEY)?.parse::<Money>() {
        Ok(money) => Some(money),
        Err(bad) => {
            cells.fault(KEY, bad.0);
            None
        }
    }
}

/// The columns.
pub(super) fn columns() -> Vec<Column> {
    Column::of("meeting_file", &KEYS)
}

/// The cells of what was given and handed in at a meeting: of the first gift and the first piece, of the second, and so on.
pub(super) fn rows(conn: &Connection, id: MeetingId) -> Result<Vec<output::Row>> {
    let (gifts, entries) = (give::given(conn, id)?, entry::entered(conn, id)?);
    let row = |at: usize| {
        let gift = gifts.get(at).map_or([const { Value::Null }; OF_GIFT], gift_cells);
        let entry = entries.get(at).map_or([const { Value::Null }; OF_GIFT], entry_cells);
        gift.into_iter().chain(entry).collect()
    };
    Ok((0..gifts.len().max(entries.len())).map(row).collect())
}

/// The cells of nothing.
pub(super) fn none() -> output::Row {
    vec![Value::Null; KEYS.len()]
}

fn gift_cells(Gift { recipient, money, goods }: &Gift) -> [Value; 3] {
    [recipient.as_str().into(), money.map(Money::yuan).into(), goods.clone().into()]
}

fn entry_cells(Entry { title, author, award }: &Entry) -> [Value; 3] {
    [title.as_str().into(), author.as_str().into(), award.clone().into()]
}
