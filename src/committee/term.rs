//! Terms 届: how long a committee is in office, when that runs out, and how far an election may lie from it.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use crate::code::codes;
use crate::committee::texts;
use crate::date::{PartialDate, months_later};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::org::{self, OrgId, OrgKind};
use crate::rules::{Advice, Rule, rules};

codes! {
    /// Whether an org has a committee.
    pub enum Body {
        Committee = "committee", "设委员会", "with a committee", ["委员会"];
        Meeting = "meeting", "不设委员会", "without a committee", ["党员大会"];
    }

    /// How a term began.
    pub enum TermBegan {
        Renewal = "renewal", "换届选举", "renewal", ["换届"];
        Founding = "founding", "成立时选举", "elected at the founding", ["成立首届", "首届"];
        Appointed = "appointed", "上级指派", "appointed from above", ["指派"];
        Continued = "continued", "补选后延续", "continued after by-elections", ["延续"];
    }
}

/// Longer than anybody has ever been in office: a slip.
const LONGEST: i64 = 50;
const MONTHS_IN_A_YEAR: u32 = 12;

/// A term on record.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Its row.
    pub id: i64,
    /// Which of the org's it is 届次.
    pub number: Option<u32>,
    /// For how many years.
    pub years: u32,
    /// From when.
    pub since: PartialDate,
    /// From when on no more.
    pub until: Option<PartialDate>,
    /// To which day the org above consented to put the election off, or bring it forward; and on which.
    pub consent: Option<(PartialDate, PartialDate)>,
}

impl Term {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let (to, on): (Option<PartialDate>, Option<PartialDate>) = (row.get("extended_to")?, row.get("consented")?);
        Ok(Self {
            id: row.get("id")?,
            number: row.get("number")?,
            years: row.get("years")?,
            since: row.get("since")?,
            until: row.get("until")?,
            consent: to.zip(on),
        })
    }

    /// The day on which it runs out of itself.
    pub fn runs_out(&self) -> NaiveDate {
        run_out(&self.since, self.years)
    }

    /// The day on which it runs out by what the org above had consented to on a day.
    pub fn ends(&self, on: NaiveDate) -> NaiveDate {
        self.consent_on(on).map_or(self.runs_out(), |to| to.last_day())
    }

    fn consent_on(&self, day: NaiveDate) -> Option<PartialDate> {
        self.consent.filter(|(_, consented)| consented.first_day() <= day).map(|(to, _)| to)
    }
}

/// The day on which so many years from a day are over.
pub fn run_out(since: &PartialDate, years: u32) -> NaiveDate {
    months_later(since.first_day(), years * MONTHS_IN_A_YEAR)
}

/// The latest term of an org on record.
pub fn last(conn: &Connection, org: OrgId) -> Result<Option<Term>> {
    let mut query = conn.prepare_cached(
        "SELECT id, number, years, since, until, extended_to, consented FROM term WHERE org_id = ?1
         ORDER BY since_day DESC, id DESC LIMIT 1",
    )?;
    Ok(query.query_row([org], Term::from_row).optional()?)
}

/// What is told of a term.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Which of the org's it is.
    pub number: Option<i64>,
    /// For how many years.
    pub years: i64,
    /// The seats of the committee.
    pub seats: Option<i64>,
    /// From when.
    pub since: PartialDate,
    /// To which day the org above consented to put the election off, or bring it forward.
    pub extended_to: Option<PartialDate>,
    /// The day of that consent.
    pub consented: Option<PartialDate>,
}

/// Refuses a term of no years, of number or seats 0, and a consent without a day or to nothing; warns of a length that is
/// not that of the norms (A6, E3) and of a consent to more than a year (A8).
pub fn judge(tx: &Tx<'_>, org: OrgId, told: &Told, advice: &mut Advice) -> Result<()> {
    let years = years_in_office(told.years)?;
    if [told.number, told.seats].contains(&Some(0)) {
        return Err(Error::refused(say!(TermOfNothing)));
    }
    match (&told.extended_to, &told.consented) {
        (None, None) => {}
        (Some(to), Some(consented)) => judge_consent(told, years, to, consented, advice)?,
        _ => return Err(Error::refused(say!(ConsentHalf)).hint(say!(ConsentHalfHint))),
    }
    advise_years(tx, org, years, told.since.first_day(), advice)
}

