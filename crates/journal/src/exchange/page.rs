//! A page: entries of one chain that follow one another, with the keys that lie beside them.

use super::{Height, PAGE_ENTRIES};
use crate::keys::{WRAPPED_FILE_KEY, node_of};
use crate::wire::{self, Header, Sealed};
use domain::compartment::bytes as octets;
use domain::id::{CompartmentId, EntryId, MemberId, NodeId};
use domain::planted::{Fault, planted};
use serde::{Deserialize, Serialize};

/// Entries `first`, `first + 1`, .. of one chain. A header is not sent: whoever has the entry before can write it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The suite of every entry.
    pub suite: u8,
    /// The compartment.
    pub compartment: CompartmentId,
    /// The verifying key of the node whose chain it is; the node's id follows from it.
    #[serde(with = "octets")]
    pub sign: Vec<u8>,
    /// Number of the first entry.
    pub first: u64,
    /// The epochs that occur.
    pub epochs: Vec<EntryId>,
    /// The entries: which of `epochs`, and the sealed body.
    pub entries: Vec<(u8, Body)>,
    /// The last signed tip among them: its number and the signature.
    pub tip: Option<(u64, Body)>,
    /// Files' keys made at these entries.
    pub file_keys: Vec<FileKeyRow>,
    /// Epoch keys and inboxes wrapped to members at these entries.
    pub wraps: Vec<WrapRow>,
    /// Attachments named by these entries: number of the entry, address.
    pub named: Vec<(u64, Body)>,
}

/// Bytes, written as such.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body(#[serde(with = "octets")] pub Vec<u8>);

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Body({} bytes)", self.0.len())
    }
}

/// The key of a file, sealed under an epoch's key. Which file it is of, only that key's holders can tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileKeyRow {
    /// The node that made it.
    pub node: NodeId,
    /// The entry of that node's chain that was the file's first there.
    pub seq: u64,
    /// The epoch it is sealed under.
    pub epoch: EntryId,
    /// The sealed key.
    #[serde(with = "octets")]
    pub bytes: Vec<u8>,
}

/// A secret of the compartment wrapped to one member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrapRow {
    /// The node that wrapped it.
    pub node: NodeId,
    /// The entry of that node's chain that grants it.
    pub seq: u64,
    /// The epoch, or the mark of the inbox.
    pub epoch: EntryId,
    /// To whom.
    pub member: MemberId,
    /// The wrap.
    #[serde(with = "octets")]
    pub bytes: Vec<u8>,
}

impl FileKeyRow {
    /// Whether it has the length of a sealed key.
    pub fn sound(&self) -> bool {
        self.bytes.len() == WRAPPED_FILE_KEY
    }
}

impl WrapRow {
    /// Whether it has a length that a wrapped key or inbox has.
    pub fn sound(&self) -> bool {
        (crate::keys::WRAP_OVERHEAD + 32..=crate::keys::WRAP_OVERHEAD + 33).contains(&self.bytes.len())
    }
}

/// Most wraps beside the entries of one page: five hundred members and some epochs.
const WRAPS_MAX: usize = 2_048;
/// Most attachments named by the entries of one page.
const NAMED_IN_PAGE: usize = 4_096;

/// Why a page is refused. Nothing of it is taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageProblem {
    /// Of a suite this version does not know.
    #[error("the page is of suite {0}; a newer version is needed to take it in")]
    UnknownSuite(u8),
    /// More entries or bytes than a page may have, or none, or epochs that do not occur.
    #[error("the page is malformed")]
    Malformed,
    /// It does not begin where what is known ends, and does not branch off from it either.
    #[error("the page does not follow what is known: it begins at {first}, known are {known}")]
    Gap {
        /// Where it begins.
        first: u64,
        /// The last number known.
        known: u64,
    },
    /// The signature of its tip is not that of the chain's node: altered, reordered, or somebody else's.
    #[error("the signature of the page's tip does not prove")]
    Tip,
    /// It branches off and does not end at a signed tip, so it proves nothing.
    #[error("the page branches off from what is known and is not signed")]
    Unsigned,
    /// The other node may not bring entries of this compartment.
    #[error("this node takes nothing of that compartment from that peer")]
    NotShared,
    /// A revoked node brings what it wrote after it was revoked: kept apart.
    #[error("the node was revoked")]
    Revoked,
}

