//! The questions and the answers, as CBOR.

use super::page::{FileKeyRow, Page, WrapRow};
use super::{Height, Lost, MESSAGE_MAX};
use crate::letter::QUESTION_LEN;
use crate::letterbox::Letterbox;
use domain::compartment::bytes as octets;
use domain::id::{CompartmentId, EntryId, NodeId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// How deep a message may nest.
const DEPTH: usize = 12;

/// A question. Each stands for itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// How far do you know the compartments that we share? The asker says how far it knows those it would share.
    Greet(Word),
    /// What follows this entry of a chain?
    Pull {
        /// The compartment.
        compartment: CompartmentId,
        /// The chain.
        node: NodeId,
        /// The last entry known.
        after: Height,
        /// About how many bytes the line bears.
        room: u32,
    },
    /// What is the hash of that entry?
    HashAt {
        /// The compartment.
        compartment: CompartmentId,
        /// The chain.
        node: NodeId,
        /// Its number.
        seq: u64,
    },
    /// Do you know this entry, in the chain or in a branch of it?
    Knows {
        /// The compartment.
        compartment: CompartmentId,
        /// The chain.
        node: NodeId,
        /// The entry.
        height: Height,
    },
    /// Take this page.
    Push(Page),
    /// What do you miss in this compartment, and which branches do you know?
    Wants(CompartmentId),
    /// The branch that ends at this signed tip.
    Branch {
        /// The compartment.
        compartment: CompartmentId,
        /// The chain.
        node: NodeId,
        /// Its last entry.
        tip: Height,
    },
    /// Have you got these?
    Beside(CompartmentId, Wanted),
    /// Take what you missed.
    Take(CompartmentId, Beside),
    /// A part of an attachment.
    Part {
        /// The compartment.
        compartment: CompartmentId,
        /// Its address.
        #[serde(with = "super::hash")]
        address: [u8; 32],
        /// From which byte on.
        from: u64,
        /// About how many bytes the line bears.
        room: u32,
    },
    /// Take this part of an attachment.
    TakePart(CompartmentId, Part),
    /// Which letterboxes do you know that I do not? The asker names the marks of those it knows.
    Letterboxes(Vec<u64>),
    /// Take these.
    TakeLetterboxes(Vec<Letterbox>),
    /// Which letters have you got for compartments I keep, or carry for?
    Letters,
    /// A part of a letter that lies there.
    Fetch {
        /// The letter.
        waits: Waits,
        /// From which byte on.
        from: u64,
        /// About how many bytes the line bears.
        room: u32,
    },
    /// This letter has come, whole.
    Fetched(Waits),
    /// Do you take this letter, and how much of it is there?
    Bring(Waits),
    /// Take this part of a letter.
    BringPart(CompartmentId, Part),
}

/// How far each chain of each compartment is known.
pub type Listed = Vec<(CompartmentId, Vec<(NodeId, Height)>)>;

/// What a node says of how far it knows compartments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Every chain of each compartment; a chain that is not among them is not known there at all.
    pub shared: Listed,
    /// Whatever this node says later has a greater number, so that a word that was late on its way, or was recorded and
    /// sent once more, is not taken for what the node says now. 0 where a node numbers nothing.
    #[serde(default)]
    pub nth: u64,
}

/// A letter that waits to be carried on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Waits {
    /// To which compartment.
    pub compartment: CompartmentId,
    /// The hash of its bytes.
    pub letter: Address,
    /// Its length.
    pub total: u64,
}

impl Waits {
    /// Whether it has the size of a question of ask-around; most of those only fill.
    pub fn fills(&self) -> bool {
        self.total == QUESTION_LEN as u64
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// How far each shared compartment is known; those that are not among them are not shared.
    Frontiers(Word),
    /// What follows; nothing where nothing does.
    Page(Option<Page>),
    /// The chain goes another way here.
    Forked,
    /// The hash asked for.
    Hash(Option<Height>),
    /// Whether it is known.
    Known(bool),
    /// The page was taken in; how many of its entries were new.
    Taken(u64),
    /// The page was refused, and why.
    Refused(String),
    /// What is missing.
    Wanted(Wanted),
    /// What is at hand of what was wanted.
    Beside(Beside),
    /// A part.
    Part(Option<Part>),
    /// Done; how many bytes of the attachment or the letter are here now.
    Done(u64),
    /// Letterboxes that were not named, and the marks of those named that are not known here.
    Letterboxes(Vec<Letterbox>, Vec<u64>),
    /// Letters that wait for the asker.
    Letters(Vec<Waits>),
    /// How many bytes of the letter are here; nothing where it is not taken.
    Brings(Option<u64>),
}

/// What is named in a compartment and not at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Entries that no key at hand opens: the file's key made there is missing.
    pub file_keys: Vec<(NodeId, u64)>,
    /// Epochs whose key has not come.
    pub epochs: Vec<EntryId>,
    /// Attachments, and how many bytes of each are here.
    pub attachments: Vec<(Address, u64)>,
    /// Not missing, but known: the signed tips of branches. Everybody has to know of a chain that goes two ways.
    pub branches: Vec<(NodeId, Height)>,
    /// Not asked for, but told: chains of which somebody said that they go further than what is here, and how far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<(NodeId, u64)>,
    /// Entries whose body did not come with them, and which no erasure that counts here names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<(NodeId, u64)>,
}

/// The address of an attachment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Address(#[serde(with = "super::hash")] pub [u8; 32]);

impl Wanted {
    /// Whether nothing is missing.
    pub fn is_empty(&self) -> bool {
        self.file_keys.is_empty()
            && self.epochs.is_empty()
            && self.attachments.is_empty()
            && self.branches.is_empty()
            && self.told.is_empty()
            && self.bodies.is_empty()
    }
}

/// The body of an entry that came without it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyRow {
    /// The chain.
    pub node: NodeId,
    /// Its number there.
    pub seq: u64,
    /// The sealed body. Whether it is the one is told by the hash that the chain has.
    pub body: super::page::Body,
}

/// Keys and bodies that were missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// Files' keys.
    pub file_keys: Vec<FileKeyRow>,
    /// Wraps.
    pub wraps: Vec<WrapRow>,
    /// Bodies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<BodyRow>,
}

impl Beside {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.file_keys.is_empty() && self.wraps.is_empty() && self.bodies.is_empty()
    }
}

/// A part of an attachment's ciphertext.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The attachment.
    pub address: Address,
    /// Its length.
    pub total: u64,
    /// Where this part begins.
    pub from: u64,
    /// The part.
    #[serde(with = "octets")]
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Part({}..{} of {})", self.from, self.from + self.bytes.len() as u64, self.total)
    }
}

/// A message as bytes.
pub(crate) fn encode(message: &impl Serialize) -> Result<Vec<u8>, Lost> {
    let mut out = Vec::new();
    ciborium::into_writer(message, &mut out).map_err(|e| Lost::Here(e.to_string()))?;
    if out.len() > MESSAGE_MAX { Err(Lost::Here("the message is too long".into())) } else { Ok(out) }
}

/// A message from bytes; bytes after it are refused.
pub(crate) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Lost> {
    if bytes.len() > MESSAGE_MAX {
        return Err(Lost::Sense("the message is too long".into()));
    }
    let mut rest = bytes;
    let read = ciborium::de::from_reader_with_recursion_limit(&mut rest, DEPTH)
        .map_err(|_| Lost::Sense("the message is malformed".into()))?;
    if rest.is_empty() { Ok(read) } else { Err(Lost::Sense("bytes after the message".into())) }
}
