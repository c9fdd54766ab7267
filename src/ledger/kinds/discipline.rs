//! Discipline 处分: what was imposed on a member, from when until when.

use super::{Code, Field, Holds, Kind, Label, Life, Noun, code};
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::ledger::Judged;
use crate::ledger::texts;
use crate::member::{self, PersonId};
use crate::rules::rules;

const PROBATION: &str = "probation";
const EXPULSION: &str = "expulsion";

const KINDS: &[Code] = &[
    code("warning", "警告", "warning", &["党内警告"]),
    code("serious-warning", "严重警告", "serious warning", &["党内严重警告"]),
    code("removal", "撤销党内职务", "removal from Party posts", &["撤职"]),
    code(PROBATION, "留党察看", "probation within the Party", &["留察"]),
    code(EXPULSION, "开除党籍", "expulsion", &["开除"]),
];

pub(super) static DISCIPLINE: Kind = Kind {
    noun: Noun::Member,
    name: "discipline",
    table: "discipline",
    label: Label { zh: "处分", en: "disciplinary measure" },
    life: Life::Term,
    fields: &[
        Field::subject("person", Holds::Person),
        Field::needed("kind", Holds::Code(KINDS)).called(&["处分种类", "处分类别", "处分"]),
        Field::new("document", Holds::Text).called(&["处分文号", "处分决定"]),
        Field::new("authority", Holds::Text).called(&["决定机关", "批准机关"]),
    ],
    once: &["kind"],
    particular: Some(imposed),
};

/// Tells what follows: the vote that is lost, or that the membership is still to be ended.
fn imposed(judged: &Judged<'_>) -> Result<()> {
    let (Some(person), Some(since)) = (judged.number("person").map(PersonId), judged.date("since")) else {
        return Ok(());
    };
    super::refuse_after_death(judged, person, &since)?;
    let (name, day) = (judged.person("person")?, since.first_day());
    let stands = member::standing_on(judged.tx, person, judged.today)?.is_some();
    match (judged.text("kind"), judged.date("until")) {
        (Some(EXPULSION), Some(until)) => {
            return Err(Error::refused(say!(ExpulsionHasNoEnd { until: &until })));
        }
        (Some(EXPULSION), None) if stands => {
            let command = format!("dangwu member end {} --date {since} --reason expelled", person.0);
            judged.advise(|advice| advice.notice(say!(ExpulsionNotBooked { name, command })));
        }
        (Some(PROBATION), until) => {
            let message = match &until {
                Some(until) => say!(VoteLostUntil { name, since: &since, until }),
                None => say!(VoteLost { name, since: &since }),
            };
            judged.advise(|advice| advice.warn(&rules().disciplined_votes, day, message));
        }
        _ => {}
    }
    Ok(())
}
