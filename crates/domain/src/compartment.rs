//! A compartment: a named set of files with its members, nodes and epochs, as entries of its own control file.
//!
//! Only a keeper's entry counts, judged by what its author had seen; a removal wins over a grant made meanwhile.
//! Keys never stand here: an epoch is known by the commitment to its key, wraps travel beside the journal.

mod judge;
mod kind;

pub use judge::{Held, Judge, Placed, Vouched};
pub use kind::{Circuit, Kind};

use crate::break_glass::{Armed, Participant};
use crate::entry::Fact as Said_;
use crate::file::File;
use crate::id::{EntryId, MemberId, NodeId};
use crate::planted::{Fault, planted};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Which scene of a demonstration it belongs to, so that pages state the right date. `Present` everywhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Scene {
    /// Today, by the node's clock.
    #[default]
    Present,
    /// The historical scene of the demonstration.
    Historical,
}

/// What a member may do in a compartment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Reads and writes files.
    Worker,
    /// As a worker; approves, moves and reports.
    Supervisor,
    /// Reads and writes, and holds the health volet where granted.
    Nurse,
    /// Daily life of a home: presence, notes; people of the home.
    HouseParent,
    /// Reads files, writes none.
    Reader,
    /// Sees the log and the proofs, never a person's page.
    Auditor,
    /// Sees today's list by code and given name; no search.
    Visitor,
    /// Grants and removes; as a supervisor besides.
    Keeper,
}

impl Role {
    /// Every role, in the order pages list them.
    pub const ALL: [Role; 8] = [
        Role::Worker,
        Role::Supervisor,
        Role::Nurse,
        Role::HouseParent,
        Role::Reader,
        Role::Auditor,
        Role::Visitor,
        Role::Keeper,
    ];

    /// The name used in commands, URLs and locale files.
    pub fn key(self) -> &'static str {
        match self {
            Role::Worker => "worker",
            Role::Supervisor => "supervisor",
            Role::Nurse => "nurse",
            Role::HouseParent => "house-parent",
            Role::Reader => "reader",
            Role::Auditor => "auditor",
            Role::Visitor => "visitor",
            Role::Keeper => "keeper",
        }
    }

    /// The role of that name.
    pub fn parse(text: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|r| r.key() == text)
    }

    /// Whether entries of this role on ordinary files count.
    pub fn writes(self) -> bool {
        let one =
            matches!(self, Role::Worker | Role::Supervisor | Role::Nurse | Role::HouseParent | Role::Keeper);
        one || planted(Fault::EverybodyWrites)
    }

    /// Whether this role reads people's files.
    pub fn reads(self) -> bool {
        self.writes() || self == Role::Reader
    }

    /// Whether this role reads the log and runs the proofs.
    pub fn audits(self) -> bool {
        matches!(self, Role::Auditor | Role::Keeper | Role::Supervisor)
    }

    /// Whether this role moves files to other compartments, imports and exports registers, and opens reports.
    pub fn directs(self) -> bool {
        matches!(self, Role::Supervisor | Role::Keeper)
    }
}

/// A member's standing in a compartment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The name colleagues know them by.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Ed25519 verifying key, 32 bytes.
    #[serde(with = "bytes")]
    pub sign: Vec<u8>,
    /// X-Wing public key, 1,216 bytes.
    #[serde(with = "bytes")]
    pub wrap: Vec<u8>,
    /// False once removed.
    pub active: bool,
}

