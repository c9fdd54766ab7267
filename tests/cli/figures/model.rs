//! What the figures must be, counted from the events alone: no dates of periods, no rolls, no tables.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::life::{BRANCHES, DISSOLVED, HEIR, Life, What, day_of_closing, day_of_dissolution};

/// Where somebody stands after some events.
#[derive(Debug, Clone, Copy, Default)]
struct Standing {
    org: Option<usize>,
    is_probationary: bool,
    is_suspended: bool,
    stage: Option<&'static str>,
}

/// What one event adds to the annual table: the branch and the column.
type Flow = (usize, &'static str);

/// Columns of a report by branch; what is not in it is nought.
pub(crate) type Table = BTreeMap<(String, &'static str), i64>;

impl Standing {
    /// Becomes what it is after the event, and tells what moved.
    fn take(&mut self, what: What) -> Vec<Flow> {
        let here = self.org.filter(|_| !self.is_suspended);
        match what {
            What::Stage(stage) => {
                self.stage = Some(stage);
                Vec::new()
            }
            What::Admitted(org) => {
                (self.stage, self.org, self.is_probationary) = (None, Some(org), true);
                vec![(org, "admitted")]
            }
            What::Entered { org, probationary, joining } => {
                (self.org, self.is_probationary) = (Some(org), probationary);
                vec![(org, if joining { "admitted" } else { "in" })]
            }
            What::Returned(org) => {
                self.org = Some(org);
                vec![(org, "in")]
            }
            What::Moved(org) => {
                self.org = Some(org);
                here.map_or_else(Vec::new, |from| vec![(from, "out"), (org, "in")])
            }
            What::Converted => {
                self.is_probationary = false;
                Vec::new()
            }
            What::Went(how) => {
                (self.org, self.is_suspended) = (None, false);
                here.map_or_else(Vec::new, |from| vec![(from, how)])
            }
            What::Suspended => {
                self.is_suspended = true;
                here.map_or_else(Vec::new, |org| vec![(org, "suspended")])
            }
            What::Restored => {
                self.is_suspended = false;
                self.org.map_or_else(Vec::new, |org| vec![(org, "restored")])
            }
        }
    }

    fn counted_in(&self) -> Option<usize> {
        self.org.filter(|_| !self.is_suspended)
    }
}

/// All that happened, the dissolution with it.
fn events(life: &Life) -> Vec<(NaiveDate, What)> {
    let mut events = life.events.clone();
    if standing_of(&events, day_of_dissolution()).org == Some(DISSOLVED) {
        events.push((day_of_dissolution(), What::Moved(HEIR)));
    }
    events
}

fn standing_of(events: &[(NaiveDate, What)], day: NaiveDate) -> Standing {
    let mut standing = Standing::default();
    for (_, what) in events.iter().filter(|(on, _)| *on <= day) {
        standing.take(*what);
    }
    standing
}

/// Name, branch and category of each member on a day.
pub(crate) fn members(lives: &[Life], day: NaiveDate) -> BTreeSet<(String, String, String)> {
    let member = |life: &Life| {
        let standing = standing_of(&events(life), day);
        let category = if standing.is_probationary { "probationary" } else { "full" };
        Some((life.name.clone(), BRANCHES[standing.counted_in()?].to_owned(), category.to_owned()))
    };
    lives.iter().filter_map(member).collect()
}

/// How many of them work in the unit, as long as there is one.
pub(crate) fn of_the_unit(lives: &[Life], day: NaiveDate) -> i64 {
    if day >= day_of_closing() {
        return 0;
    }
    let is = |life: &&Life| life.has_unit && standing_of(&events(life), day).counted_in().is_some();
    i64::try_from(lives.iter().filter(is).count()).unwrap()
}

/// How many are at each stage before membership and on probation.
pub(crate) fn stages(lives: &[Life], day: NaiveDate) -> BTreeMap<String, i64> {
    let mut stages = BTreeMap::new();
    for life in lives {
        let standing = standing_of(&events(life), day);
        let probation = standing.counted_in().filter(|_| standing.is_probationary).map(|_| "probationary");
        if let Some(stage) = standing.stage.or(probation) {
            *stages.entry(stage.to_owned()).or_default() += 1;
        }
    }
    stages
}

/// The annual table of a period.
pub(crate) fn annual(lives: &[Life], from: NaiveDate, to: NaiveDate) -> Table {
    let mut table = Table::new();
    let mut add = |org: usize, column| *table.entry((BRANCHES[org].to_owned(), column)).or_default() += 1;
    for life in lives {
        let events = events(life);
        let mut standing = Standing::default();
        let (before, within): (Vec<_>, Vec<_>) =
            events.iter().filter(|(day, _)| *day <= to).partition(|(day, _)| *day < from);
        for (_, what) in before {
            standing.take(what);
        }
        standing.counted_in().into_iter().for_each(|org| add(org, "opening"));
        for (_, what) in within {
            standing.take(what).into_iter().for_each(|(org, column)| add(org, column));
        }
        standing.counted_in().into_iter().for_each(|org| add(org, "closing"));
    }
    table
}

/// Admissions and conversions of a period.
pub(crate) fn development(lives: &[Life], from: NaiveDate, to: NaiveDate) -> (i64, i64) {
    let count = |is: fn(&What) -> bool| {
        let all = lives.iter().flat_map(|life| &life.events);
        i64::try_from(all.filter(|(day, what)| *day >= from && *day <= to && is(what)).count()).unwrap()
    };
    (
        count(|what| matches!(what, What::Admitted(_) | What::Entered { joining: true, .. })),
        count(|what| matches!(what, What::Converted)),
    )
}

/// In, out, within and not yet received by branch.
pub(crate) fn transfers(lives: &[Life], from: NaiveDate, to: NaiveDate) -> Table {
    let mut table = Table::new();
    let mut add = |org: usize, column| *table.entry((BRANCHES[org].to_owned(), column)).or_default() += 1;
    for life in lives {
        let mut standing = Standing::default();
        for (day, what) in events(life) {
            let here = standing.org;
            standing.take(what);
            match what {
                What::Moved(_) if day >= from && day <= to => add(here.unwrap(), "within"),
                What::Returned(org) if day >= from && day <= to => add(org, "in"),
                _ => {}
            }
        }
        for letter in life.letters.iter().filter(|letter| letter.day >= from && letter.day <= to) {
            add(letter.from, if letter.received.is_some_and(|day| day <= to) { "out" } else { "open" });
        }
    }
    table
}

/// A letter without a receipt is open or has run out: which one is told by the norms, and none of this test's business.
pub(crate) fn open_or_expired(told: Table) -> Table {
    let mut table = Table::new();
    for ((org, column), count) in told {
        *table.entry((org, if column == "expired" { "open" } else { column })).or_default() += count;
    }
    table
}
