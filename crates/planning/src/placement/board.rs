//! A proposal as a board: who is where, which beds are free, what one move costs while the others stay. The
//! reasons, the next best and the what-if all ask it.

use super::amount::Amount;
use super::judge::Spot;
use super::problem::{Id, Problem};
use std::collections::BTreeMap;

pub(super) struct Board<'a> {
    pub problem: &'a Problem,
    pub spots: Vec<Spot>,
    /// Beds left in each entry of each home.
    pub free: Vec<Vec<u32>>,
    /// Children of each group.
    groups: BTreeMap<&'a Id, Vec<usize>>,
    forbidden: Vec<Vec<usize>>,
    pub fixed: Vec<Option<usize>>,
    /// Cost of each child in each home, siblings aside; children alike share a row.
    fit: Vec<Vec<Amount>>,
    row: Vec<usize>,
}

impl<'a> Board<'a> {
    pub fn new(problem: &'a Problem, spots: Vec<Spot>) -> Board<'a> {
        let mut free: Vec<Vec<u32>> =
            problem.homes.iter().map(|home| home.beds.iter().map(|bed| bed.count).collect()).collect();
        for (home, bed) in spots.iter().flatten() {
            free[*home][*bed] = free[*home][*bed].saturating_sub(1);
        }
        let mut groups: BTreeMap<&Id, Vec<usize>> = BTreeMap::new();
        for (i, child) in problem.children.iter().enumerate() {
            if let Some(group) = &child.group {
                groups.entry(group).or_default().push(i);
            }
        }
        let mut forbidden = vec![Vec::new(); problem.children.len()];
        problem.forbidden.iter().for_each(|p| forbidden[p.child].push(p.home));
        let mut fixed = vec![None; problem.children.len()];
        problem.fixed.iter().for_each(|p| fixed[p.child] = Some(p.home));
        let (mut fit, mut known) = (Vec::new(), BTreeMap::new());
        let row = problem.children.iter().map(|child| {
            *known.entry((&child.languages, &child.needs, child.observant)).or_insert_with(|| {
                fit.push(problem.homes.iter().map(|home| problem.fit_cost(child, home)).collect());
                fit.len() - 1
            })
        });
        let row = row.collect();
        Board { problem, spots, free, groups, forbidden, fixed, fit, row }
    }

    pub fn fit(&self, child: usize, home: usize) -> Amount {
        self.fit[self.row[child]][home]
    }

    pub fn is_forbidden(&self, child: usize, home: usize) -> bool {
        self.forbidden[child].contains(&home)
    }

    /// Other children of the group.
    pub fn siblings(&self, child: usize) -> impl Iterator<Item = usize> + '_ {
        let group = self.problem.children[child].group.as_ref().and_then(|g| self.groups.get(g));
        group.into_iter().flatten().copied().filter(move |c| *c != child)
    }

    /// The home is one that a sibling has, or the child is the first of its group to have one.
    fn joins(&self, child: usize, home: usize) -> bool {
        let mut homes = self.siblings(child).filter_map(|c| self.spots[c]).map(|(h, _)| h).peekable();
        homes.peek().is_none() || homes.any(|h| h == home)
    }

    /// What this child adds to the objective at a home, or without one, while the others stay.
    pub fn cost(&self, child: usize, home: Option<usize>) -> Amount {
        match home {
            None => self.problem.left_out(&self.problem.children[child]),
            Some(h) => {
                let split = if self.joins(child, h) { 0 } else { self.problem.costs.split.0 };
                Amount(self.fit(child, h).0 + split)
            }
        }
    }

    /// What the objective changes by if this child moves and nobody else does.
    pub fn change(&self, child: usize, home: Option<usize>) -> Amount {
        let now = self.cost(child, self.spots[child].map(|(h, _)| h));
        Amount(self.cost(child, home).0 - now.0)
    }

    /// The entry of a home that takes the child: one with a free bed if there is one.
    pub fn bed(&self, child: usize, home: usize) -> Option<(usize, bool)> {
        let beds = self.problem.homes[home].beds.iter().enumerate();
        let takes = |(_, bed): &(usize, &super::problem::Bed)| {
            bed.takes(&self.problem.children[child]) && bed.count > 0
        };
        let mut fitting = beds.filter(takes).map(|(b, _)| b).peekable();
        let first = *fitting.peek()?;
        let free = fitting.find(|b| self.free[home][*b] > 0);
        Some(free.map_or((first, false), |b| (b, true)))
    }
}