/// Refuses a term of no years, and one longer than anybody's.
pub fn years_in_office(years: i64) -> Result<u32> {
    match u32::try_from(years) {
        Ok(fits) if (1..=LONGEST).contains(&years) => Ok(fits),
        _ => Err(Error::refused(say!(TermYearsBad { years })).hint(say!(TermYearsBadHint))),
    }
}

fn judge_consent(
    told: &Told,
    years: u32,
    to: &PartialDate,
    consented: &PartialDate,
    advice: &mut Advice,
) -> Result<()> {
    if to.last_day() <= told.since.first_day() {
        return Err(Error::refused(say!(ConsentBeforeTerm { to, since: &told.since })));
    }
    let (ends, day) = (run_out(&told.since, years), consented.last_day());
    let rule = &rules().term_shift_months;
    let months = months_of(rule, day);
    if to.first_day() > months_later(ends, months) || months_later(to.last_day(), months) < ends {
        advice.warn(rule, day, say!(ConsentTooFar { to, ends }));
    }
    Ok(())
}

fn months_of(rule: &Rule, day: NaiveDate) -> u32 {
    u32::try_from(rule.value_on(day)).unwrap_or_default()
}

/// Warns of a term shorter or longer than the norms of its first day have it for this kind of org.
pub fn advise_years(tx: &Tx<'_>, org: OrgId, years: u32, day: NaiveDate, advice: &mut Advice) -> Result<()> {
    let rules = rules();
    let (least, most) = match org::list::kind_on(tx, org, day)? {
        Some(OrgKind::Committee) => (&rules.committee_term_least, &rules.committee_term_most),
        Some(OrgKind::Branch | OrgKind::JointBranch | OrgKind::GeneralBranch) => {
            (&rules.branch_term_least, &rules.branch_term_most)
        }
        _ => return Ok(()),
    };
    let broken = [(i64::from(years) < least.value_on(day), least), (i64::from(years) > most.value_on(day), most)];
    for (_, rule) in broken.into_iter().filter(|(is_broken, _)| *is_broken) {
        advice.warn(rule, day, say!(TermOtherThanNorm { years }));
    }
    Ok(())
}

/// Warns of an election too long after the term it ends had run out, or too long before (A8): by more than a year, or
/// without consent. An election on which the org above reminds already (A7) is not early.
pub fn advise_timing(org: &str, term: &Term, day: NaiveDate, advice: &mut Advice) {
    let rule = &rules().term_shift_months;
    let (far, near) = (months_of(rule, day), months_of(&rules().term_notice_months, day));
    let (runs_out, ends) = (term.runs_out(), term.ends(day));
    let is_brought_forward = term.consent_on(day).is_some_and(|to| to.first_day() < runs_out);
    let message = if day > months_later(runs_out, far) {
        say!(ElectionVeryLate { org, ends: runs_out, date: day })
    } else if day > ends && day > runs_out {
        say!(ElectionLate { org, ends, date: day })
    } else if months_later(day, far) < runs_out {
        say!(ElectionVeryEarly { org, ends: runs_out, date: day })
    } else if months_later(day, near) < runs_out && !is_brought_forward {
        say!(ElectionEarly { org, ends: runs_out, date: day })
    } else {
        return;
    };
    advice.warn(rule, day, message);
}

/// A term that begins.
#[derive(Debug, Clone, PartialEq)]
pub struct NewTerm {
    /// Which of the org's it is.
    pub number: Option<u32>,
    /// For how many years.
    pub years: u32,
    /// Whether there is a committee.
    pub body: Body,
    /// How many are elected.
    pub seats: Option<u32>,
    /// How it began.
    pub began: TermBegan,
    /// From when.
    pub since: PartialDate,
}

