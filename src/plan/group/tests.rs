//! Which units go together.

use proptest::prelude::*;

use super::*;

const LIMITS: Limits = Limits { members: 3, units: 5 };

fn small(at: usize, district: &str, division: &str, members: i64) -> Small {
    let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let section = known(&division.chars().take(1).collect::<String>());
    Small { at, district: known(district), division: known(division), section, members }
}

fn places(groups: &[Group]) -> Vec<Vec<usize>> {
    groups.iter().map(|group| group.units.iter().map(|unit| unit.at).collect()).collect()
}

fn whys(left: &[(Small, Why)]) -> Vec<(usize, Why)> {
    left.iter().map(|(unit, why)| (unit.at, *why)).collect()
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
    assert_eq!(whys(&left), [(5, Why::Alone)], "nobody of its district is there to join");
}

#[test]
fn a_large_set_is_parted_evenly() {
    let (groups, left) = groups((0..11).map(|at| small(at, "嘉兴", "C33", 1)).collect(), LIMITS);
    assert_eq!(groups.iter().map(|group| group.units.len()).collect::<Vec<_>>(), [4, 4, 3]);
    assert_eq!(left, []);
}

/// A unit without a district goes with those of its industry that have none either, never with all of them.
#[test]
fn who_has_no_district_goes_by_industry_alone() {
    let units = vec![
        small(0, "", "R90", 2),
        small(1, "", "C33", 2),
        small(2, "", "C34", 1),
        small(3, "", "", 2),
        small(4, "", "", 2),
        small(5, "嘉兴", "R90", 1),
        small(6, "", "F51", 1),
        small(7, "", "F52", 1),
    ];
    let (groups, left) = groups(units, LIMITS);
    assert_eq!(places(&groups), [vec![1, 2]]);
    assert_eq!(groups[0].nearness, Nearness::Section);
    // One of each: the only one of its district; two of trade with a member each; the only one of its section; two of whom
    // nothing is known.
    let expected =
        [(5, Why::Alone), (6, Why::TooFew), (7, Why::TooFew), (0, Why::Alone), (3, Why::Unknown), (4, Why::Unknown)];
    assert_eq!(whys(&left), expected);
}

/// Two full groups of five; the eleventh unit is of the industry of the second, which gives it two of its units.
#[test]
fn the_group_that_gives_way_is_the_nearest() {
    let of = |from: usize, division: &'static str| (from..from + 5).map(move |at| small(at, "嘉兴", division, 1));
    let units = of(0, "R90").chain(of(5, "C33")).chain([small(10, "嘉兴", "C34", 1)]).collect();
    let (groups, left) = groups(units, LIMITS);
    assert_eq!(left, []);
    assert_eq!(places(&groups), [vec![5, 6, 7], vec![0, 1, 2, 3, 4], vec![8, 9, 10]]);
    let nearness: Vec<Nearness> = groups.iter().map(|group| group.nearness).collect();
    assert_eq!(nearness, [Nearness::Division, Nearness::Division, Nearness::Section]);
}

/// Four of one industry and one that joined them are full; when that one leaves again for the sixth, the four are as near
/// as they were.
#[test]
fn what_a_group_shares_is_looked_at_again_when_it_shrinks() {
    let units = (0..3).map(|at| small(at, "嘉兴", "C33", 1)).chain([small(3, "嘉兴", "", 2), small(4, "嘉兴", "", 1)]);
    let five = Group::of(units.collect());
    assert_eq!(five.nearness, Nearness::District);
    let mut groups = vec![five];
    assert_eq!(beside(&mut groups, small(5, "嘉兴", "R90", 1), LIMITS), None);
    let told: Vec<_> = places(&groups).into_iter().zip(groups.iter().map(|group| group.nearness)).collect();
    assert_eq!(told, [(vec![0, 1, 2], Nearness::Division), (vec![3, 4, 5], Nearness::District)]);
}

/// By other norms a group may be full and not be parted.
#[test]
fn where_the_groups_are_full_it_is_said() {
    let pairs = Limits { members: 2, units: 2 };
    let (groups, left) = groups((0..3).map(|at| small(at, "嘉兴", "C33", 1)).collect(), pairs);
    assert_eq!(places(&groups), [vec![0, 1]]);
    assert_eq!(whys(&left), [(2, Why::Full)]);
}

fn units() -> impl Strategy<Value = Vec<Small>> {
    let one = (0..3_usize, 0..4_usize, 1..3_i64);
    proptest::collection::vec(one, 0..40).prop_map(|all| {
        let (districts, divisions) = (["", "嘉兴", "海宁"], ["", "C33", "C34", "R90"]);
        let unit = |(at, (district, division, members)): (usize, (usize, usize, i64))| {
            small(at, districts[district], divisions[division], members)
        };
        all.into_iter().enumerate().map(unit).collect()
    })
}

/// Whether two may go together: of one district, or where none is known of one section.
fn may_go_with(one: &Small, other: &Small) -> bool {
    let by_industry = one.section.is_some() && one.section == other.section;
    one.district == other.district && (one.district.is_some() || by_industry)
}

/// Units in pairs as they come, each pair of those that may go together and have the members.
fn paired(units: &[Small]) -> usize {
    let (mut open, mut count) = (Vec::<&Small>::new(), 0);
    for unit in units {
        let partner =
            open.iter().position(|other| may_go_with(other, unit) && other.members + unit.members >= LIMITS.members);
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
        for Group { units, nearness } in &groups {
            prop_assert!(units.len() <= LIMITS.units);
            prop_assert!(members(units) >= LIMITS.members);
            prop_assert!(units.iter().all(|unit| may_go_with(unit, &units[0])));
            // What is told of a group is true of all of it.
            let first = &units[0];
            let is_true = |unit: &Small| match nearness {
                Nearness::Division => unit.division.is_some() && unit.division == first.division,
                Nearness::Section => unit.section.is_some() && unit.section == first.section,
                Nearness::District => unit.district.is_some() && unit.district == first.district,
            };
            prop_assert!(units.iter().all(is_true), "{nearness:?} {units:?}");
        }
        let left: Vec<&Small> = left.iter().map(|(unit, _)| unit).collect();
        let mut seen: Vec<usize> =
            groups.iter().flat_map(|group| &group.units).chain(left.iter().copied()).map(|unit| unit.at).collect();
        seen.sort_unstable();
        prop_assert_eq!(&seen, &(0..units.len()).collect::<Vec<_>>(), "none is left out, none stands twice");
        prop_assert!(units.len() - left.len() >= paired(&units));
        // Whoever may go with others of whom all together have the members gets an org.
        for unit in left {
            let near: Vec<Small> = units.iter().filter(|other| may_go_with(other, unit)).cloned().collect();
            prop_assert!(members(&near) < LIMITS.members, "{unit:?} of {near:?}");
        }
    }
}
