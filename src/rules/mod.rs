//! The norms: numbers with unit and source, by the day from which they hold, read from `rules.toml`.
//!
//! No norm stands as a number in the code. A step is judged by the version in force on the day of the step; a step
//! before the earliest version is judged by that one, which then only advises.

pub mod due;
pub mod local;
pub(crate) mod texts;
pub mod votes;
pub mod workdays;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::error::{Error, Kind, Result};
use crate::i18n::{Label, Text, say};

/// How sure the number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Status {
    /// Confirmed in the regulation.
    C,
    /// Practice only; the office may set its own number.
    P,
    /// Unconfirmed; the office may set its own number.
    U,
}

/// One version of a norm.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// The first day on which it holds; the first of the calendar for what was always practice.
    pub since: NaiveDate,
    /// The number, in the norm's unit.
    pub value: i64,
    /// Whether it takes more than the number, where later versions are content with it.
    #[serde(default)]
    pub exceeded: bool,
    /// Of a scale, its steps but the last, whose number is `value`: up to how many yuan, and the number there.
    #[serde(default)]
    pub steps: Vec<[i64; 2]>,
    /// The regulation and article.
    pub source: String,
}

/// A norm.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its id in the list of norms (`A1`).
    pub id: String,
    /// What it says, in Chinese; `{}` stands for the number.
    pub zh: String,
    /// What it says, in English.
    pub en: String,
    /// The unit of the number: `people`, `units`, `committees`, `days`, `months`, `years`, `hours`, `percent`, `times`, `permille`, `fen`.
    pub unit: Unit,
    /// How sure the number is.
    pub status: Status,
    /// Where it binds: which step it refuses, warns at, or falls due for.
    pub binds: Vec<String>,
    /// Its versions, earliest first.
    pub values: Vec<Version>,
    /// The first day on which none of them holds any more.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

crate::code::codes! {
    /// The unit of a norm's number.
    pub enum Unit {
        People = "people", "人", "people";
        Units = "units", "个单位", "units";
        Committees = "committees", "个党委", "committees";
        Days = "days", "天", "days";
        Months = "months", "个月", "months";
        Years = "years", "年", "years";
        Hours = "hours", "学时", "hours";
        Percent = "percent", "%", "per cent";
        Times = "times", "次", "times";
        Permille = "permille", "‰", "‰";
        Fen = "fen", "分", "fen";
    }
}

impl<'de> Deserialize<'de> for Unit {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Rule {
    /// The version in force on a day, and whether the day lies before the earliest (which then only advises).
    pub fn on(&self, day: NaiveDate) -> (&Version, bool) {
        match self.values.iter().rev().find(|version| version.since <= day) {
            Some(version) => (version, false),
            None => (&self.values[0], true),
        }
    }

    /// Whether no text asked for it yet on a day: then it only advises.
    pub fn begins_after(&self, day: NaiveDate) -> bool {
        self.on(day).1
    }

    /// Whether a version of it is in force on a day.
    pub fn is_in_force(&self, version: &Version, day: NaiveDate) -> bool {
        let (current, is_earlier) = self.on(day);
        !is_earlier && version == current && self.until.is_none_or(|until| day < until)
    }

    /// The number in force on a day.
    pub fn value_on(&self, day: NaiveDate) -> i64 {
        self.on(day).0.value
    }

    /// What it says, with the number of a version.
    pub fn sentence(&self, version: &Version) -> (String, String) {
        let unit = self.unit.entry().label.zh;
        let step = |[upto, value]: &[i64; 2]| format!("≤{upto}: {value}{unit}");
        let steps = version.steps.iter().map(step).collect::<Vec<_>>().join(", ");
        let filled = |text: &str| text.replace("{}", &version.value.to_string()).replace("{steps}", &steps);
        (filled(&self.zh), filled(&self.en))
    }

