//! Exchange: what two nodes say to one another when they meet, so that each ends with what the other had.
//!
//! Nothing here knows a socket, a clock or a database. [`meet`] is the side that asks, [`answer`] the side that is
//! asked; both work on a [`Keeps`], which is a store, a blind relay, or a table in a simulation. Every question stands
//! for itself: whatever is lost between two of them is asked again, and nothing that was taken is asked twice.
//!
//! A log advances only by entries that follow one another without a gap and end at a tip their node signed. Pages cut
//! on a slow line lie apart until that tip has come, one heap for each peer, so that nobody's rubbish stands in the way
//! of another's truth. Entries beside one another under one number are a fork: both are kept.

mod answer;
mod envelope;
mod letters;
mod meet;
mod message;
mod page;

pub use answer::answer;
pub use envelope::{Asked, open_answer, open_ask, seal_answer, seal_ask};
pub use meet::{Met, Peer, meet};
pub use message::{Address, Answer, Ask, Beside, BodyRow, Listed, Part, Waits, Wanted, Word};
pub use page::{Body, FileKeyRow, Followed, Page, PageProblem, WrapRow, follow};

use crate::letterbox::Letterbox;
use domain::id::{CompartmentId, NodeId};
use std::collections::BTreeMap;

/// Longest message, either way.
pub const MESSAGE_MAX: usize = 4 << 20;
/// Least and most bytes of entries in one page: what is lost when a line is cut.
pub const ROOM: (usize, usize) = (4 << 10, 1 << 20);
/// Most entries in one page.
pub const PAGE_ENTRIES: usize = 2_048;
/// Most things asked for by name in one message.
pub const NAMED_MAX: usize = 512;

/// How far a chain is known: its last number and the hash of that entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Height {
    /// Number of the last entry; 0 before the first.
    pub seq: u64,
    /// Its hash; zeros before the first.
    #[serde(with = "hash")]
    pub hash: [u8; 32],
}

/// How far every chain of a compartment is known.
pub type Frontier = BTreeMap<NodeId, Height>;

/// The line was cut, the disk refused, or the other side made no sense: the meeting ends here and may begin again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Lost {
    /// Nothing came back.
    #[error("the line was cut: {0}")]
    Line(String),
    /// What came back is no answer to what was asked.
    #[error("the other node made no sense: {0}")]
    Sense(String),
    /// This side cannot go on.
    #[error("{0}")]
    Here(String),
}

/// What a page did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Admitted {
    /// Entries that are new and stand under a signed tip.
    pub entries: usize,
    /// Entries that lie apart until their tip comes.
    pub apart: usize,
    /// Whether the page branches off from what is known here.
    pub fork: bool,
}

/// A hash as one byte string.
mod hash {
    use serde::{Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(hash: &[u8; 32], s: S) -> Result<S::Ok, S::Error> {
        domain::compartment::bytes::serialize(hash, s)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<[u8; 32], D::Error> {
        let bytes = domain::compartment::bytes::deserialize(d)?;
        bytes.try_into().map_err(|_| D::Error::custom("a hash has 32 bytes"))
    }
}

/// Whatever keeps the journals of compartments and can meet another node. `with` is the node at the other side.
pub trait Keeps {
    /// The compartments that the other node may have from here.
    fn shared(&mut self, with: &NodeId) -> Result<Vec<CompartmentId>, Lost>;
    /// Whether it would take in a compartment that is new to it from the other node.
    fn takes(&mut self, compartment: &CompartmentId, with: &NodeId) -> Result<bool, Lost>;
    /// How far each chain is known, counting what lies apart from the same peer.
    fn frontier(&mut self, compartment: &CompartmentId, with: &NodeId) -> Result<Frontier, Lost>;
    /// What it says of how far it knows these compartments. Whoever numbers words gives the number and the heights in one
    /// piece, so that no greater number ever says less.
    fn word(&mut self, of: &[CompartmentId], with: &NodeId) -> Result<Word, Lost> {
        let mut shared = Listed::new();
        for compartment in of {
            shared.push((*compartment, self.frontier(compartment, with)?.into_iter().collect()));
        }
        Ok(Word { shared, nth: 0 })
    }
    /// The hash of one entry, where it is known.
    fn hash_at(
        &mut self,
        compartment: &CompartmentId,
        node: &NodeId,
        seq: u64,
    ) -> Result<Option<[u8; 32]>, Lost>;
    /// Whether that entry is known, in the chain or in a branch of it.
    fn knows(&mut self, compartment: &CompartmentId, node: &NodeId, height: &Height) -> Result<bool, Lost>;
    /// What follows `after` in a chain, at most about `room` bytes of it; `None` where nothing does.
    fn page(
        &mut self,
        compartment: &CompartmentId,
        node: &NodeId,
        after: u64,
        room: usize,
    ) -> Result<Option<Page>, Lost>;
    /// The branch of a chain that ends at a signed tip, from where it parts.
    fn branch(
        &mut self,
        compartment: &CompartmentId,
        node: &NodeId,
        tip: &Height,
    ) -> Result<Option<Page>, Lost>;
    /// Takes a page in, or refuses it whole.
    fn admit(&mut self, page: Page, with: &NodeId) -> Result<Result<Admitted, PageProblem>, Lost>;
    /// What is named here and not at hand, and which branches are known.
    fn wanted(&mut self, compartment: &CompartmentId) -> Result<Wanted, Lost>;
    /// The other node says how far chains go of which it has not got all.
    fn hears(
        &mut self,
        compartment: &CompartmentId,
        with: &NodeId,
        told: &[(NodeId, u64)],
    ) -> Result<(), Lost>;
    /// What is at hand of what the other side wants, attachments excepted.
    fn beside(&mut self, compartment: &CompartmentId, wanted: &Wanted) -> Result<Beside, Lost>;
    /// Takes in what was wanted.
    fn take(&mut self, compartment: &CompartmentId, beside: Beside) -> Result<(), Lost>;
    /// A part of an attachment from byte `from` on.
    fn part(
        &mut self,
        compartment: &CompartmentId,
        address: &[u8; 32],
        from: u64,
        room: usize,
    ) -> Result<Option<Part>, Lost>;
    /// Takes a part in; how many bytes of the attachment are here now.
    fn take_part(&mut self, compartment: &CompartmentId, part: Part) -> Result<u64, Lost>;
    /// The letterboxes known here, this node's own among them.
    fn letterboxes(&mut self) -> Result<Vec<Letterbox>, Lost>;
    /// Keeps those whose node is known here.
    fn take_letterboxes(&mut self, letterboxes: Vec<Letterbox>) -> Result<(), Lost>;
    /// Letters that wait here for compartments the other node keeps, or carries for this one.
    fn letters(&mut self, with: &NodeId) -> Result<Vec<Waits>, Lost>;
    /// How many bytes of a letter are here; nothing where it is not taken.
    fn brings(&mut self, waits: &Waits) -> Result<Option<u64>, Lost>;
    /// A part of a letter that waits for the other node.
    fn letter_part(
        &mut self,
        waits: &Waits,
        with: &NodeId,
        from: u64,
        room: usize,
    ) -> Result<Option<Part>, Lost>;
    /// Takes a part of a letter in; how many bytes of it are here now.
    fn take_letter_part(&mut self, compartment: &CompartmentId, part: Part) -> Result<u64, Lost>;
    /// The other node has the whole letter.
    fn handed_on(&mut self, waits: &Waits, with: &NodeId) -> Result<(), Lost>;
}
