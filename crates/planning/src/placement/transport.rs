//! Who has which bed when it is known which homes each may use: the cheapest assignment, by shortest augmenting
//! paths. Exact.

use super::model::{FAR, OUT};

/// One child's beds: slot and cost; [`OUT`] is a slot without end.
pub(super) type Arcs = Vec<(u32, i64)>;

/// The cheapest assignment, or None where a child has nowhere at all. `free`: beds of each slot.
pub(super) fn assign(children: &[Arcs], free: &[i64]) -> Option<Vec<u32>> {
    let mut flow = Flow::new(children, free);
    for child in 0..children.len() {
        flow.insert(child)?;
    }
    Some(flow.place.into_iter().map(|slot| if slot == free.len() { OUT } else { slot as u32 }).collect())
}

struct Flow<'a> {
    children: &'a [Arcs],
    place: Vec<usize>,
    /// Who is in each slot; the last is outside.
    inside: Vec<Vec<usize>>,
    free: Vec<i64>,
    dist: Vec<i64>,
    /// The child that came to the slot, on the path.
    mover: Vec<usize>,
}

const NOWHERE: usize = usize::MAX;

impl<'a> Flow<'a> {
    fn new(children: &'a [Arcs], free: &[i64]) -> Flow<'a> {
        let slots = free.len() + 1;
        let free = free.iter().copied().chain([i64::MAX]).collect();
        let place = vec![NOWHERE; children.len()];
        Flow {
            children,
            place,
            inside: vec![Vec::new(); slots],
            free,
            dist: vec![FAR; slots],
            mover: vec![0; slots],
        }
    }

    fn slot(&self, slot: u32) -> usize {
        if slot == OUT { self.free.len() - 1 } else { slot as usize }
    }

    /// Places one more child, moving others along the cheapest path.
    fn insert(&mut self, child: usize) -> Option<()> {
        self.dist.fill(FAR);
        let mut queue = std::collections::VecDeque::new();
        let mut queued = vec![false; self.free.len()];
        self.relax(child, 0, NOWHERE, &mut queue, &mut queued);
        while let Some(slot) = queue.pop_front() {
            queued[slot] = false;
            // A free bed ends the path.
            if self.free[slot] > 0 {
                continue;
            }
            let here = self.dist[slot];
            for other in std::mem::take(&mut self.inside[slot]) {
                self.relax(other, here - self.cost(other, slot), slot, &mut queue, &mut queued);
                self.inside[slot].push(other);
            }
        }
        let ends = (0..self.free.len()).filter(|s| self.free[*s] > 0 && self.dist[*s] < FAR);
        let mut slot = ends.min_by_key(|s| (self.dist[*s], *s))?;
        self.free[slot] -= 1;
        loop {
            let mover = self.mover[slot];
            let before = std::mem::replace(&mut self.place[mover], slot);
            self.inside[slot].push(mover);
            if before == NOWHERE {
                return Some(());
            }
            self.inside[before].retain(|c| *c != mover);
            slot = before;
        }
    }

    fn cost(&self, child: usize, slot: usize) -> i64 {
        let found = self.children[child].iter().find(|(s, _)| self.slot(*s) == slot);
        found.map_or(FAR, |(_, cost)| *cost)
    }

    fn relax(
        &mut self,
        child: usize,
        base: i64,
        from: usize,
        queue: &mut std::collections::VecDeque<usize>,
        queued: &mut [bool],
    ) {
        for (slot, cost) in &self.children[child] {
            let slot = self.slot(*slot);
            if slot != from && base + cost < self.dist[slot] {
                self.dist[slot] = base + cost;
                self.mover[slot] = child;
                if !std::mem::replace(&mut queued[slot], true) {
                    queue.push_back(slot);
                }
            }
        }
    }
}
