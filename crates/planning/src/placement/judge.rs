//! Judges places against the problem as it was given, without anything the search has made of it: whether they
//! hold, and what they cost.

use super::amount::Amount;
use super::problem::{Id, Problem};
use std::collections::{BTreeMap, BTreeSet};

/// A home and one of its bed entries, by index; None: no place.
pub type Spot = Option<(usize, usize)>;

/// Why places do not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Breach {
    #[error("{children} children, {places} places")]
    Count { children: usize, places: usize },
    #[error("child {child}: there is no such home or bed")]
    NoSuchBed { child: Id },
    #[error("child {child}: the bed takes another sex or age")]
    Unfit { child: Id },
    #[error("home {home}: more children than beds in entry {bed}")]
    Crowded { home: Id, bed: usize },
    #[error("child {child}: decided otherwise")]
    Fixed { child: Id },
    #[error("child {child}: this home is forbidden")]
    Forbidden { child: Id },
}

/// The objective of these places, one for each child in the order of the problem.
///
/// # Errors
/// The first rule that they break.
pub fn judge(problem: &Problem, places: &[Spot]) -> Result<Amount, Breach> {
    if places.len() != problem.children.len() {
        return Err(Breach::Count { children: problem.children.len(), places: places.len() });
    }
    let mut used: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    let mut groups: BTreeMap<&Id, BTreeSet<usize>> = BTreeMap::new();
    let mut cost = 0;
    for (child, place) in problem.children.iter().zip(places) {
        let Some((h, b)) = *place else {
            cost += problem.left_out(child).0;
            continue;
        };
        let bed = problem.homes.get(h).and_then(|home| home.beds.get(b));
        let bed = bed.ok_or_else(|| Breach::NoSuchBed { child: child.id.clone() })?;
        if !bed.takes(child) {
            return Err(Breach::Unfit { child: child.id.clone() });
        }
        let taken = used.entry((h, b)).or_default();
        *taken += 1;
        if *taken > bed.count {
            return Err(Breach::Crowded { home: problem.homes[h].id.clone(), bed: b });
        }
        cost += problem.fit_cost(child, &problem.homes[h]).0;
        if let Some(group) = &child.group {
            groups.entry(group).or_default().insert(h);
        }
    }
    let home_of = |child: usize| places[child].map(|(h, _)| h);
    if let Some(pair) = problem.fixed.iter().find(|p| home_of(p.child) != Some(p.home)) {
        return Err(Breach::Fixed { child: problem.children[pair.child].id.clone() });
    }
    if let Some(pair) = problem.forbidden.iter().find(|p| home_of(p.child) == Some(p.home)) {
        return Err(Breach::Forbidden { child: problem.children[pair.child].id.clone() });
    }
    let splits: usize = groups.values().map(|homes| homes.len() - 1).sum();
    Ok(Amount(cost + problem.costs.split.0 * splits as i64))
}
