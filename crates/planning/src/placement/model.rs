//! The problem as the search sees it: children alike are one kind, beds alike are one slot, costs are whole
//! steps. Also the model of a part of a model, for the search that improves a part at a time.

use super::problem::Problem;
use std::collections::BTreeMap;
use std::ops::Range;

/// Never; far above every sum of costs, and sums of a few of it still fit.
pub(super) const FAR: i64 = 1 << 52;
/// No bed: the child stays without a place.
pub(super) const OUT: u32 = u32::MAX;
/// Prices of beds are counted in so many parts of a step, so that bounds are exact whole numbers.
pub(super) const TICKS: i64 = 1024;

/// Beds of one home that take the same children.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub home: usize,
    pub free: i64,
}

/// Children who differ in nothing that matters to the search.
#[derive(Clone, Debug)]
pub(super) struct Kind {
    /// Without a place, in steps; [`FAR`] for a child whose place is fixed.
    pub out: i64,
    /// In each home, in steps; [`FAR`] where forbidden.
    pub cost: Vec<i64>,
    /// Row of [`Model::fits`].
    pub fit: usize,
}

/// A sibling group, or all single children of one kind.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// Children of the model.
    pub members: Vec<usize>,
    /// The members have nothing to do with each other.
    pub single: bool,
}

impl Block {
    /// How many times the block's choice is made: once for a group, once per child for singles.
    pub fn times(&self) -> i64 {
        if self.single { self.members.len() as i64 } else { 1 }
    }