    /// The rule as the basis of a refusal or warning: id, sentence, source; and if it was not in force that day yet, that
    /// too.
    pub fn basis(&self, day: NaiveDate) -> Text {
        let (version, is_earlier) = self.on(day);
        let (zh, en) = self.sentence(version);
        let basis = say!(RuleBasis { id: &self.id, zh, en, source: &version.source });
        if is_earlier { say!(NotYetInForce { basis, since: version.since }) } else { basis }
    }
}

/// Declares the typed set of norms, so that one missing from the data, or misspelt, does not load.
macro_rules! rules {
    ($( $(#[$doc:meta])* $name:ident ),+ $(,)?) => {
        /// All norms, by name.
        #[derive(Debug, Clone, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Rules { $( $(#[$doc])* pub $name: Rule ),+ }

        impl Rules {
            /// A norm by its name, to be changed.
            fn named(&mut self, name: &str) -> Option<&mut Rule> {
                match name {
                    $( stringify!($name) => Some(&mut self.$name), )+
                    _ => None,
                }
            }

            /// Every norm with its name, in the order of the data.
            pub fn all(&self) -> Vec<(&'static str, &Rule)> {
                vec![$( (stringify!($name), &self.$name) ),+]
            }
        }
    };
}

rules! {
    /// Full members a unit needs for a branch of its own.
    branch_full_members,
    /// Units a joint branch covers at most, as a rule.
    joint_branch_units,
    /// Members a branch has at most, as a rule.
    branch_members,
    /// Age of an applicant.
    applicant_age,
    /// Length of probation.
    probation,
    /// Full members from which a unit without an org is owed one.
    owed_full_members,
    /// Instructors of a unit that can have no org.
    instructor_where_none,
    /// Committees that must stand above an org for a letter to be issued.
    letter_committees,
    /// Days a letter within the city is good for, as a rule.
    letter_days_in_city,
    /// Days a letter to another city is good for, as a rule.
    letter_days_outside,
    /// Days a letter is good for at the most.
    letter_days_max,
    /// Months within which the receipt of a letter is to be in.
    receipt_months,
    /// Months without transfer, Party life or dues after which somebody is taken to have left the Party.
    lapse_months,
    /// Units where an applicant works that the org applied to covers.
    application_unit,
    /// Months within which an applicant is talked to.
    talk_months,
    /// Orgs above with which the choice of an activist is filed.
    activist_filing,
    /// How often a year the committee looks at its activists as a whole.
    pool_analysis,
    /// Contacts that foster an activist at most.
    contacts,
    /// Months within which an activist is evaluated again.
    evaluation_months,
    /// Months as an activist before somebody becomes a candidate.
    activist_months,
    /// Orgs above with which a candidate is filed (text of 2014).
    candidate_filing,
    /// Orgs above that consent to a candidate (text of 2026).
    candidate_consent,
    /// Working days of public notice before somebody becomes a candidate.
    notice_workdays,
    /// Introducers of an admission.
    introducers,
    /// Political reviews before an admission.
    political_review,
    /// Hours of training before an admission.
    training_hours,
    /// Hours that a day of training counts for.
    training_day_hours,
    /// Committees that pre-review an admission.
    prereview,
    /// Months before leaving the unit within which nobody is admitted.
    leaving_months,
    /// Months after the pre-review within which the branch meets.
    meeting_months,
    /// Months within which the committee above approves a conversion.
    confirmation_months,
    /// More than this percentage of those due to vote are present, and are in favour.
    meeting_majority,
    /// At least this percentage of those due to vote are present for a meeting of members to decide.
    decision_quorum,
    /// More than this percentage of those due to vote are in favour of a decision.
    decision_majority,
    /// At least this percentage of a committee are present for it to meet.
    committee_quorum,
    /// At least this percentage of those due to vote are present for an election.
    election_quorum,
    /// More than this percentage of those present are in favour of whoever is elected.
    election_majority,
    /// Votes of each member in a secret ballot.
    secret_ballot,
    /// Orgs above that consent to who is excused from those due to vote.
    excused_consent,
    /// Months within which an admission is approved.
    approval_months,
    /// Months after which an admission that is not approved is voted on again.
    resolution_months,
    /// Months that an extension of probation lasts at least.
    extension_least_months,
    /// Months that an extension of probation lasts at most.
    extension_most_months,
    /// How often the branch meeting votes on a conversion when probation ends.
    conversion_discussion,
    /// The day from which standing in the Party counts, that of the conversion being the first.
    standing_from_conversion,
    /// Sets of papers that go into the personal file.
    personal_file,
    /// Days that are lost when somebody on the way moves.
    months_move_along,
    /// Months by which the vote on conversion of somebody who moved is put off at most.
    moved_conversion_months,
    /// Months between the reports of an activist.
    thought_reports,
    /// Months within which an admission is approved even in special cases.
    special_approval_months,
    /// Months after the approval within which the oath is taken.
    oath_months,
    /// Months away after which a member is transferred, or registered as floating.
    floating_months,
    /// Parts of the day of a document that stand in figures.
    document_day_in_figures,
    /// Months out of touch after which a member is suspended.
    lost_months,
    /// Months of suspension after which who is still out of touch is removed.
    lost_removed_months,
    /// General meetings in a quarter.
    general_meetings,
    /// Committee meetings in a month.
    committee_meetings,
    /// Full members from which a branch has a committee.
    committee_full_members,
    /// Group meetings in a month.
    group_meetings,
    /// Theme days in a month.
    theme_days,
    /// Party lectures in a quarter.
    lectures,
    /// Organisational life meetings in a year.
    life_meetings,
    /// Appraisals of the members in a year.
    appraisals,
    /// Talks that everybody has with others in a year.
    talks,
    /// Members of whom one is excellent in the appraisal of a year at the most.
    excellent_share,
    /// Grades that a member on probation is given in an appraisal.
    appraisal_grades,
    /// Votes of a member while on probation within the Party.
    disciplined_votes,
    /// Hours of training of a member in a year.
    member_hours,
    /// Hours of training of a secretary or committee member in a year.
    secretary_hours,
    /// At least this percentage more candidates than seats.
    candidate_surplus,
    /// Elections when a term runs out.
    renewal_elections,
    /// Years that the committee of a branch or general branch is in office at least.
    branch_term_least,
    /// Years that the committee of a branch or general branch is in office at most.
    branch_term_most,
    /// Years that a Party committee is in office at least.
    committee_term_least,
    /// Years that a Party committee is in office at most.
    committee_term_most,
    /// Months before a term runs out by which the org above reminds of the election.
    term_notice_months,
    /// Months by which an election is early or late at the most.
    term_shift_months,
    /// Members of a branch committee at least.
    committee_least,
    /// Members of a branch committee at most.
    committee_most,
    /// Months between the visits of an instructor at the most.
    visit_months,
    /// Dues of who is paid by the month, by steps of the pay.
    dues_salary,
    /// Dues of who is paid by the year.
    dues_annual,
    /// Dues of who has an income that is not of a month.
    dues_owner,
    /// Dues of who has a pension.
    dues_pension,
    /// Dues of a farmer in a month at least.
    dues_farmer_least,
    /// Dues of a farmer in a month at most.
    dues_farmer_most,
    /// Dues of a student, or of who lives on relief, in a month.
    dues_relief,
    /// Orgs above that consent to dues being waived.
    dues_waiver_consents,
    /// Months for which dues are made up at most.
    dues_made_up_months,
    /// Months in arrears at which a member is reminded.
    dues_reminder_months,
    /// Months in arrears after which somebody is taken to have left the Party.
    dues_lapse_months,
}

/// The norms, with the office's own numbers where the records that were opened hold some. Read on first use only.
pub fn rules() -> &'static Rules {
    local::rules().unwrap_or_else(|| general())
}

/// The norms as they hold everywhere.
pub(crate) fn general() -> &'static Rules {
    static RULES: LazyLock<Rules> =
        LazyLock::new(|| toml::from_str(include_str!("rules.toml")).expect("a test reads the same data"));
    &RULES
}

/// The norms' numbers on a day, for SQL to bind by name.
pub fn numbers_on(day: NaiveDate) -> BTreeMap<&'static str, i64> {
    rules().all().into_iter().map(|(name, rule)| (name, rule.value_on(day))).collect()
}