/// What is said of a compartment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// The founding. Its entry's id is the compartment's id.
    Founded {
        /// Name of the house or team.
        name: String,
        /// What it is for.
        kind: Kind,
        /// Which scene.
        scene: Scene,
        /// X-Wing public key of the inbox, where anyone may drop a sealed letter.
        #[serde(with = "bytes")]
        inbox: Vec<u8>,
    },
    /// A member, granted or removed.
    Member {
        /// Who.
        member: MemberId,
        /// Their standing.
        standing: Member,
        /// At a removal: how far each chain was known. What they wrote beyond it without having seen the removal is held.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pins: Vec<(NodeId, u64)>,
    },
    /// A node that writes here, with the Ed25519 key that signs its tips.
    Node {
        /// Which.
        node: NodeId,
        /// Its verifying key, 32 bytes.
        #[serde(with = "bytes")]
        sign: Vec<u8>,
        /// Where it stood when it was revoked: sequence and hash of its last accepted entry.
        revoked_at: Option<(u64, String)>,
    },
    /// A new epoch; its id is the id of the entry that says so.
    Epoch {
        /// Commitment to the epoch's key, 32 bytes.
        #[serde(with = "bytes")]
        commitment: Vec<u8>,
    },
    /// An entry that was held counts after all: a keeper has looked at it.
    Admitted {
        /// Which.
        entry: EntryId,
    },
    /// Who holds the shares of what is sealed into a notebook from now on, and how many of them open it.
    Custodians(Custodians),
    /// Break-glass at a node: who may open it there, two at a time; or that nobody may.
    BreakGlass {
        /// Which node.
        node: NodeId,
        /// How it is armed.
        armed: Option<Armed>,
    },
}

/// Who holds the shares of a sealed notebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Custodians {
    /// How many of them open a page together.
    pub threshold: u8,
    /// Members of the notebook.
    pub holders: Vec<MemberId>,
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Founded { .. } => "compartment/founded".into(),
            Fact::Member { member, .. } => member_slot(member),
            Fact::Node { node, .. } => format!("compartment/node/{node}"),
            Fact::Epoch { .. } => "compartment/epoch".into(),
            Fact::Admitted { entry } => format!("compartment/admitted/{entry}"),
            Fact::Custodians(_) => "compartment/custodians".into(),
            Fact::BreakGlass { node, .. } => format!("compartment/break-glass/{node}"),
        }
    }
}

/// The slot of a member's standing.
pub fn member_slot(member: &MemberId) -> String {
    format!("compartment/member/{member}")
}

/// A node's verifying key, and sequence and hash of its last accepted entry where it was revoked.
pub type NodeStanding = (Vec<u8>, Option<(u64, String)>);

/// The control file of a compartment, read.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Charter {
    /// Name.
    pub name: String,
    /// What it is for.
    pub kind: Option<Kind>,
    /// Which scene.
    pub scene: Scene,
    /// Public key of the inbox.
    pub inbox: Vec<u8>,
    /// Every member there ever was.
    pub members: BTreeMap<MemberId, Member>,
    /// Every node: its verifying key and where it was revoked.
    pub nodes: BTreeMap<NodeId, NodeStanding>,
    /// The entry whose epoch is written with (the newest by stamp and id), and every commitment by entry.
    pub epochs: Vec<(EntryId, Vec<u8>)>,
    /// The heads of the control file.
    pub heads: Vec<EntryId>,
    /// Everybody who was ever removed: by which entry, and how far each chain was known then.
    pub removals: Vec<(EntryId, MemberId, BTreeMap<NodeId, u64>)>,
    /// Everybody who was ever given another role in place of one they had: by which entry, which role, and how far each chain
    /// was known then.
    pub lowered: Vec<(EntryId, MemberId, Role, BTreeMap<NodeId, u64>)>,
    /// Every node that was ever revoked: by which entry, and its last number that counts.
    pub revocations: Vec<(EntryId, NodeId, u64)>,
    /// Held entries that a keeper admitted.
    pub admitted: BTreeSet<EntryId>,
    /// Who holds the shares of a notebook. Two that were said by keepers who had not seen each other both stand, and
    /// nothing is sealed until one of them settles it.
    pub custodians: Vec<Custodians>,
    /// Break-glass by node, where a keeper said anything of it; `None` where nobody may.
    pub break_glass: BTreeMap<NodeId, Option<Armed>>,
}

impl Charter {
    /// Reads the control file. Where a grant and a removal were said concurrently, the removal wins.
    pub fn of(file: &File) -> Charter {
        let mut charter = Charter { heads: file.heads.clone(), ..Charter::default() };
        for claims in file.claims.values() {
            for claim in claims {
                let Said_::Compartment(fact) = &claim.fact else { continue };
                charter.ever(file.told_by(claim).id, fact);
                if claim.overtaken_by.is_empty() {
                    charter.stands(fact);
                }
            }
        }
        let stamps: BTreeMap<EntryId, _> = file.told.iter().map(|told| (told.id, told.stamp)).collect();
        charter.epochs.sort_by_key(|(id, _)| (stamps.get(id).copied().unwrap_or_default(), *id));
        charter
    }

