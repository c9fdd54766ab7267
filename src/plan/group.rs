//! Which units go together: the units of a district that are too small for an org of their own, the nearest industries
//! first.
//!
//! In each district the units are looked at by division, then what is left by section, then what is left of all. Any
//! three to five units make a group, and two do if together they have the members (each has one at least); so of a set
//! nothing is left but one unit, or two that are too small. What is left joins a group of the district that has room, the
//! nearest industry first, or else takes the last units of a full one along. So in each district as many units get an org
//! as can: all, if any three of them are there.

use std::collections::BTreeMap;

/// A unit that is to be put with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Small {
    /// Which it is, in the order of the list.
    pub(super) at: usize,
    pub(super) district: String,
    pub(super) division: Option<String>,
    pub(super) section: Option<String>,
    /// Full members, at least one.
    pub(super) members: i64,
}

/// What the norms ask of a joint branch: full members at least, units at most.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) members: i64,
    pub(super) units: usize,
}

/// How the units of a group are related, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    Division,
    Section,
    District,
}

/// Units that go together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) units: Vec<Small>,
    pub(super) nearness: Nearness,
}

/// Puts units together. Returns the groups, and those that are left.
pub(super) fn groups(units: Vec<Small>, limits: Limits) -> (Vec<Group>, Vec<Small>) {
    let (mut all, mut left) = (Vec::new(), Vec::new());
    for (_, district) in by(units, |unit| Some(unit.district.clone())).0 {
        let (mut groups, rest) = of_district(district, limits);
        for unit in rest {
            left.extend(joined(&mut groups, unit, limits).and_then(|unit| beside(&mut groups, unit, limits)));
        }
        all.append(&mut groups);
    }
    (all, left)
}

fn of_district(units: Vec<Small>, limits: Limits) -> (Vec<Group>, Vec<Small>) {
    type Key = fn(&Small) -> Option<String>;
    let steps: [(Nearness, Key); 3] = [
        (Nearness::Division, |unit| unit.division.clone()),
        (Nearness::Section, |unit| unit.section.clone()),
        (Nearness::District, |_| Some(String::new())),
    ];
    let (mut groups, mut left) = (Vec::new(), units);
    for (nearness, key) in steps {
        let (sets, without) = by(left, key);
        left = without;
        for (_, set) in sets {
            if can_stand(&set, limits) {
                groups.extend(parted(set, limits).into_iter().map(|units| Group { units, nearness }));
            } else {
                left.extend(set);
            }
        }
        left.sort_by_key(|unit| unit.at);
    }
    (groups, left)
}

/// The units by a key, and those without one.
fn by(units: Vec<Small>, key: impl Fn(&Small) -> Option<String>) -> (BTreeMap<String, Vec<Small>>, Vec<Small>) {
    let (mut sets, mut without) = (BTreeMap::<String, Vec<Small>>::new(), Vec::new());
    for unit in units {
        match key(&unit) {
            Some(key) => sets.entry(key).or_default().push(unit),
            None => without.push(unit),
        }
    }
    (sets, without)
}

/// Whether all of a set can be parted into groups: each has a member, so as many units as members are asked for do.
fn can_stand(set: &[Small], limits: Limits) -> bool {
    set.len() > 1
        && set.iter().map(|unit| unit.members).sum::<i64>() >= limits.members
        && (set.len() <= limits.units || i64::try_from(set.len()).unwrap_or(i64::MAX) >= limits.members)
}

/// A set in as few groups as hold it, as even as can be.
fn parted(set: Vec<Small>, limits: Limits) -> Vec<Vec<Small>> {
    let count = set.len().div_ceil(limits.units);
    let mut groups = vec![Vec::new(); count];
    for (at, unit) in set.into_iter().enumerate() {
        groups[at % count].push(unit);
    }
    groups
}

/// Puts a unit into a group that has room, the nearest one; gives it back if there is none.
fn joined(groups: &mut [Group], unit: Small, limits: Limits) -> Option<Small> {
    let distance = |group: &Group| {
        let shares = |key: fn(&Small) -> &Option<String>| {
            key(&unit).is_some() && group.units.iter().any(|other| key(other) == key(&unit))
        };
        match () {
            () if shares(|unit| &unit.division) => Nearness::Division,
            () if shares(|unit| &unit.section) => Nearness::Section,
            () => Nearness::District,
        }
    };
    let with_room = groups.iter_mut().filter(|group| group.units.len() < limits.units);
    match with_room.min_by_key(|group| (distance(group), group.units.len())) {
        Some(group) => {
            group.nearness = group.nearness.max(distance(group));
            group.units.push(unit);
            None
        }
        None => Some(unit),
    }
}

