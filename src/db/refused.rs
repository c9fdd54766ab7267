//! What SQLite refuses, in our words where we have them: its own are English, and say nothing of the records.

use crate::db::texts;
use crate::error::{Error, Kind, foreign};
use crate::i18n::{Arg, Text, say, says};
use crate::lists;
use crate::waiting;

/// What SQLite says of a file, in our words where we have them.
pub(crate) fn sqlite_reason(error: &rusqlite::Error) -> Arg {
    use rusqlite::ErrorCode as E;
    match error.sqlite_error_code() {
        Some(E::CannotOpen) => say!(FileNotOpened).into(),
        Some(E::DiskFull) => say!(DiskFull).into(),
        Some(E::PermissionDenied) => say!(FileForbidden).into(),
        Some(E::ReadOnly) => say!(FileOrFolderReadOnly).into(),
        Some(E::SystemIoFailure) => say!(DiskFailed).into(),
        _ => foreign(error),
    }
}

/// SQLite's own words, turned into ours. A trigger of `schema.sql` speaks as `code: sentence`.
impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as E;
        let reason = error.to_string();
        match error.sqlite_error_code() {
            Some(E::OperationInterrupted) if waiting::is_stopped() => waiting::stopped(),
            Some(E::DatabaseBusy | E::DatabaseLocked) => {
                Self::new(Kind::Locked, say!(DbLocked)).hint(say!(DbLockedHint))
            }
            Some(E::ConstraintViolation) => {
                let (code, sentence) = reason.split_once(": ").unwrap_or((&reason, &reason));
                let message = match constraint_text(code) {
                    Some(text) => text,
                    None => say!(ConstraintBroken {
                        reason: foreign(&if sentence.is_empty() { &reason } else { sentence })
                    }),
                };
                Self::refused(message).hint(say!(ConstraintHint))
            }
            Some(E::DatabaseCorrupt | E::NotADatabase) => {
                Self::new(Kind::Database, say!(DbDamaged { reason: foreign(&reason) })).hint(say!(DbDamagedHint))
            }
            Some(E::ReadOnly | E::DiskFull | E::SystemIoFailure | E::CannotOpen | E::PermissionDenied) => {
                Self::new(Kind::Io, say!(DbUnwritable { reason: sqlite_reason(&error) })).hint(say!(DbUnwritableHint))
            }
            _ => Self::new(Kind::Database, say!(DbFailed { reason: foreign(&reason) })).hint(say!(DbFailedHint)),
        }
    }
}

/// Whether a statement failed, and neither the file nor a rule is why.
pub(crate) fn is_failed_statement(error: &Error) -> bool {
    says!(error.message(), DbFailed)
}

/// What a constraint of `schema.sql` says in the user's words, by the stable code its trigger speaks.
fn constraint_text(code: &str) -> Option<Text> {
    Some(match code {
        "FOREIGN KEY constraint failed" => say!(FaultStillNamed),
        "roll-overlap" => say!(FaultRollOverlap),
        "roll-outside-org" => say!(FaultRollOutsideOrg),
        "roll-before-joining" => say!(FaultRollBeforeJoining),
        "step-order" => say!(FaultStepOrder),
        "post-overlap" => say!(FaultPostOverlap),
        "dues-waiver-overlap" => say!(FaultWaiverOverlap),
        "letter-twice" => say!(FaultLetterTwice),
        "frozen-stays" => say!(FaultFrozenStays),
        "resolution-voided" => say!(FaultResolutionVoided),
        "org-name-overlap"
        | "org-kind-overlap"
        | "org-parent-overlap"
        | "unit-state-overlap"
        | "cover-overlap"
        | "suspension-overlap"
        | "absence-overlap"
        | "instructor-overlap"
        | "candidature-org-overlap"
        | "foster-overlap" => {
            let table = code.trim_end_matches("-overlap").replace('-', "_");
            say!(FaultPeriodOverlap { table: lists::table(&table)? })
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::SCHEMA;
    use crate::i18n::Lang;

    #[test]
    fn what_sqlite_says_of_its_own_is_quoted() {
        let conn = rusqlite::Connection::open_in_memory().unwrap();
        let error = Error::from(conn.execute_batch("SELECT aught").unwrap_err());
        assert_eq!(
            error.message().say(Lang::Zh),
            "数据库操作失败(原文“no such column: aught in SELECT aught at offset 7”)"
        );
    }

    #[test]
    fn every_trigger_that_refuses_has_words_of_its_own() {
        let raised: Vec<&str> =
            SCHEMA.split("raise(ABORT, '").skip(1).filter_map(|after| after.split(": ").next()).collect();
        assert!(raised.contains(&"foster-overlap"), "{raised:?}");
        for code in raised {
            let text = constraint_text(code).unwrap_or_else(|| panic!("{code}"));
            assert!(!text.say(Lang::Zh).contains(|c: char| c.is_ascii_alphabetic()), "{code}");
        }
    }
}
