//! A meeting: the side that asks.

use super::message::{Answer, Ask, Part, Word};
use super::page::{Page, PageProblem};
use super::{Admitted, Frontier, Height, Keeps, Lost, NAMED_MAX, ROOM};
use domain::id::{CompartmentId, NodeId};
use domain::planted::{Fault, planted};
use std::collections::{BTreeMap, BTreeSet};

/// The other node, wherever it is.
pub trait Peer {
    /// Asks, and waits for the answer.
    fn ask(&mut self, ask: &Ask) -> Result<Answer, Lost>;
    /// About how many bytes the line bears in one piece.
    fn room(&self) -> usize {
        ROOM.1
    }
}

/// What a meeting did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Met {
    /// Entries taken in here.
    pub taken: u64,
    /// Entries the other side took in.
    pub given: u64,
    /// Pages and parts that were carried over, either way: what a line has borne even where no tip has come yet.
    pub pieces: u64,
    /// Attachments completed, either way.
    pub attachments: u64,
    /// Letters completed, either way.
    pub letters: u64,
    /// Letters of the size of a question, which may only fill.
    pub fillers: u64,
    /// Chains that go two ways.
    pub forks: BTreeSet<(CompartmentId, NodeId)>,
    /// What either side refused, and why.
    pub refused: BTreeSet<String>,
    /// How far the other side said at first that it knows each compartment, where the line held for so long.
    pub greeted: Word,
    /// How far it said at the end that it does.
    pub heard: Word,
    /// Chains of which it said less than it had said before; whoever remembers that puts them in.
    pub older: BTreeSet<(CompartmentId, NodeId)>,
    /// Chains that go on beyond what is here by its word, and did when the meeting had ended; put in the same way.
    pub missing: BTreeSet<(CompartmentId, NodeId)>,
}

impl Met {
    /// Notes what became of a page; false where it was refused.
    pub fn took(
        &mut self,
        compartment: &CompartmentId,
        node: &NodeId,
        admitted: Result<Admitted, PageProblem>,
    ) -> bool {
        match admitted {
            Ok(Admitted { entries, apart, fork }) => {
                self.taken += entries as u64;
                self.pieces += u64::from(entries + apart > 0);
                if fork {
                    self.forks.insert((*compartment, *node));
                }
                true
            }
            Err(problem) => {
                self.refused.insert(problem.to_string());
                false
            }
        }
    }
}

/// Meets `with`: afterwards each side has what the other would share. What was done before a line is cut stays done,
/// and stands in `met`.
pub fn meet(keeps: &mut dyn Keeps, with: &NodeId, peer: &mut dyn Peer, met: &mut Met) -> Result<(), Lost> {
    let before = (met.taken, met.given);
    let (shared, mut theirs) = greet(keeps, with, peer)?;
    met.greeted = theirs.clone();
    for (compartment, theirs) in met.greeted.shared.clone() {
        let ours = match shared.get(&compartment) {
            Some(known) => known.clone(),
            None if keeps.takes(&compartment, with)? => Frontier::new(),
            None => continue,
        };
        let mut meeting = Meeting { keeps, with, peer, met, compartment };
        let theirs: Frontier = theirs.into_iter().collect();
        let nodes: BTreeSet<NodeId> = ours.keys().chain(theirs.keys()).copied().collect();
        for node in nodes {
            let height = |f: &Frontier| f.get(&node).copied().unwrap_or_default();
            meeting.chain(&node, height(&ours), height(&theirs))?;
        }
        meeting.beside()?;
    }
    super::letters::meet(keeps, with, peer, met)?;
    if (met.taken, met.given) != before {
        // The other side is told how far this one has come, so that a bundle for it can leave that out.
        (_, theirs) = greet(keeps, with, peer)?;
    }
    met.heard = theirs;
    Ok(())
}

/// Tells how far this side knows what it would share, and hears how far the other does.
fn greet(
    keeps: &mut dyn Keeps,
    with: &NodeId,
    peer: &mut dyn Peer,
) -> Result<(BTreeMap<CompartmentId, Frontier>, Word), Lost> {
    let of = keeps.shared(with)?;
    let ours = keeps.word(&of, with)?;
    let shared = ours.shared.iter().map(|(c, heights)| (*c, heights.iter().copied().collect())).collect();
    match peer.ask(&Ask::Greet(ours))? {
        Answer::Frontiers(theirs) => Ok((shared, theirs)),
        _ => Err(nonsense()),
    }
}

pub(super) fn nonsense() -> Lost {
    Lost::Sense("this is no answer to what was asked".into())
}

/// One compartment of a meeting.
struct Meeting<'a> {
    keeps: &'a mut dyn Keeps,
    with: &'a NodeId,
    peer: &'a mut dyn Peer,
    met: &'a mut Met,
    compartment: CompartmentId,
}