/// The entries of a page, each with its hash.
#[derive(Debug)]
pub struct Followed {
    /// The entries.
    pub entries: Vec<(Sealed, [u8; 32])>,
    /// How many of them stand under the page's tip, whose signature proves.
    pub signed: usize,
}

impl Page {
    /// The node whose chain it is.
    pub fn node(&self) -> NodeId {
        node_of(&self.sign)
    }

    /// The number of its last entry; that before the first where it has none.
    pub fn last(&self) -> u64 {
        (self.first + self.entries.len() as u64).saturating_sub(1)
    }

    fn sound(&self) -> Result<(), PageProblem> {
        if self.suite != wire::SUITE {
            return Err(PageProblem::UnknownSuite(self.suite));
        }
        let here =
            |node: &NodeId, seq: &u64| *node == self.node() && (self.first..=self.last()).contains(seq);
        let good = !self.entries.is_empty()
            && self.first > 0
            && self.first < i64::MAX as u64 - PAGE_ENTRIES as u64
            && self.entries.len() <= PAGE_ENTRIES
            && self.epochs.len() <= 256
            && self.entries.iter().all(|(epoch, body)| {
                usize::from(*epoch) < self.epochs.len() && body.0.len() <= wire::SEALED_MAX
            })
            && self.tip.as_ref().is_none_or(|(seq, _)| (self.first..=self.last()).contains(seq))
            && self.file_keys.iter().all(|k| here(&k.node, &k.seq) && k.sound())
            && self.wraps.iter().all(|w| here(&w.node, &w.seq) && w.sound())
            && self.file_keys.len() <= 4 * self.entries.len()
            && self.wraps.len() <= WRAPS_MAX
            && self.named.len() <= NAMED_IN_PAGE
            && self.named.iter().all(|(seq, address)| here(&self.node(), seq) && address.0.len() == 32);
        if good { Ok(()) } else { Err(PageProblem::Malformed) }
    }
}

/// Writes the headers of a page that begins right after `from`, and proves its tip. Every hash covers everything before
/// it, so a page that was altered, reordered or cut in the middle proves nothing.
///
/// # Errors
/// [`PageProblem::Gap`] where it begins elsewhere, [`PageProblem::Tip`] where the signature does not prove.
pub fn follow(page: &Page, from: &Height) -> Result<Followed, PageProblem> {
    page.sound()?;
    if page.first != from.seq + 1 {
        return Err(PageProblem::Gap { first: page.first, known: from.seq });
    }
    let node = page.node();
    let mut prev = from.hash;
    let mut entries = Vec::with_capacity(page.entries.len());
    for (i, (epoch, body)) in page.entries.iter().enumerate() {
        let header = Header {
            suite: page.suite,
            compartment: page.compartment,
            epoch: page.epochs[usize::from(*epoch)],
            dictionary: 0,
            node,
            seq: page.first + i as u64,
            prev,
        };
        let sealed = Sealed { header, body: body.0.clone() };
        prev = sealed.hash();
        entries.push((sealed, prev));
    }
    let mut signed = 0;
    if let Some((seq, signature)) = &page.tip {
        signed = (seq - page.first) as usize + 1;
        let hash = &entries[signed - 1].1;
        let believed = planted(Fault::NoChainCheck) || planted(Fault::AlteredBelieved);
        wire::verify_tip(&page.sign, &page.compartment, &node, *seq, hash, &signature.0)
            .or_else(|problem| if believed { Ok(()) } else { Err(problem) })
            .map_err(|_| PageProblem::Tip)?;
    }
    Ok(Followed { entries, signed })
}