/// A norm's sentence as a label is not static, so a report of rules asks for the words of one language.
pub fn words(rule: &Rule, version: &Version, lang: crate::i18n::Lang) -> String {
    let (zh, en) = rule.sentence(version);
    match lang {
        crate::i18n::Lang::Zh => zh,
        crate::i18n::Lang::En => en,
    }
}

/// How sure a norm is, in words.
pub fn status_label(status: Status) -> Label {
    match status {
        Status::C => Label { zh: "已核实", en: "confirmed" },
        Status::P => Label { zh: "惯例", en: "practice" },
        Status::U => Label { zh: "待核实", en: "unconfirmed" },
    }
}

/// What the norms have to say to one operation.
#[derive(Debug, Default)]
pub struct Advice {
    override_reason: Option<String>,
    warnings: Vec<Text>,
    /// What is judged was done long ago and is only recorded.
    only_warns: bool,
}

impl Advice {
    /// For an operation that may break norms if a reason was given.
    pub fn new(override_reason: Option<String>) -> Self {
        Self { override_reason, ..Self::default() }
    }

    /// What there was to warn of.
    pub fn warnings(&self) -> &[Text] {
        &self.warnings
    }

    /// Something that is worth a look but breaks no norm.
    pub fn notice(&mut self, message: Text) {
        self.warnings.push(message);
    }

    /// What is recorded breaks a norm: recording never fails for that.
    pub fn warn(&mut self, rule: &Rule, day: NaiveDate, message: Text) {
        self.warnings.push(say!(AgainstRule { message, basis: rule.basis(day) }));
    }

    /// Lets `judge` speak of what is only being recorded: what would refuse a step warns.
    pub fn only_warning<T>(&mut self, judge: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let before = std::mem::replace(&mut self.only_warns, true);
        let judged = judge(self);
        self.only_warns = before;
        judged
    }