    /// What keeps its effect whatever was said after it.
    fn ever(&mut self, said: EntryId, fact: &Fact) {
        match fact {
            // An epoch is known by its entry: one entry announces one.
            Fact::Epoch { .. } if self.epochs.iter().any(|(id, _)| *id == said) => {}
            Fact::Epoch { commitment } => self.epochs.push((said, commitment.clone())),
            Fact::Member { member, standing, pins } if !standing.active => {
                self.removals.push((said, *member, pins.iter().copied().collect()));
            }
            Fact::Member { member, standing, pins } if !pins.is_empty() => {
                self.lowered.push((said, *member, standing.role, pins.iter().copied().collect()));
            }
            Fact::Node { node, revoked_at: Some((seq, _)), .. } => self.revocations.push((said, *node, *seq)),
            Fact::Admitted { entry } => drop(self.admitted.insert(*entry)),
            _ => {}
        }
    }

    fn stands(&mut self, fact: &Fact) {
        match fact {
            Fact::Founded { name, kind, scene, inbox } => {
                (self.name, self.kind, self.scene, self.inbox) =
                    (name.clone(), Some(*kind), *scene, inbox.clone());
            }
            Fact::Member { member, standing, .. } => {
                self.members
                    .entry(*member)
                    .and_modify(|m| {
                        if m.active && !standing.active {
                            *m = standing.clone();
                        }
                    })
                    .or_insert_with(|| standing.clone());
            }
            Fact::Node { node, sign, revoked_at } => {
                self.nodes.insert(*node, (sign.clone(), revoked_at.clone()));
            }
            Fact::Custodians(custodians) => self.custodians.push(custodians.clone()),
            Fact::BreakGlass { node, armed } => {
                // Of what two keepers said who had not seen each other, the one that shuts it wins.
                let known = self.break_glass.entry(*node).or_insert_with(|| armed.clone());
                if armed.is_none() {
                    *known = None;
                }
            }
            Fact::Epoch { .. } | Fact::Admitted { .. } => {}
        }
    }

    /// Somebody who may take part in break-glass at some node.
    pub fn takes_part(&self, member: &MemberId) -> Option<&Participant> {
        self.break_glass.values().flatten().find_map(|armed| armed.person(member))
    }

    /// The role a member holds; `None` once removed or never granted.
    pub fn role(&self, member: &MemberId) -> Option<Role> {
        self.members.get(member).filter(|m| m.active || planted(Fault::RemovedStay)).map(|m| m.role)
    }
}

/// Bytes as a byte string on the wire and as hexadecimal for people.
pub mod bytes {
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes bytes.
    pub fn serialize<S: Serializer>(bytes: &[u8], s: S) -> Result<S::Ok, S::Error> {
        if s.is_human_readable() {
            s.serialize_str(&bytes.iter().map(|b| format!("{b:02x}")).collect::<String>())
        } else {
            s.serialize_bytes(bytes)
        }
    }

    /// Reads bytes; the length is judged where they are used.
    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<u8>, D::Error> {
        if d.is_human_readable() {
            let text = String::deserialize(d)?;
            if !text.is_ascii() || !text.len().is_multiple_of(2) {
                return Err(serde::de::Error::custom("not hexadecimal"));
            }
            (0..text.len())
                .step_by(2)
                .map(|i| u8::from_str_radix(&text[i..i + 2], 16).map_err(serde::de::Error::custom))
                .collect()
        } else {
            d.deserialize_byte_buf(Buf)
        }
    }

    struct Buf;

    impl<'de> serde::de::Visitor<'de> for Buf {
        type Value = Vec<u8>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("bytes")
        }

        fn visit_bytes<E: serde::de::Error>(self, v: &[u8]) -> Result<Vec<u8>, E> {
            Ok(v.to_vec())
        }

        fn visit_byte_buf<E: serde::de::Error>(self, v: Vec<u8>) -> Result<Vec<u8>, E> {
            Ok(v)
        }
    }
}
