//! Who is due at a meeting: worked out from the roll, or the committee, of its day.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{Body, Meeting};
use crate::error::Result;
use crate::i18n::{Text, say};
use crate::member::{self, Category, PersonId};
use crate::org::{self, post};

/// Those due, each with whether they vote.
pub(super) type Roll = BTreeMap<PersonId, bool>;

/// Who is due at a meeting.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Due {
    /// Everybody on the roll of the org and below it that day.
    pub(super) members: Roll,
    /// What that roll is to the meeting.
    pub(super) by: By,
}

/// By what people are due.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum By {
    /// By the members' roll.
    Members,
    /// By the posts they hold.
    Posts(Roll),
    /// No posts are on record: the full members named are the committee.
    Named,
    /// Nobody is due, whoever comes is welcome.
    Nobody,
}

impl Due {
    /// Works out who is due at a meeting by the records of its day.
    pub(super) fn at(conn: &Connection, meeting: &Meeting) -> Result<Self> {
        let day = meeting.facts.date.first_day();
        let members = member::counted_under(conn, meeting.org, day)?;
        let members = members.into_iter().map(|(person, category)| (person, category == Category::Full)).collect();
        let by = match meeting.facts.kind.body() {
            Body::Members => By::Members,
            Body::Anybody => By::Nobody,
            Body::Committee => {
                let holders: Roll =
                    post::holders_on(conn, meeting.org, day)?.into_iter().map(|person| (person, true)).collect();
                if holders.is_empty() { By::Named } else { By::Posts(holders) }
            }
        };
        Ok(Self { members, by })
    }

    /// The roll of those due, where there is one.
    pub(super) fn roll(&self) -> Option<&Roll> {
        match &self.by {
            By::Members => Some(&self.members),
            By::Posts(holders) => Some(holders),
            By::Named | By::Nobody => None,
        }
    }

    /// Everybody that a meeting of `all` has: those due, else the members of the org.
    pub(super) fn everybody(&self) -> &Roll {
        self.roll().unwrap_or(&self.members)
    }

    /// Whether somebody who is named is due and votes; `None` if the person cannot be named at all.
    pub(super) fn of(&self, person: PersonId) -> Option<(bool, bool)> {
        match &self.by {
            By::Members => self.members.get(&person).map(|votes| (true, *votes)),
            By::Posts(holders) => holders.get(&person).map(|votes| (true, *votes)),
            By::Named => self.members.get(&person).filter(|is_full| **is_full).map(|_| (true, true)),
            By::Nobody => Some((false, false)),
        }
    }

    /// Why somebody is not due, for a list of those who are not.
    pub(super) fn why_not(&self, conn: &Connection, meeting: &Meeting, person: PersonId) -> Result<Text> {
        let name = member::name(conn, person)?;
        if self.members.contains_key(&person) {
            return Ok(match self.by {
                By::Named => say!(DueNoFullMember { name }),
                _ => say!(DueNoPost { name }),
            });
        }
        match member::org_on(conn, person, meeting.facts.date.first_day())? {
            Some(org) if self.is_below(conn, meeting, person)? => {
                Ok(say!(DueSuspended { name, org: org::get(conn, org)?.name }))
            }
            Some(org) => Ok(say!(DueElsewhere { name, org: org::get(conn, org)?.name })),
            None => Ok(say!(DueNowhere { name })),
        }
    }

    /// Whether the person is on the roll all the same, only not counted.
    fn is_below(&self, conn: &Connection, meeting: &Meeting, person: PersonId) -> Result<bool> {
        let day = meeting.facts.date.first_day();
        let Some(org) = member::org_on(conn, person, day)? else { return Ok(false) };
        org::is_under(conn, org, meeting.org, day)
    }
}