/// Begins a term, and ends the one before on the same day. Returns its row.
pub fn begin(tx: &Tx<'_>, org: OrgId, new: &NewTerm) -> Result<i64> {
    let (since, day) = (&new.since, new.since.first_day().to_string());
    tx.execute("UPDATE term SET until = ?1 WHERE org_id = ?2 AND until_day > ?3", (since, org, day))?;
    tx.execute(
        "INSERT INTO term (org_id, number, years, body, seats, began, since)
         VALUES (:org, :number, :years, :body, :seats, :began, :since)",
        named_params! {
            ":org": org, ":number": new.number, ":years": new.years, ":body": new.body, ":seats": new.seats,
            ":began": new.began, ":since": since,
        },
    )?;
    Ok(tx.last_insert_rowid())
}

/// The term ends with the org on the day it is dissolved; one that would have begun later never does.
pub(super) fn end_with_org(tx: &Tx<'_>, org: OrgId, date: &PartialDate) -> Result<()> {
    let (day, late) = (date.first_day().to_string(), date.too_late_to_begin().to_string());
    tx.execute("DELETE FROM term WHERE org_id = ?1 AND since_day >= ?2", (org, late))?;
    tx.execute("UPDATE term SET until = ?1 WHERE org_id = ?2 AND until_day > ?3", (date, org, day))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn term(since: &str, years: u32, consent: Option<(&str, &str)>) -> Term {
        let date = |text: &str| text.parse().unwrap();
        let consent = consent.map(|(to, on)| (date(to), date(on)));
        Term { id: 1, number: None, years, since: date(since), until: None, consent }
    }

    #[test]
    fn a_term_runs_out_after_its_years_or_on_the_day_consented_to() {
        assert_eq!(term("2008-06-01", 3, None).runs_out(), day("2011-06-01"));
        assert_eq!(term("2008-02-29", 3, None).runs_out(), day("2011-02-28"), "there is no 29 February that year");
        let put_off = term("2008-06-01", 3, Some(("2011-12-31", "2011-05-10")));
        assert_eq!(put_off.ends(day("2011-05-09")), day("2011-06-01"), "nobody had consented yet");
        assert_eq!(put_off.ends(day("2011-05-10")), day("2011-12-31"));
    }

    /// What is said of an election on a day.
    fn said(term: &Term, on: &str) -> String {
        let mut advice = Advice::default();
        advise_timing("甲", term, day(on), &mut advice);
        let said = advice.warnings().iter().map(|warning| warning.say(crate::i18n::Lang::Zh));
        said.map(|line| line.split(['(', ';']).next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn an_election_is_in_time_within_half_a_year_before_the_end() {
        let plain = term("2016-06-01", 3, None); // runs out on 2019-06-01
        for on in ["2018-12-01", "2019-05-31", "2019-06-01"] {
            assert_eq!(said(&plain, on), "", "{on}");
        }
        assert!(said(&plain, "2018-11-30").contains("提前"), "a day more than six months before");
        assert!(said(&plain, "2018-05-31").contains("提前超过"), "a day more than a year before");
        assert!(said(&plain, "2019-06-02").contains("没有延期批复"));
        assert!(said(&plain, "2020-06-02").contains("超过"));
    }

    #[test]
    fn consent_covers_a_year_and_no_more() {
        let late = term("2016-06-01", 3, Some(("2020-03-31", "2019-05-01")));
        assert_eq!(said(&late, "2020-03-31"), "");
        assert!(said(&late, "2020-04-01").contains("2020-03-31"), "a day after what was consented to");
        let early = term("2016-06-01", 3, Some(("2018-08-01", "2018-07-20")));
        assert_eq!(said(&early, "2018-08-01"), "");
        assert!(said(&early, "2018-07-19").contains("提前"), "nobody had consented yet");
    }
}
