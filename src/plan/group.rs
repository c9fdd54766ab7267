//! Which units go together: units that are too small for an org of their own, the nearest industries first.
//!
//! Those of a district can all be put together. In each district the units are looked at by division, then what is left by
//! section, then what is left of all. Any three to five units make a group, and two do if together they have the members
//! (each has one at least); so of a set nothing is left but one unit, or two that are too small. What is left joins the
//! group of the district that has room and stays the nearest with it, or else takes those of a full group along that are
//! nearest to it. So in each district as many units get an org as can: all, if together they have the members of a branch.
//!
//! A unit whose district nobody knows is near to those of its section of whom the same is true, by division first; where
//! its industry is not known either it goes with nobody.

use std::collections::BTreeMap;

/// A unit that is to be put with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Small {
    /// Which it is, in the order of the list.
    pub(super) at: usize,
    pub(super) district: Option<String>,
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

/// What all units of a group share, the nearest first.
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

impl Group {
    /// Those of one district or section, who share at least that.
    fn of(units: Vec<Small>) -> Self {
        let nearness = nearness(&units.iter().collect::<Vec<_>>());
        Self { units, nearness }
    }
}

/// Why a unit goes with nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// Neither where it is nor what it does is known.
    Unknown,
    /// There is no other.
    Alone,
    /// All together have not the members.
    TooFew,
    /// The groups that there are hold no more, and none can be parted.
    Full,
}

/// What became of all units: the groups, and those left with the reason.
pub(super) type Placed = (Vec<Group>, Vec<(Small, Why)>);

/// Whom a unit can go with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Pool {
    District(String),
    Section(String),
}

/// Puts units together.
pub(super) fn groups(units: Vec<Small>, limits: Limits) -> Placed {
    let pool = |unit: &Small| {
        let district = unit.district.clone().map(Pool::District);
        district.or_else(|| unit.section.clone().map(Pool::Section))
    };
    let (pools, nowhere) = by(units, pool);
    let (mut all, mut left) = (Vec::new(), Vec::new());
    for (pool, units) in pools {
        let why = match (units.len(), members(&units) >= limits.members) {
            (1, _) => Why::Alone,
            (_, false) => Why::TooFew,
            (_, true) => Why::Full,
        };
        let (mut groups, rest) = within(&pool, units, limits);
        for unit in rest {
            let alone = joined(&mut groups, unit, limits).and_then(|unit| beside(&mut groups, unit, limits));
            left.extend(alone.map(|unit| (unit, why)));
        }
        all.append(&mut groups);
    }
    left.extend(nowhere.into_iter().map(|unit| (unit, Why::Unknown)));
    (all, left)
}

type Key = fn(&Small) -> Option<String>;

/// The groups that stand by themselves, and who is left of each set.
fn within(pool: &Pool, units: Vec<Small>, limits: Limits) -> (Vec<Group>, Vec<Small>) {
    let steps: [Key; 3] = [|unit| unit.division.clone(), |unit| unit.section.clone(), |_| Some(String::new())];
    let steps = match pool {
        Pool::District(_) => &steps[..],
        Pool::Section(_) => &steps[..2],
    };
    let (mut groups, mut left) = (Vec::new(), units);
    for key in steps {
        let (sets, without) = by(left, key);
        left = without;
        for (_, set) in sets {
            let (parts, rest) = parted(set, limits);
            groups.extend(parts.into_iter().map(Group::of));
            left.extend(rest);
        }
        left.sort_by_key(|unit| unit.at);
    }
    (groups, left)
}

/// The units by a key, and those without one.
fn by<K: Ord>(units: Vec<Small>, key: impl Fn(&Small) -> Option<K>) -> (BTreeMap<K, Vec<Small>>, Vec<Small>) {
    let (mut sets, mut without) = (BTreeMap::<K, Vec<Small>>::new(), Vec::new());
    for unit in units {
        match key(&unit) {
            Some(key) => sets.entry(key).or_default().push(unit),
            None => without.push(unit),
        }
    }
    (sets, without)
}

fn members(units: &[Small]) -> i64 {
    units.iter().map(|unit| unit.members).sum()
}

/// What all of them share.
fn nearness(units: &[&Small]) -> Nearness {
    let share = |key: fn(&Small) -> &Option<String>| {
        let first = units.first().and_then(|unit| key(unit).as_ref());
        first.is_some() && units.iter().all(|unit| key(unit).as_ref() == first)
    };
    match () {
        () if share(|unit| &unit.division) => Nearness::Division,
        () if share(|unit| &unit.section) => Nearness::Section,
        () => Nearness::District,
    }
}

/// A set in as few groups as hold it, as even as can be, each of two units at least and with the members; and the last
/// ones, as many as no such groups hold.
fn parted(mut set: Vec<Small>, limits: Limits) -> (Vec<Vec<Small>>, Vec<Small>) {
    let mut left = Vec::new();
    while set.len() > 1 {
        let count = set.len().div_ceil(limits.units);
        let mut groups = vec![Vec::new(); count];
        for (at, unit) in set.iter().enumerate() {
            groups[at % count].push(unit.clone());
        }
        if groups.iter().all(|group| group.len() > 1 && members(group) >= limits.members) {
            return (groups, left);
        }
        left.extend(set.pop());
    }
    left.append(&mut set);
    (Vec::new(), left)
}

/// Puts a unit into the group that has room and is the nearest with it; gives it back if there is none.
fn joined(groups: &mut [Group], unit: Small, limits: Limits) -> Option<Small> {
    let with = |group: &Group| nearness(&group.units.iter().chain([&unit]).collect::<Vec<_>>());
    let with_room = groups.iter_mut().filter(|group| group.units.len() < limits.units);
    match with_room.min_by_key(|group| (with(group), group.units.len())) {
        Some(group) => {
            group.nearness = with(group);
            group.units.push(unit);
            None
        }
        None => Some(unit),
    }
}

/// Makes a group of a unit and those of another group that are nearest to it and can be spared there: of the group where
/// both are the nearest afterwards. Gives the unit back if none can spare any.
fn beside(groups: &mut Vec<Group>, unit: Small, limits: Limits) -> Option<Small> {
    let parted = |group: &Group| {
        let mut units = group.units.clone();
        units.sort_by_key(|other| std::cmp::Reverse(nearness(&[other, &unit])));
        let count = (1..units.len().saturating_sub(1)).find(|count| {
            let (rest, spared) = units.split_at(units.len() - count);
            members(rest) >= limits.members && members(spared) + unit.members >= limits.members
        })?;
        let mut spared = units.split_off(units.len() - count);
        spared.push(unit.clone());
        units.sort_by_key(|unit| unit.at);
        Some((Group::of(spared), Group::of(units)))
    };
    let all = groups.iter().enumerate().filter_map(|(at, group)| Some((at, parted(group)?)));
    let nearest = all.min_by_key(|(_, (new, rest))| (new.nearness, rest.nearness, new.units.len()));
    let Some((at, (new, rest))) = nearest else { return Some(unit) };
    groups[at] = rest;
    groups.push(new);
    None
}

#[cfg(test)]
mod tests;
