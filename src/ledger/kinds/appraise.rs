//! The yearly appraisal of the members 民主评议党员: one grade a year, for full members.

use chrono::NaiveDate;

use super::{Code, Field, Holds, Kind, Label, Life, Noun, code};
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::ledger::Judged;
use crate::ledger::texts;
use crate::member::{self, PersonId};
use crate::org;
use crate::rules::rules;

const EXCELLENT: &str = "excellent";

const GRADES: &[Code] = &[
    code(EXCELLENT, "优秀", "excellent", &["优秀党员"]),
    code("qualified", "合格", "qualified", &["合格党员"]),
    code("basic", "基本合格", "basically qualified", &["基本合格党员"]),
    code("unqualified", "不合格", "unqualified", &["不合格党员"]),
];

pub(super) static APPRAISE: Kind = Kind {
    noun: Noun::Member,
    name: "appraise",
    table: "appraisal",
    label: Label { zh: "民主评议", en: "appraisal" },
    life: Life::Year,
    fields: &[
        Field::subject("person", Holds::Person),
        Field::needed("grade", Holds::Code(GRADES)).called(&["等次", "评定等次", "评议结果"]),
        Field::new("meeting", Holds::Date).called(&["评议日期", "评议会日期"]),
    ],
    once: &[],
    particular: Some(graded),
};

/// M2, M3: a grade is for full members, and few of a branch are excellent.
fn graded(judged: &Judged<'_>) -> Result<()> {
    let (Some(person), Some(year)) = (judged.number("person").map(PersonId), judged.date("year")) else {
        return Ok(());
    };
    let meeting = judged.date("meeting");
    if let Some(meeting) = meeting.filter(|meeting| !meeting.could_follow(&year)) {
        return Err(Error::refused(say!(AppraisalBeforeYear { meeting: &meeting, year: &year })));
    }
    let on = meeting.unwrap_or(year);
    super::refuse_after_death(judged, person, &on)?;
    let name = judged.person("person")?;
    let day = on.last_day().min(judged.today);
    let mut query = judged.tx.prepare_cached(include_str!("stood_as.sql"))?;
    let span = (person, on.first_day().to_string(), on.last_day().to_string());
    let stood = query.query_map(span, |row| row.get(0))?.collect::<rusqlite::Result<Vec<member::Category>>>()?;
    if stood.is_empty() {
        judged.advise(|advice| advice.notice(say!(EntryOffRoll { name, date: &on })));
    } else if stood.iter().all(|category| *category == member::Category::Probationary) {
        let message = say!(AppraisalOfProbationer { name, date: &on });
        judged.advise(|advice| advice.bind(&rules().appraisal_grades, day, message))?;
    }
    if judged.text("grade") == Some(EXCELLENT) { warn_of_many(judged, person, day) } else { Ok(()) }
}

/// M2: of so many members no more than a part is excellent.
fn warn_of_many(judged: &Judged<'_>, person: PersonId, day: NaiveDate) -> Result<()> {
    let Some((org, ..)) = member::standing_on(judged.tx, person, day)? else { return Ok(()) };
    let year = judged.date("year").map(|year| year.to_string()).unwrap_or_default();
    let mut query = judged.tx.prepare_cached(include_str!("excellent.sql"))?;
    let (members, others): (i64, i64) = query
        .query_row((org, day.to_string(), &year, person), |row| Ok((row.get("members")?, row.get("excellent")?)))?;
    let rule = &rules().excellent_share;
    let (most, count) = (members / rule.value_on(day), others + 1);
    if count > most {
        let org = org::get(judged.tx, org)?.name;
        let message = say!(AppraisalManyExcellent { org, year, count, members, most });
        judged.advise(|advice| advice.warn(rule, day, message));
    }
    Ok(())
}