impl Meeting<'_> {
    /// One chain, in whichever direction it has to go.
    fn chain(&mut self, node: &NodeId, ours: Height, theirs: Height) -> Result<(), Lost> {
        if ours == theirs || (ours.seq == theirs.seq && planted(Fault::SeqOnlyFrontier)) {
            return Ok(());
        }
        if theirs.seq > ours.seq {
            if self.keeps.knows(&self.compartment, node, &theirs)? {
                // A branch that is kept here already.
                return self.fork(node, ours, theirs);
            }
            return if self.pull(node, ours)? { Ok(()) } else { self.fork(node, ours, theirs) };
        }
        let agreed =
            theirs.seq == 0 || self.keeps.hash_at(&self.compartment, node, theirs.seq)? == Some(theirs.hash);
        if agreed { self.push(node, theirs.seq) } else { self.fork(node, ours, theirs) }
    }

    /// Asks for what follows until nothing does; false where the chain goes another way there.
    fn pull(&mut self, node: &NodeId, mut after: Height) -> Result<bool, Lost> {
        loop {
            let (compartment, room) = (self.compartment, self.peer.room() as u32);
            let page = match self.peer.ask(&Ask::Pull { compartment, node: *node, after, room })? {
                Answer::Page(Some(page)) => page,
                Answer::Page(None) => return Ok(true),
                Answer::Forked => return Ok(false),
                _ => return Err(nonsense()),
            };
            if !self.take(node, page)? {
                return Ok(true);
            }
            let known = self.keeps.frontier(&compartment, self.with)?.get(node).copied().unwrap_or_default();
            if known.seq <= after.seq {
                return Ok(true);
            }
            after = known;
        }
    }

    /// Takes a page in; false where it was refused.
    fn take(&mut self, node: &NodeId, page: Page) -> Result<bool, Lost> {
        if page.node() != *node || page.compartment != self.compartment {
            return Err(nonsense());
        }
        let admitted = self.keeps.admit(page, self.with)?;
        Ok(self.met.took(&self.compartment, node, admitted))
    }

    /// Hands on what follows `after` until nothing does.
    fn push(&mut self, node: &NodeId, mut after: u64) -> Result<(), Lost> {
        while let Some(page) = self.keeps.page(&self.compartment, node, after, self.peer.room())? {
            after = page.last();
            if !self.give(page)? {
                break;
            }
        }
        Ok(())
    }

    /// Hands a page on; false where it was refused.
    fn give(&mut self, page: Page) -> Result<bool, Lost> {
        match self.peer.ask(&Ask::Push(page))? {
            Answer::Taken(entries) => {
                self.met.given += entries;
                self.met.pieces += 1;
                Ok(true)
            }
            Answer::Refused(why) => {
                self.met.refused.insert(why);
                Ok(false)
            }
            _ => Err(nonsense()),
        }
    }

    /// The chain goes two ways: the last entry both have is found by halving, and each side gets the other's branch.
    fn fork(&mut self, node: &NodeId, ours: Height, theirs: Height) -> Result<(), Lost> {
        self.met.forks.insert((self.compartment, *node));
        let (compartment, node) = (self.compartment, *node);
        let (mut same, mut other) = (0, ours.seq.min(theirs.seq) + 1);
        while other - same > 1 {
            let seq = same + (other - same) / 2;
            let Answer::Hash(hash) = self.peer.ask(&Ask::HashAt { compartment, node, seq })? else {
                return Err(nonsense());
            };
            let here = self.keeps.hash_at(&compartment, &node, seq)?;
            if here.is_some() && here == hash.map(|h| h.hash) { same = seq } else { other = seq }
        }
        if !self.keeps.knows(&compartment, &node, &theirs)? {
            self.pull_branch(&node, same)?;
        }
        let Answer::Known(known) = self.peer.ask(&Ask::Knows { compartment, node, height: ours })? else {
            return Err(nonsense());
        };
        if known { Ok(()) } else { self.push_branch(&node, same) }
    }

    /// Hands a branch on: each page has to end at a signed tip, so it is as long as it may be.
    fn push_branch(&mut self, node: &NodeId, mut after: u64) -> Result<(), Lost> {
        while let Some(page) = self.keeps.page(&self.compartment, node, after, ROOM.1)? {
            after = page.last();
            if !self.give(page)? {
                break;
            }
        }
        Ok(())
    }

    fn pull_branch(&mut self, node: &NodeId, split: u64) -> Result<(), Lost> {
        let hash = match split {
            0 => [0; 32],
            seq => self.keeps.hash_at(&self.compartment, node, seq)?.unwrap_or_default(),
        };
        let mut after = Height { seq: split, hash };
        loop {
            let (compartment, room) = (self.compartment, ROOM.1 as u32);
            let page = match self.peer.ask(&Ask::Pull { compartment, node: *node, after, room })? {
                Answer::Page(Some(page)) => page,
                Answer::Page(None) | Answer::Forked => return Ok(()),
                _ => return Err(nonsense()),
            };
            let (first, Some((tip, _))) = (page.first, page.tip.clone()) else { return Ok(()) };
            let followed = super::follow(&page, &after);
            if !self.take(node, page)? {
                return Ok(());
            }
            let Ok(followed) = followed else { return Ok(()) };
            let Some((_, hash)) = followed.entries.get((tip - first) as usize) else { return Ok(()) };
            after = Height { seq: tip, hash: *hash };
        }
    }

    /// Keys and attachments that either side misses.
    fn beside(&mut self) -> Result<(), Lost> {
        let c = self.compartment;
        let wanted = self.keeps.wanted(&c)?;
        if !(wanted.file_keys.is_empty() && wanted.epochs.is_empty() && wanted.bodies.is_empty()) {
            let Answer::Beside(found) = self.peer.ask(&Ask::Beside(c, wanted.clone()))? else {
                return Err(nonsense());
            };
            self.keeps.take(&c, found)?;
        }
        for (address, here) in wanted.attachments.iter().copied() {
            self.fetch(&address.0, here)?;
        }
        let ours = wanted.branches;
        let Answer::Wanted(wanted) = self.peer.ask(&Ask::Wants(c))? else { return Err(nonsense()) };
        self.branches(&ours, &wanted.branches)?;
        let told = &wanted.told[..wanted.told.len().min(NAMED_MAX)];
        if !told.is_empty() {
            self.keeps.hears(&c, self.with, told)?;
        }
        let found = self.keeps.beside(&c, &wanted)?;
        if !found.is_empty() {
            let Answer::Done(_) = self.peer.ask(&Ask::Take(c, found))? else { return Err(nonsense()) };
        }
        for (address, there) in wanted.attachments.into_iter().take(NAMED_MAX) {
            self.hand_on(&address.0, there)?;
        }
        Ok(())
    }

    /// Branches that one side knows and the other does not: whoever met the node that went two ways tells everybody.
    fn branches(&mut self, ours: &[(NodeId, Height)], theirs: &[(NodeId, Height)]) -> Result<(), Lost> {
        let compartment = self.compartment;
        for (node, tip) in theirs.iter().take(NAMED_MAX) {
            if self.keeps.knows(&compartment, node, tip)? {
                continue;
            }
            let ask = Ask::Branch { compartment, node: *node, tip: *tip };
            match self.peer.ask(&ask)? {
                Answer::Page(Some(page)) => drop(self.take(node, page)?),
                Answer::Page(None) => {}
                _ => return Err(nonsense()),
            }
        }
        for (node, height) in ours.iter().filter(|branch| !theirs.contains(branch)) {
            let ask = Ask::Knows { compartment, node: *node, height: *height };
            let Answer::Known(known) = self.peer.ask(&ask)? else { return Err(nonsense()) };
            let branch = if known { None } else { self.keeps.branch(&compartment, node, height)? };
            if let Some(page) = branch {
                self.give(page)?;
            }
        }
        Ok(())
    }

    fn fetch(&mut self, address: &[u8; 32], mut from: u64) -> Result<(), Lost> {
        loop {
            let (compartment, room) = (self.compartment, self.peer.room() as u32);
            let ask = Ask::Part { compartment, address: *address, from, room };
            let part = match self.peer.ask(&ask)? {
                Answer::Part(Some(part)) => part,
                // What lies here may be somebody's rubbish, longer than the truth: from the beginning, once.
                Answer::Part(None) if from > 0 => {
                    from = 0;
                    continue;
                }
                Answer::Part(None) => return Ok(()),
                _ => return Err(nonsense()),
            };
            let total = part.total;
            if part.address.0 != *address {
                return Err(nonsense());
            }
            let here = self.keeps.take_part(&compartment, part)?;
            if here >= total {
                self.met.attachments += 1;
                return Ok(());
            }
            if here <= from {
                return Ok(());
            }
            self.met.pieces += 1;
            from = here;
        }
    }

    fn hand_on(&mut self, address: &[u8; 32], mut from: u64) -> Result<(), Lost> {
        if from > 0
            && self.keeps.part(&self.compartment, address, from, 1)?.is_none_or(|p| p.bytes.is_empty())
        {
            from = 0;
        }
        while let Some(part) = self.keeps.part(&self.compartment, address, from, self.peer.room())? {
            let Part { total, .. } = part;
            let Answer::Done(there) = self.peer.ask(&Ask::TakePart(self.compartment, part))? else {
                return Err(nonsense());
            };
            if there >= total {
                self.met.attachments += 1;
                return Ok(());
            }
            if there <= from {
                return Ok(());
            }
            self.met.pieces += 1;
            from = there;
        }
        Ok(())
    }
}
