//! Which columns of a table a narrow terminal shows.

use super::Column;

/// What a reader misses least, the least first.
#[rustfmt::skip]
const LEAST: [&str; 67] = [
    // What settles it: a line of a manual.
    "hint",
    // Remarks, addresses, documents.
    "remark", "left_note", "note", "address", "native_place", "landline", "guests", "recipients", "entries", "goods",
    "approval_no", "approver", "contact", "recorder", "lecturer", "authority", "leader", "uscc", "version", "rule.name",
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

/// What is asked for with a list or a report, the most missed first: it goes only before the names.
#[rustfmt::skip]
const ANSWERS: [&str; 36] = [
    // Where it was found, who is where, as what, since when.
    "snippet", "what", "due.due", "org", "due.unit", "category", "stage", "date", "next_due", "next_step", "post", "since", "state", "issued", "floating_to",
    "kind", "meeting.present", "org.status", "covered_by", "left_on", "left_how", "command",
    // The figures that a report comes to.
    "missing", "owed", "held", "closing", "opening", "difference", "coverage.units", "org_coverage", "uncovered", "value",
    "members", "people", "sessions", "times",
];

/// What the cells of a column tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tells {
    /// One row from another.
    Apart,
    /// The same in every row, of several.
    Alike,
    /// Nothing.
    Nothing,
}

/// The columns, from the left, that have room; each needs so much of it. One at least is shown.
pub(super) fn shown(columns: &[Column], needed: &[u16], tells: &[Tells], room: u16) -> Vec<usize> {
    let mut most: Vec<usize> = (0..columns.len()).collect();
    most.sort_by_key(|at| std::cmp::Reverse(weight(columns, tells, *at)));
    let mut left = u32::from(room);
    let (mut shown, mut left_out) = (Vec::new(), false);
    for at in most {
        let width = u32::from(needed[at]);
        // An empty column is no use where another had no room.
        let is_idle = tells[at] == Tells::Nothing && left_out;
        if (width <= left && !is_idle) || shown.is_empty() {
            left = left.saturating_sub(width);
            shown.push(at);
        } else {
            left_out = true;
        }
    }
    shown.sort_unstable();
    shown
}

/// How much a column would be missed: the kind of column, then the place among its kind. Of those that no list here has the
/// last is missed least.
fn weight(columns: &[Column], tells: &[Tells], at: usize) -> (u8, usize) {
    let column = &columns[at];
    let from_the_right = columns.len() - at;
    let (name, answer, least) = (place(&NAMES, column), place(&ANSWERS, column), place(&LEAST, column));
    match (name, answer, least) {
        _ if at == 0 => (6, 0),
        _ if tells[at] == Tells::Nothing => (0, from_the_right),
        (Some(_), _, None) => (5, from_the_right),
        (_, Some(place), _) => (4, ANSWERS.len() - place),
        _ if tells[at] == Tells::Alike => (1, from_the_right),
        (_, _, Some(place)) => (2, place),
        _ => (3, from_the_right),
    }
}

/// The place of a column in a list of keys. One that is called so in several lists may be told with what its rows are.
fn place(list: &[&str], Column { key, noun, .. }: &Column) -> Option<usize> {
    list.iter().position(|told| told == key || told.split_once('.') == Some((noun, key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn keys(columns: &str, room: u16) -> String {
        let columns = Column::list(&columns.split(' ').collect::<Vec<_>>());
        let (needed, tells) = (vec![10; columns.len()], vec![Tells::Apart; columns.len()]);
        let shown = shown(&columns, &needed, &tells, room);
        shown.into_iter().map(|at| columns[at].key.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_missed_least_goes_first() {
        let all = "no name native_place phone remark org";
        assert_eq!(keys(all, 60), all);
        assert_eq!(keys(all, 59), "no name native_place phone org");
        assert_eq!(keys(all, 40), "no name phone org");
        assert_eq!(keys(all, 39), "no name org", "what is asked for goes after the rest");
        assert_eq!(keys("no phone landline email unit", 49), "no phone email unit");
        assert_eq!(keys("no phone email unit", 39), "no phone email", "of the rest the last goes first");
        assert_eq!(keys(all, 20), "no name");
        assert_eq!(keys(all, 19), "no");
        assert_eq!(keys(all, 0), "no", "one is always shown");
        assert_eq!(keys("remark phone", 10), "remark", "the first column stays");
    }

    #[test]
    fn what_a_report_comes_to_stays_before_what_says_the_same_in_every_row() {
        let columns = Column::of("meetings", &["org", "kind", "period", "owed", "held", "missing", "rate"]);
        let needed = [23, 15, 24, 7, 7, 7, 9];
        let mut tells = [Tells::Apart; 7];
        tells[2] = Tells::Alike;
        let shown = |room| -> Vec<&str> {
            shown(&columns, &needed, &tells, room).into_iter().map(|at| columns[at].key.as_str()).collect()
        };
        assert_eq!(shown(79), ["org", "kind", "owed", "held", "missing", "rate"]);
        assert_eq!(shown(59), ["org", "kind", "owed", "held", "missing"]);
        assert_eq!(shown(52), ["org", "kind", "owed", "missing"]);
        let columns = Column::of("rule", &["id", "name", "meaning", "since"]);
        let tells = [Tells::Apart, Tells::Apart, Tells::Apart, Tells::Nothing];
        assert_eq!(super::shown(&columns, &[10; 4], &tells, 20), [0, 2]);
        assert_eq!(super::shown(&columns, &[10; 4], &tells, 30), [0, 1, 2], "what is empty goes first");
        let columns = Column::of("coverage", &["by", "units", "own"]);
        assert_eq!(super::shown(&columns, &[9; 3], &[Tells::Apart; 3], 18), [0, 1]);
        let columns = Column::of("org", &["code", "units", "own"]);
        assert_eq!(super::shown(&columns, &[9; 3], &[Tells::Apart; 3], 18), [0, 2]);
    }

    #[test]
    fn each_key_is_declared_once_and_has_a_label() {
        let all = [&LEAST[..], &NAMES, &ANSWERS].concat();
        for (at, key) in all.iter().enumerate() {
            assert!(!all[..at].contains(key), "{key}");
            let key = key.rsplit('.').next().unwrap();
            let is_known = crate::i18n::labels().any(|(known, _)| known.rsplit('.').next() == Some(key));
            assert!(is_known, "{key}");
        }
    }
}
