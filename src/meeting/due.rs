//! Who is due at a meeting: worked out from the roll, or the committee, of its day.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::Connection;

use super::{Body, Meeting};
use crate::committee::post;
use crate::error::Result;
use crate::i18n::{Text, say};
use crate::meeting::texts;
use crate::member::guests::{self, Effect, Leave};
use crate::member::{self, Category, PersonId, Standing};
use crate::org::{self, OrgId};

/// People, each with whether they vote.
pub(super) type Roll = BTreeMap<PersonId, bool>;

/// Who is due at a meeting.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Due {
    org: OrgId,
    day: NaiveDate,
    by: By,
    /// Who cannot take part for a time.
    leaves: BTreeMap<PersonId, Leave>,
    /// Who has no vote for a time, be they due.
    without_vote: BTreeSet<PersonId>,
}

/// By what people are due.
#[derive(Debug, Clone, PartialEq)]
enum By {
    /// They stand on the roll of the org, or of one below it.
    Members(Roll),
    /// They hold posts of the org.
    Posts(Roll),
    /// No posts are on record: the full members named are the committee.
    Named,
    /// Nobody is due, whoever comes is welcome.
    Nobody,
}

impl Due {
    /// Works out who is due at a meeting by the records of its day.
    pub(super) fn at(conn: &Connection, meeting: &Meeting) -> Result<Self> {
        let (org, day) = (meeting.org, meeting.facts.date.first_day());
        let without_vote = guests::without_vote(conn, day)?;
        let by = match meeting.facts.kind.body() {
            Body::Members => By::Members(members(conn, org, day, &without_vote)?),
            Body::Anybody => By::Nobody,
            Body::Committee => {
                let holders = post::holders_on(conn, org, day)?;
                let votes = |person: &PersonId| !without_vote.contains(person);
                let holders: Roll = holders.into_iter().map(|person| (person, votes(&person))).collect();
                if holders.is_empty() { By::Named } else { By::Posts(holders) }
            }
        };
        let leaves = guests::on_leave(conn, day)?;
        let mut due = Self { org, day, by, leaves, without_vote };
        if let By::Members(roll) | By::Posts(roll) = &mut due.by {
            let keeps_rights =
                |person: &PersonId| due.leaves.get(person).is_none_or(|leave| leave.effect != Effect::Suspended);
            roll.retain(|person, _| keeps_rights(person));
        }
        Ok(due)
    }

    /// The long leave that somebody due is on.
    pub(super) fn leave(&self, person: PersonId) -> Option<&Leave> {
        self.leaves.get(&person)
    }

    /// Those on the roll whose leave takes them from those due, each with the reason.
    pub(super) fn excused(&self) -> impl Iterator<Item = (PersonId, &str)> {
        let on_roll = self.roll().into_iter().flat_map(Roll::keys);
        on_roll.filter_map(|person| {
            let leave = self.leave(*person).filter(|leave| leave.effect == Effect::Excused)?;
            Some((*person, &*leave.reason))
        })
    }

    /// Whether somebody on a roll elsewhere takes part in the org, or in one below it.
    fn is_guest(&self, conn: &Connection, person: PersonId) -> Result<bool> {
        match guests::host_on(conn, person, self.day)? {
            Some(host) => org::is_under(conn, host, self.org, self.day),
            None => Ok(false),
        }
    }

    /// The roll of those due, where there is one.
    pub(super) fn roll(&self) -> Option<&Roll> {
        match &self.by {
            By::Members(roll) | By::Posts(roll) => Some(roll),
            By::Named | By::Nobody => None,
        }
    }

    /// Whether those who are named are the roll.
    pub(super) fn is_as_named(&self) -> bool {
        self.by == By::Named
    }

    /// Whether nobody is due.
    pub(super) fn is_open(&self) -> bool {
        self.by == By::Nobody
    }

    /// Everybody that a meeting of `all` has: those due, else the members of the org.
    pub(super) fn everybody(&self, conn: &Connection) -> Result<Cow<'_, Roll>> {
        match self.roll() {
            Some(roll) => Ok(Cow::Borrowed(roll)),
            None => Ok(Cow::Owned(members(conn, self.org, self.day, &self.without_vote)?)),
        }
    }

    /// Whether somebody is of those whom a name means first: due, or a member of the org.
    pub(super) fn has(&self, conn: &Connection, person: PersonId) -> Result<bool> {
        match self.roll() {
            Some(roll) if roll.contains_key(&person) => Ok(true),
            None if self.member(conn, person)?.is_some() => Ok(true),
            _ => self.is_guest(conn, person),
        }
    }

    /// Whether somebody who is named is due and votes, an inbound member neither; `None` if the person cannot be named at all.
    pub(super) fn of(&self, conn: &Connection, person: PersonId) -> Result<Option<(bool, bool)>> {
        Ok(match &self.by {
            By::Members(roll) => match roll.get(&person) {
                Some(votes) => Some((true, *votes)),
                None => self.is_guest(conn, person)?.then_some((false, false)),
            },
            By::Posts(roll) => roll.get(&person).map(|votes| (true, *votes)),
            By::Named => {
                let full = (Category::Full, Standing::Normal);
                let is_full = self.member(conn, person)? == Some(full);
                is_full.then(|| (true, !self.without_vote.contains(&person)))
            }
            By::Nobody => Some((false, false)),
        })
    }

    /// How somebody stands on the roll of the org or of one below it, if at all.
    fn member(&self, conn: &Connection, person: PersonId) -> Result<Option<(Category, Standing)>> {
        match member::standing_on(conn, person, self.day)? {
            Some((org, category, standing)) if org::is_under(conn, org, self.org, self.day)? => {
                Ok(Some((category, standing)))
            }
            _ => Ok(None),
        }
    }

    fn has_no_rights(&self, person: PersonId) -> bool {
        self.leave(person).is_some_and(|leave| leave.effect == Effect::Suspended)
    }

    /// Why somebody is not due, for a list of those who are not.
    pub(super) fn why_not(&self, conn: &Connection, person: PersonId) -> Result<Text> {
        let name = member::name(conn, person)?;
        Ok(match (self.member(conn, person)?, &self.by) {
            (Some(_), By::Members(_) | By::Posts(_)) if self.has_no_rights(person) => say!(DueOnLeave { name }),
            (Some((_, Standing::Suspended)), _) => say!(DueSuspended { name }),
            (Some((Category::Unknown, _)), By::Named) => say!(DueNoCategory { name, no: person.0 }),
            (Some(_), By::Named) => say!(DueNoFullMember { name }),
            (_, By::Posts(_)) => say!(DueNoPost { name }),
            _ => match member::standing_on(conn, person, self.day)? {
                Some((org, ..)) => say!(DueElsewhere { name, org: org::get(conn, org)?.name }),
                None => say!(DueNowhere { name }),
            },
        })
    }
}

/// Everybody on the roll of an org and below it on a day; full members vote, except those on probation within the Party.
fn members(conn: &Connection, org: OrgId, day: NaiveDate, without_vote: &BTreeSet<PersonId>) -> Result<Roll> {
    let counted = member::counted_under(conn, org, day)?;
    let votes = |person: &PersonId, category| category == Category::Full && !without_vote.contains(person);
    Ok(counted.into_iter().map(|(person, category)| (person, votes(&person, category))).collect())
}