    /// A step that is being taken breaks a norm: refused, unless a reason was given or the norm is younger than
    /// the step.
    pub fn bind(&mut self, rule: &Rule, day: NaiveDate, message: Text) -> Result<()> {
        let advises_only = rule.begins_after(day);
        if advises_only || self.only_warns || self.override_reason.is_some() {
            self.warn(rule, day, message);
            return Ok(());
        }
        Err(Error::new(Kind::Rule, message).basis(rule.basis(day)).hint(say!(OverrideHint)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_norm_has_a_source_words_and_ordered_versions() {
        for (name, rule) in rules().all() {
            assert!(!rule.values.is_empty(), "{name}");
            assert!(rule.values.is_sorted_by_key(|version| version.since), "{name}");
            assert!(rule.values.iter().all(|version| version.source.contains('《')), "{name}");
            assert!(rule.zh.contains("{}") && rule.en.contains("{}") && !rule.binds.is_empty(), "{name}");
        }
    }

    #[test]
    fn a_step_is_judged_by_the_version_of_its_day() {
        let rule = &rules().branch_full_members;
        assert_eq!(rule.on(day("2017-10-23")).0.source, "《中国共产党章程》第二十九条(条号待核实)");
        assert_eq!(rule.on(day("2018-10-27")).0.source, "《中国共产党章程》第三十条");
        assert_eq!(rule.on(day("2018-10-28")).0.source, "《中国共产党支部工作条例（试行）》第四条");
        assert!(rule.on(day("1980-01-01")).1, "before the earliest version it only advises");
        assert!(!rule.on(day("1982-09-06")).1);
    }

    /// The table at the end of the list of norms: by what a step of these days is judged.
    #[test]
    fn what_a_step_is_judged_by_on_its_day() {
        let rules = rules();
        let days = ["2011-05-20", "2016-06-01", "2024-06-01", "2026-06-01"];
        let of = |rule: &Rule| {
            days.map(|text| {
                let current = rule.on(day(text)).0;
                rule.is_in_force(current, day(text)).then_some(current.value)
            })
        };
        let always = |value: i64| [Some(value); 4];
        assert_eq!(of(&rules.talk_months), [None, Some(1), Some(1), Some(1)]);
        assert_eq!(of(&rules.activist_months), always(12));
        assert_eq!(of(&rules.candidate_filing), [None, Some(1), Some(1), None]);
        assert_eq!(of(&rules.candidate_consent), [None, None, None, Some(1)]);
        assert_eq!(of(&rules.notice_workdays), [None, None, None, Some(5)]);
        assert_eq!(of(&rules.training_hours), [Some(40), Some(24), Some(24), Some(24)]);
        assert_eq!(of(&rules.meeting_months), [None, None, None, Some(1)]);
        assert_eq!(of(&rules.secret_ballot), [None, Some(1), Some(1), Some(1)]);
        assert_eq!(of(&rules.meeting_majority), always(50));
        assert_eq!((of(&rules.approval_months), of(&rules.special_approval_months)), (always(3), always(6)));
        assert_eq!(of(&rules.oath_months), [None, None, None, Some(1)]);
        assert_eq!(of(&rules.confirmation_months), always(3));
        assert_eq!(of(&rules.member_hours), [Some(16), Some(32), Some(32), Some(32)]);
        assert_eq!(of(&rules.secretary_hours), [Some(24), Some(56), Some(56), Some(56)]);
        assert_eq!(of(&rules.resolution_months), always(6));
        let quorum = |text: &str| rules.election_quorum.on(day(text)).0.exceeded;
        assert_eq!(["2020-07-12", "2020-07-13"].map(quorum), [true, false]);
        for (rule, article) in [
            (&rules.probation, "第三十二条"),
            (&rules.meeting_majority, "第二十条、第二十一条"),
            (&rules.approval_months, "第二十六条"),
        ] {
            assert!(rule.on(day("2014-05-28")).0.source.ends_with(article), "{}", rule.id);
            assert!(!rule.on(day("2014-05-27")).0.source.ends_with(article), "{}", rule.id);
        }
    }

    #[test]
    fn a_binding_norm_refuses_unless_a_reason_is_given() {
        let rule = &rules().branch_full_members;
        let breach = || say!(NothingFound);
        let refused = Advice::new(None).bind(rule, day("2020-01-01"), breach()).unwrap_err();
        assert_eq!(refused.kind(), Kind::Rule);
        let mut advice = Advice::new(Some("上级批准".into()));
        advice.bind(rule, day("2020-01-01"), breach()).unwrap();
        assert_eq!(advice.warnings().len(), 1);
        Advice::new(None).bind(rule, day("1979-01-01"), breach()).unwrap();
    }
}