    /// Children placed by one choice.
    pub fn size(&self) -> usize {
        if self.single { 1 } else { self.members.len() }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Model {
    pub homes: usize,
    pub split: i64,
    pub slots: Vec<Slot>,
    /// Slots of each home.
    pub of_home: Vec<Range<usize>>,
    pub kinds: Vec<Kind>,
    /// For each sex and age: does the slot take it.
    pub fits: Vec<Vec<bool>>,
    /// Kind of each child.
    pub kind_of: Vec<usize>,
    pub blocks: Vec<Block>,
}

/// Where everybody is: a slot of the model, or [`OUT`].
pub(super) type Places = Vec<u32>;

impl Model {
    /// The model of a problem, and for each slot the home's index and that of its first bed entry.
    pub fn of(problem: &Problem) -> (Model, Vec<Vec<usize>>) {
        let (slots, of_home, entries) = slots(problem);
        let step = problem.step();
        let mut fits = Vec::new();
        let mut fit_index = BTreeMap::new();
        let mut kinds: Vec<Kind> = Vec::new();
        let mut kind_index = BTreeMap::new();
        let mut kind_of = Vec::new();
        let (fixed, forbidden) = (by_child(&problem.fixed), by_child(&problem.forbidden));
        for (i, child) in problem.children.iter().enumerate() {
            let (fixed, forbidden) = (fixed.get(&i).cloned(), forbidden.get(&i).cloned().unwrap_or_default());
            let fit = *fit_index.entry((child.sex, child.age)).or_insert_with(|| {
                let takes =
                    |(home, entries): (usize, &Vec<usize>)| problem.homes[home].beds[entries[0]].takes(child);
                fits.push(slots.iter().zip(&entries).map(|(slot, e)| takes((slot.home, e))).collect());
                fits.len() - 1
            });
            let mut words = (child.languages.clone(), child.needs.clone());
            words.0.sort();
            words.1.sort();
            let key = (fit, words, child.observant, fixed.clone(), forbidden.clone());
            let kind = *kind_index.entry(key).or_insert_with(|| {
                let cost = problem.homes.iter().enumerate().map(|(h, home)| {
                    let barred =
                        forbidden.contains(&h) || fixed.as_ref().is_some_and(|f| f.iter().any(|x| *x != h));
                    if barred { FAR } else { problem.fit_cost(child, home).0 / step }
                });
                let out = if fixed.is_some() { FAR } else { problem.left_out(child).0 / step };
                kinds.push(Kind { out, cost: cost.collect(), fit });
                kinds.len() - 1
            });
            kind_of.push(kind);
        }
        let blocks = blocks(problem, &kind_of);
        let split = problem.costs.split.0 / step;
        let homes = problem.homes.len();
        (Model { homes, split, slots, of_home, kinds, fits, kind_of, blocks }, entries)
    }

    /// The kind of a child.
    pub fn kind(&self, child: usize) -> &Kind {
        &self.kinds[self.kind_of[child]]
    }

    /// What one child costs in a slot, in steps, siblings aside.
    pub fn cost(&self, child: usize, slot: u32) -> i64 {
        let kind = self.kind(child);
        if slot == OUT {
            return kind.out;
        }
        let home = self.slots[slot as usize].home;
        if self.fits[kind.fit][slot as usize] { kind.cost[home] } else { FAR }
    }

    /// Homes used by these slots, each once, in order.
    pub fn homes_of(&self, slots: impl IntoIterator<Item = u32>) -> Vec<u32> {
        let placed = slots.into_iter().filter(|s| *s != OUT);
        let mut homes: Vec<u32> = placed.map(|s| self.slots[s as usize].home as u32).collect();
        homes.sort_unstable();
        homes.dedup();
        homes
    }

    /// What one block costs where its members are, in steps.
    pub fn block_cost(&self, block: &Block, places: &Places) -> i64 {
        let fit: i64 = block.members.iter().map(|c| self.cost(*c, places[*c])).sum();
        let homes = if block.single {
            0
        } else {
            self.homes_of(block.members.iter().map(|c| places[*c])).len() as i64
        };
        fit + self.split * (homes - 1).max(0)
    }

    /// The objective, in steps.
    pub fn objective(&self, places: &Places) -> i64 {
        self.blocks.iter().map(|b| self.block_cost(b, places)).sum()
    }

    /// Beds of each slot that these places leave free.
    pub fn free(&self, places: &Places) -> Vec<i64> {
        let mut free: Vec<i64> = self.slots.iter().map(|s| s.free).collect();
        for slot in places.iter().filter(|s| **s != OUT) {
            free[*slot as usize] -= 1;
        }
        free
    }

    /// No bed is used twice and nobody is where they cannot be.
    pub fn holds(&self, places: &Places) -> bool {
        let allowed = places.iter().enumerate().all(|(c, slot)| self.cost(c, *slot) < FAR);
        allowed && self.free(places).iter().all(|n| *n >= 0)
    }

    /// The model of some homes and some blocks, with `free` beds in each slot of the whole. Returned with it:
    /// the children and the slots of the whole that its own stand for.
    pub fn part(
        &self,
        homes: &[usize],
        blocks: &[Vec<usize>],
        free: &[i64],
    ) -> (Model, Vec<usize>, Vec<u32>) {
        let (mut slots, mut of_home, mut slot_names) = (Vec::new(), Vec::new(), Vec::new());
        for (h, home) in homes.iter().enumerate() {
            let first = slots.len();
            for slot in self.of_home[*home].clone().filter(|s| free[*s] > 0) {
                slots.push(Slot { home: h, free: free[slot] });
                slot_names.push(slot as u32);
            }
            of_home.push(first..slots.len());
        }
        let take = |row: &Vec<bool>| slot_names.iter().map(|s| row[*s as usize]).collect();
        let fits = self.fits.iter().map(take).collect();
        let (mut kinds, mut kind_of, mut names) = (Vec::new(), Vec::new(), Vec::new());
        let mut known = BTreeMap::new();
        let mut groups = Vec::new();
        let mut singles: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for members in blocks {
            let mut own = Vec::new();
            for child in members {
                let kind = *known.entry(self.kind_of[*child]).or_insert_with(|| {
                    let Kind { out, cost, fit } = self.kind(*child);
                    kinds.push(Kind { out: *out, cost: homes.iter().map(|h| cost[*h]).collect(), fit: *fit });
                    kinds.len() - 1
                });
                own.push(names.len());
                names.push(*child);
                kind_of.push(kind);
            }
            match own.as_slice() {
                [only] => singles.entry(kind_of[*only]).or_default().push(*only),
                _ => groups.push(Block { members: own, single: false }),
            }
        }
        groups.extend(singles.into_values().map(|members| Block { members, single: true }));
        let model = Model {
            homes: homes.len(),
            split: self.split,
            slots,
            of_home,
            kinds,
            fits,
            kind_of,
            blocks: groups,
        };
        (model, names, slot_names)
    }
}

fn by_child(pairs: &[super::problem::Pair]) -> BTreeMap<usize, Vec<usize>> {
    let mut map: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for pair in pairs {
        map.entry(pair.child).or_default().push(pair.home);
    }
    for homes in map.values_mut() {
        homes.sort_unstable();
        homes.dedup();
    }
    map
}

/// Bed entries alike within a home are one slot; entries of no bed are none.
fn slots(problem: &Problem) -> (Vec<Slot>, Vec<Range<usize>>, Vec<Vec<usize>>) {
    let (mut slots, mut of_home, mut entries): (Vec<Slot>, Vec<Range<usize>>, Vec<Vec<usize>>) =
        Default::default();
    for (h, home) in problem.homes.iter().enumerate() {
        let first = slots.len();
        for (b, bed) in home.beds.iter().enumerate().filter(|(_, bed)| bed.count > 0) {
            let same = |e: &Vec<usize>| {
                let other = home.beds[e[0]];
                (other.sex, other.from, other.to) == (bed.sex, bed.from, bed.to)
            };
            if let Some(known) = (first..slots.len()).find(|s| same(&entries[*s])) {
                slots[known].free += i64::from(bed.count);
                entries[known].push(b);
            } else {
                slots.push(Slot { home: h, free: i64::from(bed.count) });
                entries.push(vec![b]);
            }
        }
        of_home.push(first..slots.len());
    }
    (slots, of_home, entries)
}

fn blocks(problem: &Problem, kind_of: &[usize]) -> Vec<Block> {
    let mut groups: BTreeMap<&super::problem::Id, Vec<usize>> = BTreeMap::new();
    let mut singles: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, child) in problem.children.iter().enumerate() {
        match &child.group {
            Some(group) => groups.entry(group).or_default().push(i),
            None => singles.entry(kind_of[i]).or_default().push(i),
        }
    }
    let mut blocks = Vec::new();
    for members in groups.into_values() {
        match members.as_slice() {
            [only] => singles.entry(kind_of[*only]).or_default().push(*only),
            _ => blocks.push(Block { members, single: false }),
        }
    }
    blocks.extend(singles.into_values().map(|members| Block { members, single: true }));
    blocks
}