/// Makes a group of a unit and the last ones of a group that can spare them; gives it back if none can.
fn beside(groups: &mut Vec<Group>, unit: Small, limits: Limits) -> Option<Small> {
    let sum = |units: &[Small]| units.iter().map(|unit| unit.members).sum::<i64>();
    for at in 0..groups.len() {
        let units = &groups[at].units;
        let spared = (1..units.len().saturating_sub(1)).find(|count| {
            let (rest, spared) = units.split_at(units.len() - count);
            sum(rest) >= limits.members && sum(spared) + unit.members >= limits.members
        });
        if let Some(count) = spared {
            let keep = groups[at].units.len() - count;
            let mut taken = groups[at].units.split_off(keep);
            taken.push(unit);
            groups.push(Group { units: taken, nearness: Nearness::District });
            return None;
        }
    }
    Some(unit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIMITS: Limits = Limits { members: 3, units: 5 };

    fn small(at: usize, district: &str, division: &str, members: i64) -> Small {
        let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let section = known(&division.chars().take(1).collect::<String>());
        Small { at, district: district.to_owned(), division: known(division), section, members }
    }

    fn places(groups: &[Group]) -> Vec<Vec<usize>> {
        groups.iter().map(|group| group.units.iter().map(|unit| unit.at).collect()).collect()
    }

    #[test]
    fn the_nearest_industry_goes_first() {
        // Two of R90 make three members; of C33 and C34, of one section, too; the last one is of none and joins.
        let units = vec![
            small(0, "嘉兴", "R90", 2),
            small(1, "嘉兴", "C33", 1),
            small(2, "嘉兴", "R90", 1),
            small(3, "嘉兴", "C34", 2),
            small(4, "嘉兴", "", 1),
            small(5, "海宁", "R90", 2),
        ];
        let (groups, left) = groups(units, LIMITS);
        assert_eq!(places(&groups), [vec![0, 2, 4], vec![1, 3]]);
        assert_eq!([groups[0].nearness, groups[1].nearness], [Nearness::District, Nearness::Section]);
        assert_eq!(left.iter().map(|unit| unit.at).collect::<Vec<_>>(), [5], "nobody of its district is there to join");
    }

    #[test]
    fn a_large_set_is_parted_evenly() {
        let (groups, left) = groups((0..11).map(|at| small(at, "", "C33", 1)).collect(), LIMITS);
        assert_eq!(groups.iter().map(|group| group.units.len()).collect::<Vec<_>>(), [4, 4, 3]);
        assert_eq!(left, []);
    }

    fn units() -> impl Strategy<Value = Vec<Small>> {
        let one = (0..3_usize, 0..4_usize, 1..3_i64);
        proptest::collection::vec(one, 0..40).prop_map(|all| {
            let divisions = ["", "C33", "C34", "R90"];
            let unit = |(at, (district, division, members)): (usize, (usize, usize, i64))| {
                small(at, &district.to_string(), divisions[division], members)
            };
            all.into_iter().enumerate().map(unit).collect()
        })
    }

    /// Units in pairs as they come, each pair of a district that has the members.
    fn paired(units: &[Small]) -> usize {
        let (mut open, mut count) = (Vec::<&Small>::new(), 0);
        for unit in units {
            let partner = open
                .iter()
                .position(|other| other.district == unit.district && other.members + unit.members >= LIMITS.members);
            match partner {
                Some(at) => {
                    open.remove(at);
                    count += 2;
                }
                None => open.push(unit),
            }
        }
        count
    }

    proptest! {
        #[test]
        fn groups_keep_the_limits_and_reach_no_fewer_than_pairs(units in units()) {
            let (groups, left) = groups(units.clone(), LIMITS);
            for group in &groups {
                prop_assert!(group.units.len() <= LIMITS.units);
                prop_assert!(group.units.iter().map(|unit| unit.members).sum::<i64>() >= LIMITS.members);
                prop_assert!(group.units.iter().all(|unit| unit.district == group.units[0].district));
            }
            let mut seen: Vec<usize> =
                groups.iter().flat_map(|group| &group.units).chain(&left).map(|unit| unit.at).collect();
            seen.sort_unstable();
            prop_assert_eq!(&seen, &(0..units.len()).collect::<Vec<_>>(), "none is left out, none stands twice");
            prop_assert!(units.len() - left.len() >= paired(&units));
        }
    }
}
