//! Which columns of a table a narrow terminal shows.

use super::Column;

/// What a reader misses least, the least first. Of the columns that are not here the last goes first; the first column,
/// and what names the row, stay longest.
#[rustfmt::skip]
const LEAST: [&str; 65] = [
    // Remarks, addresses, documents.
    "remark", "left_note", "note", "address", "native_place", "landline", "guests", "recipients", "entries", "goods",
    "approval_no", "approver", "contact", "recorder", "lecturer", "authority", "leader", "uscc", "version",
    // Where somebody comes from and what somebody does.
    "degree", "ethnicity", "education", "education_text", "job", "job_text", "position", "owner",
    // What follows from another column, or is the same for most.
    "seq", "short_name", "formation", "began", "assumed", "standing", "lost_since", "floating_since", "valid_days",
    "dues_until", "integration", "partner", "measure", "tier", "form", "campaigns", "hours", "minutes", "industry",
    "district", "trade_union", "youth_league", "womens_federation", "association", "member_enterprises", "employees",
    "talked", "reviewed", "trained_hours", "parent", "letter_no", "chair", "sex",
    "founded", "birth", "units", "probationary", "full",
];

/// What names a row.
const NAMES: [&str; 6] = ["name", "person", "org_name", "unit_name", "topic", "meaning"];

/// The columns, from the left, that have room; each needs so much of it. One at least is shown.
pub(super) fn shown(columns: &[Column], needed: &[u16], room: u16) -> Vec<usize> {
    let mut shown: Vec<usize> = (0..columns.len()).collect();
    let mut going = shown.clone();
    going.sort_by_key(|at| weight(columns, *at));
    let width = |shown: &[usize]| shown.iter().map(|at| u32::from(needed[*at])).sum::<u32>();
    for least in going {
        if width(&shown) <= u32::from(room) || shown.len() == 1 {
            break;
        }
        shown.retain(|at| *at != least);
    }
    shown
}

/// How much a column would be missed: the kind of column, then the place among its kind.
fn weight(columns: &[Column], at: usize) -> (u8, usize) {
    let key = columns[at].key.as_str();
    let from_the_right = columns.len() - at;
    match LEAST.iter().position(|least| *least == key) {
        _ if at == 0 => (3, 0),
        _ if NAMES.contains(&key) => (2, from_the_right),
        Some(place) => (0, place),
        None => (1, from_the_right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn keys(columns: &str, room: u16) -> String {
        let columns = Column::list(&columns.split(' ').collect::<Vec<_>>());
        let shown = shown(&columns, &vec![10; columns.len()], room);
        shown.into_iter().map(|at| columns[at].key.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_missed_least_goes_first() {
        let all = "no name native_place phone remark org";
        assert_eq!(keys(all, 60), all);
        assert_eq!(keys(all, 59), "no name native_place phone org");
        assert_eq!(keys(all, 40), "no name phone org");
        assert_eq!(keys(all, 39), "no name phone", "of the rest the last goes first");
        assert_eq!(keys(all, 20), "no name");
        assert_eq!(keys(all, 19), "no");
        assert_eq!(keys(all, 0), "no", "one is always shown");
        assert_eq!(keys("remark phone", 10), "remark", "the first column stays");
    }

    #[test]
    fn each_key_is_declared_once_and_has_a_label() {
        for (at, key) in LEAST.iter().enumerate() {
            assert!(!LEAST[..at].contains(key) && !NAMES.contains(key), "{key}");
            let is_known = crate::i18n::LABELS.iter().any(|(known, _)| known.rsplit('.').next() == Some(key));
            assert!(is_known, "{key}");
        }
    }
}
