//! Instructors 党建指导员: who of the federation, or sent by others, guides which unit.

use super::{Code, Error, Field, Holds, Judged, Kind, Label, Life, Noun, Result, code, say};
use crate::ledger::texts;

const KINDS: &[Code] = &[
    code("instructor", "指导员", "instructor", &["党建指导员", "党建工作指导员"]),
    code("liaison", "联络员", "liaison", &["党建联络员"]),
];

const SOURCES: &[Code] = &[
    code("cadre", "机关在职党员干部", "serving cadre", &["机关干部", "在职干部"]),
    code("retired", "退居二线、退休干部", "retired cadre", &["退休干部", "退居二线", "退居二线/退休干部"]),
    code("superior", "上级党组织下派", "sent from above", &["下派"]),
    code("professional", "专业人士", "professional", &["律师", "会计"]),
    code("graduate", "大学生", "graduate", &["选聘大学生"]),
    code("other", "其他", "other", &[]),
];

const ENDS: &[Code] = &[
    code("moved", "调动", "moved", &[]),
    code("retired", "退休", "retired", &[]),
    code("founded", "已建党组织", "an org was founded", &["已建"]),
    code("unfit", "考核不合格", "appraised as unfit", &[]),
    code("other", "其他", "other", &[]),
];

pub(super) static INSTRUCTOR: Kind = Kind {
    noun: Noun::Org,
    name: "instructor",
    table: "instructor",
    label: Label { zh: "党建指导员", en: "instructor" },
    life: Life::State,
    fields: &[
        Field::subject("person", Holds::Person).called(&["指导员", "党建指导员"]),
        Field::subject("unit", Holds::Unit).called(&["联系单位", "指导单位"]),
        Field::new("kind", Holds::Code(KINDS)),
        Field::new("source", Holds::Code(SOURCES)),
        Field::new("sent_by", Holds::Text).called(&["派出单位", "工作单位"]),
        Field::new("document", Holds::Text).called(&["选派文号"]),
        Field::new("also", Holds::Flag),
        Field::of_end("end_reason", Holds::Code(ENDS)),
    ],
    once: &[],
    particular: Some(one_at_a_time),
};

/// A unit has one instructor at a time, but for those who are told to be there besides.
fn one_at_a_time(new: &Judged<'_>) -> Result<()> {
    if new.number("also") == Some(1) {
        return Ok(());
    }
    let other = new.find(include_str!("instructor_other.sql"), |row| {
        Ok((row.get::<_, i64>("id")?, row.get::<_, String>("name")?, row.get::<_, String>("since")?))
    })?;
    match other {
        Some((id, name, since)) => {
            Err(Error::refused(say!(InstructorThere { name, since, id })).hint(say!(InstructorThereHint { id })))
        }
        None => Ok(()),
    }
}
