//! Which of the known words is meant by one that is none of them.

use super::fold;

/// How many of the best may be told: more are no help.
const MOST: usize = 3;

/// How far a word is from a known one: how many letters are wrong, missing or exchanged; `None` if they are no likelier
/// to be the same than any other two.
///
/// A Chinese word is near one of which it is a part, or the other way round, and one of the same length with one character
/// in its place.
fn distance(typed: &str, known: &str) -> Option<usize> {
    let (typed, known) = (fold(typed), fold(known));
    if typed == known {
        return Some(0);
    }
    let (letters, others) = (typed.chars().count(), known.chars().count());
    let allowed = match (typed.is_ascii() && known.is_ascii(), letters.min(others)) {
        (_, 0 | 1) => 0,
        (true, 2) => 0,
        (true, 3..=5) => 1,
        (true, 6..=8) => 2,
        (true, _) => 3,
        (false, _) if typed.contains(&*known) || known.contains(&*typed) => return Some(1),
        (false, _) => 1,
    };
    Some(strsim::osa_distance(&typed, &known)).filter(|distance| *distance <= allowed)
}

/// What is meant by the known words nearest to one that was typed: nothing if none is near, or too many are equally so.
pub fn nearest<'w, T: PartialEq>(typed: &str, known: impl IntoIterator<Item = (&'w str, T)>) -> Vec<T> {
    let (mut best, mut meant) = (usize::MAX, Vec::new());
    for (word, one) in known {
        let Some(distance) = distance(typed, word).filter(|distance| *distance <= best) else { continue };
        if distance < best {
            meant.clear();
            best = distance;
        }
        if !meant.contains(&one) {
            meant.push(one);
        }
    }
    if meant.len() > MOST { Vec::new() } else { meant }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_is_near_and_another_word_is_not() {
        for (typed, known) in [
            ("lst", "list"),
            ("mebmer", "member"),
            ("orgs", "org"),
            ("recipt", "receipt"),
            ("oganization", "organization"),
        ] {
            assert!(distance(typed, known).is_some_and(|distance| (1..=2).contains(&distance)), "{typed} {known}");
        }
        for (typed, known) in [("add", "end"), ("ls", "set"), ("s", "show"), ("nonsense", "meeting"), ("tree", "train")]
        {
            assert_eq!(distance(typed, known), None, "{typed} {known}");
        }
    }

    #[test]
    fn a_chinese_word_is_near_its_parts_and_its_likes() {
        assert_eq!(distance("党员们", "党员"), Some(1));
        assert_eq!(distance("积极分子", "入党积极分子"), Some(1));
        assert_eq!(distance("转出", "转入"), Some(1));
        assert_eq!(distance("转出", "覆盖"), None);
        assert_eq!(distance("列", "表"), None);
    }

    #[test]
    fn the_nearest_are_told_unless_they_are_many() {
        let known = [("show", 1), ("set", 2), ("shop", 1), ("list", 3)];
        assert_eq!(nearest("shaw", known), [1]);
        assert_eq!(nearest("nothing", known), [] as [i32; 0]);
        let many = [("cat", 1), ("bat", 2), ("hat", 3), ("rat", 4)];
        assert_eq!(nearest("mat", many), [] as [i32; 0]);
    }
}
