//! Erasure: a file's text is destroyed on every node, by two persons' word; that it was, by whom and why stays.
//!
//! The word stands in a file of its own, which names the file by its id and nobody by name. Identity, filiation and
//! siblings are not erased unless the person asks for it, of age and told what is lost.

use crate::compartment::{Kind, bytes};
use crate::entry::Fact as Entry;
use crate::file::{Claim, File};
use crate::id::{EntryId, FileId, MemberId, NodeId};
use crate::person::Person;
use crate::refusal::{Refusal, Why, refuse};
use jiff::civil::Date;
use linkage::edtf::{Edtf, age_on};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The age at which a person may ask for what is kept of who they are to be erased (C. civ. art. 414).
pub const OF_AGE: u16 = 18;
/// Most hashes that one word of erasure names: what an entry of a mebibyte holds, with room for the rest.
pub const NAMED_MAX: usize = 16_384;

/// Why a file is erased. A fixed list: words of one's own would tell of whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The person asked for it.
    Asked,
    /// What may be kept so long was kept so long.
    RetentionOver,
    /// A court ordered it.
    CourtOrder,
    /// It was never true of anybody, or of somebody else.
    Mistake,
}

impl Reason {
    /// All, in the order forms list them.
    pub const ALL: [Reason; 4] = [Reason::Asked, Reason::RetentionOver, Reason::CourtOrder, Reason::Mistake];

    /// The name used in commands, forms and locale files.
    pub fn key(self) -> &'static str {
        match self {
            Reason::Asked => "asked",
            Reason::RetentionOver => "retention-over",
            Reason::CourtOrder => "court-order",
            Reason::Mistake => "mistake",
        }
    }

    /// The reason of that name.
    pub fn parse(text: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|r| r.key() == text)
    }
}

/// What is said of an erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// Somebody proposes it.
    Proposed {
        /// Which file.
        file: FileId,
        /// Why.
        reason: Reason,
        /// Whether whoever asked was told what is lost.
        told: bool,
    },
    /// A second person carries it out.
    CarriedOut {
        /// The entry that proposed it.
        proposal: EntryId,
        /// How many entries there were.
        entries: u32,
        /// The hashes of those entries, 32 bytes each: what may be without its body from now on.
        #[serde(with = "bytes")]
        hashes: Vec<u8>,
        /// Commitments to the file's keys, 32 bytes each: what no node keeps from now on.
        #[serde(with = "bytes")]
        keys: Vec<u8>,
    },
    /// It is not carried out after all.
    Dropped,
    /// A node has destroyed what it had.
    Destroyed {
        /// Which node.
        node: NodeId,
        /// On which day.
        on: Date,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Proposed { .. } => "erasure/proposed".into(),
            Fact::CarriedOut { .. } => "erasure/carried-out".into(),
            Fact::Dropped => "erasure/dropped".into(),
            Fact::Destroyed { node, .. } => format!("erasure/destroyed/{node}"),
        }
    }
}

/// The second person's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedOut {
    /// Who carried it out.
    pub by: MemberId,
    /// When.
    pub on: Date,
    /// How many entries there were.
    pub entries: u32,
    /// Hashes of entries and commitments to keys.
    pub named: BTreeSet<[u8; 32]>,
}

/// An erasure, read from its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasing {
    /// The file that is to be erased.
    pub file: FileId,
    /// Why.
    pub reason: Reason,
    /// Whether whoever asked was told what is lost.
    pub told: bool,
    /// The entry that proposed it.
    pub proposal: EntryId,
    /// Who proposed it.
    pub by: MemberId,
    /// When.
    pub on: Date,
    /// Who carried it out; two who had not heard of one another may both have.
    pub carried_out: Vec<CarriedOut>,
    /// Whether it was dropped. One that was carried out as well is carried out: the text is gone.
    pub dropped: bool,
    /// The nodes that have destroyed what they had, and when.
    pub destroyed: BTreeMap<NodeId, Date>,
}

impl Erasing {
    /// The erasure that a file tells of: one that begins with a proposal. What is struck out later changes nothing.
    ///
    /// A word that carries it out counts from somebody else than whoever proposed it.
    pub fn of(file: &File) -> Option<Erasing> {
        let ever = |slot: &str| file.claims.get(slot).into_iter().flatten();
        let first = ever("erasure/proposed").find(|claim| claim.told == 0)?;
        let Entry::Erasure(Fact::Proposed { file: target, reason, told }) = &first.fact else { return None };
        let proposed = file.told_by(first);
        let word = |claim: &Claim| {
            let Entry::Erasure(Fact::CarriedOut { proposal, entries, hashes, keys }) = &claim.fact else {
                return None;
            };
            let told = file.told_by(claim);
            let counts = *proposal == proposed.id && told.by != proposed.by;
            let each = |bytes: &[u8]| -> Vec<[u8; 32]> {
                bytes.chunks_exact(32).filter_map(|c| c.try_into().ok()).collect()
            };
            let named = || each(hashes).into_iter().chain(each(keys)).collect();
            counts.then(|| CarriedOut {
                by: told.by,
                on: told.stamp.day(),
                entries: *entries,
                named: named(),
            })
        };
        let carried_out: Vec<CarriedOut> = ever("erasure/carried-out").filter_map(word).collect();
        let receipt = |claim: &Claim| match &claim.fact {
            // A node says so of itself.
            Entry::Erasure(Fact::Destroyed { node, on }) if file.told_by(claim).on == *node => {
                Some((*node, *on))
            }
            _ => None,
        };
        Some(Erasing {
            file: *target,
            reason: *reason,
            told: *told,
            proposal: proposed.id,
            by: proposed.by,
            on: proposed.stamp.day(),
            dropped: carried_out.is_empty() && ever("erasure/dropped").any(is_dropped),
            carried_out,
            destroyed: file.claims.values().flatten().filter_map(receipt).collect(),
        })
    }
}

fn is_dropped(claim: &Claim) -> bool {
    matches!(claim.fact, Entry::Erasure(Fact::Dropped))
}

/// Whether a file may be erased, by what it is and why.
///
/// # Errors
/// A file that tells who belongs here, of an erasure or of a hold; who somebody is, unless they ask for it themselves, of
/// age by the recorded birth and told what is lost.
pub fn may(file: &File, kind: Kind, reason: Reason, told: bool, on: Date) -> Result<(), Refusal> {
    let begins = |slot: &str| file.claims.contains_key(slot);
    if ["compartment/founded", "erasure/proposed", "hold/placed"].into_iter().any(begins) {
        return Err(refuse("file", "", Why::NotErasable));
    }
    if kind.restricted() || !begins("person/subject") {
        return Ok(());
    }
    if reason != Reason::Asked {
        return Err(refuse("erasure-reason", reason.key(), Why::IdentityStays));
    }
    let Some(born) = Person::of(file).born else { return Err(refuse("birth", "", Why::NotKnownOfAge)) };
    // Where two births are told, whoever is of age by one of them only is not known to be.
    let minor = |birth: &Edtf| age_on(birth, on).is_none_or(|age| age.at_least < OF_AGE);
    if let Some(birth) = born.all().iter().map(|a| &a.value).find(|birth| minor(birth)) {
        return Err(refuse("birth", birth, Why::NotKnownOfAge));
    }
    if told { Ok(()) } else { Err(refuse("told", "", Why::TellFirst)) }
}
