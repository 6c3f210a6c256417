//! Keys of members, nodes, compartments, files and databases, and how one is wrapped for another.
//!
//! Keys are wrapped to members, never to nodes. Every secret is wiped when dropped and prints nothing; none of them
//! is written anywhere by this crate.

pub(crate) mod hybrid;
mod symmetric;

pub use hybrid::wrap_for;
pub use symmetric::{DatabaseKey, EpochKey, FileKey, WRAPPED_FILE_KEY};

use crate::chance::{Chance, random};
use domain::id::{MemberId, NodeId};
use domain::planted::{Fault, planted};
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use hybrid::Pair;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::fmt;
use zeroize::Zeroizing;

/// Length of an X-Wing public key.
pub const WRAP_KEY_LEN: usize = 1216;
/// What a wrap adds to the secret inside: the encapsulated key (1,120) and a tag (16).
pub const WRAP_OVERHEAD: usize = 1136;
/// Most bytes a wrap may hold: a wrap is for keys, not for content.
pub const WRAP_MAX: usize = 4096;

/// First byte of a stored secret: which kind it is and how it is laid out.
const MEMBER_SECRET: u8 = 0x10;
const INBOX_SECRET: u8 = 0x20;
const NODE_SECRET: u8 = 0x31;
/// Bytes of a node's secret.
pub const NODE_SECRET_LEN: usize = 65;
const NODE_ID: &str = "relais journal suite 0: id of a node";

/// Why a key could not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyProblem {
    /// Not the bytes of a key of this kind.
    #[error("these bytes are no {0}")]
    Malformed(&'static str),
    /// It was not wrapped for this key, or not in this context, or it was altered.
    #[error("it does not open with this key in this place")]
    Refused,
    /// More than [`WRAP_MAX`] bytes to wrap.
    #[error("a wrap holds at most 4,096 bytes")]
    TooLong,
}

/// What others know of a member's keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberPublic {
    /// Whose.
    pub member: MemberId,
    /// Ed25519 verifying key, 32 bytes.
    pub sign: Vec<u8>,
    /// X-Wing public key, 1,216 bytes.
    pub wrap: Vec<u8>,
}

/// A member's secret keys: Ed25519 to sign entries, X-Wing (ML-KEM-768 with X25519) to receive wraps.
pub struct MemberKeys {
    member: MemberId,
    sign: SigningKey,
    wrap: Pair,
}

impl MemberKeys {
    /// Fresh keys for `member`.
    pub fn generate(member: MemberId, chance: &mut dyn Chance) -> MemberKeys {
        let seed = Zeroizing::new(random::<32>(chance));
        MemberKeys { member, sign: SigningKey::from_bytes(&seed), wrap: Pair::generate(chance) }
    }

    /// Whose keys they are.
    pub fn member(&self) -> MemberId {
        self.member
    }

    /// The public halves.
    pub fn public(&self) -> MemberPublic {
        MemberPublic {
            member: self.member,
            sign: self.sign.verifying_key().to_bytes().to_vec(),
            wrap: self.wrap.public(),
        }
    }

    /// The secret halves, 65 bytes, for a keyslot or a recovery kit.
    pub fn to_secret(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(Vec::with_capacity(65));
        out.push(MEMBER_SECRET);
        out.extend_from_slice(self.sign.as_bytes());
        out.extend_from_slice(&self.wrap.secret()[..]);
        out
    }

    /// Keys from [`Self::to_secret`].
    pub fn from_secret(member: MemberId, bytes: &[u8]) -> Result<MemberKeys, KeyProblem> {
        let malformed = KeyProblem::Malformed("member's secret");
        let (sign, wrap) =
            tagged(bytes, MEMBER_SECRET).and_then(|b| b.split_first_chunk::<32>()).ok_or(malformed)?;
        Ok(MemberKeys {
            member,
            sign: SigningKey::from_bytes(sign),
            wrap: Pair::from_secret(wrap).ok_or(malformed)?,
        })
    }

    /// What [`wrap_for`] sealed for this member in `context`.
    pub fn unwrap(&self, context: &[u8], wrap: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyProblem> {
        self.wrap.unwrap(context, wrap)
    }

    /// Ed25519 over `message`, which must begin with its domain.
    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.sign.sign(message).to_bytes()
    }

    pub(crate) fn pair(&self) -> &Pair {
        &self.wrap
    }
}

/// The key pair of a compartment's inbox. Its members hold the secret half; anyone may seal a letter to the other.
pub struct InboxKeys(Pair);

impl InboxKeys {
    /// A fresh pair.
    pub fn generate(chance: &mut dyn Chance) -> InboxKeys {
        InboxKeys(Pair::generate(chance))
    }

    /// The public half, 1,216 bytes.
    pub fn public(&self) -> Vec<u8> {
        self.0.public()
    }

    /// The secret half, 33 bytes, to be wrapped for members.
    pub fn to_secret(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(Vec::with_capacity(33));
        out.push(INBOX_SECRET);
        out.extend_from_slice(&self.0.secret()[..]);
        out
    }

    /// The pair from [`Self::to_secret`].
    pub fn from_secret(bytes: &[u8]) -> Result<InboxKeys, KeyProblem> {
        let pair = tagged(bytes, INBOX_SECRET).and_then(Pair::from_secret);
        pair.map(InboxKeys).ok_or(KeyProblem::Malformed("inbox secret"))
    }

    /// What [`wrap_for`] sealed for this inbox in `context`.
    pub fn unwrap(&self, context: &[u8], wrap: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyProblem> {
        self.0.unwrap(context, wrap)
    }

    pub(crate) fn pair(&self) -> &Pair {
        &self.0
    }
}

/// What others know of a node. Its id follows from its verifying key, so whoever holds a chain can prove whose it is
/// without being told by anybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodePublic {
    /// Ed25519 verifying key, 32 bytes: it proves the tips of the node's chains.
    #[serde(with = "domain::compartment::bytes")]
    pub sign: Vec<u8>,
    /// X-Wing public key, 1,216 bytes: what other nodes ask of it is sealed to this.
    #[serde(with = "domain::compartment::bytes")]
    pub post: Vec<u8>,
}

impl NodePublic {
    /// Which node it is.
    pub fn node(&self) -> NodeId {
        node_of(&self.sign)
    }
}

/// The node whose chains a verifying key proves.
pub fn node_of(verifying: &[u8]) -> NodeId {
    let mut id = NodeId::default();
    id.0.copy_from_slice(&blake3::derive_key(NODE_ID, verifying)[..NodeId::LEN]);
    id
}

/// A node's keys: Ed25519 signs the tips of its chains and what it asks of other nodes; X-Wing opens what they ask.
pub struct NodeKey {
    sign: SigningKey,
    post: Pair,
}

impl NodeKey {
    /// Fresh keys.
    pub fn generate(chance: &mut dyn Chance) -> NodeKey {
        let seed = Zeroizing::new(random::<32>(chance));
        NodeKey { sign: SigningKey::from_bytes(&seed), post: Pair::generate(chance) }
    }

    /// Which node they make.
    pub fn node(&self) -> NodeId {
        node_of(&self.verifying())
    }

    /// The verifying half.
    pub fn verifying(&self) -> [u8; 32] {
        self.sign.verifying_key().to_bytes()
    }

    /// Both public halves.
    pub fn public(&self) -> NodePublic {
        NodePublic { sign: self.verifying().to_vec(), post: self.post.public() }
    }

    /// The secret halves, 65 bytes.
    pub fn to_secret(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(Vec::with_capacity(NODE_SECRET_LEN));
        out.push(NODE_SECRET);
        out.extend_from_slice(self.sign.as_bytes());
        out.extend_from_slice(&self.post.secret()[..]);
        out
    }

    /// Keys from [`Self::to_secret`].
    pub fn from_secret(bytes: &[u8]) -> Result<NodeKey, KeyProblem> {
        let malformed = KeyProblem::Malformed("node's secret");
        let (sign, post) =
            tagged(bytes, NODE_SECRET).and_then(|b| b.split_first_chunk::<32>()).ok_or(malformed)?;
        Ok(NodeKey { sign: SigningKey::from_bytes(sign), post: Pair::from_secret(post).ok_or(malformed)? })
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.sign.sign(message).to_bytes()
    }

    pub(crate) fn post(&self) -> &Pair {
        &self.post
    }
}

macro_rules! silent {
    ($($name:ty),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    )*};
}

silent!(MemberKeys, InboxKeys, NodeKey, EpochKey, FileKey, DatabaseKey);

/// The rest of `bytes` when they begin with `tag`.
pub(crate) fn tagged(bytes: &[u8], tag: u8) -> Option<&[u8]> {
    bytes.split_first().filter(|(first, _)| **first == tag).map(|(_, rest)| rest)
}

/// Whether `signature` over `message` is `verifying`'s, by the strict rule: weak keys and altered encodings are
/// refused, so that two honest nodes never disagree.
pub(crate) fn verifies(verifying: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let (Ok(key), Ok(signature)) = (verifying.try_into(), signature.try_into()) else { return false };
    if planted(Fault::LaxSignatures) {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        let lax = |key: VerifyingKey| ed25519_dalek::Verifier::verify(&key, message, &signature);
        return VerifyingKey::from_bytes(key).is_ok_and(|key| lax(key).is_ok());
    }
    read_key(key).is_some_and(|key| {
        key.verify_strict(message, &ed25519_dalek::Signature::from_bytes(signature)).is_ok()
    })
}

/// A public key as a point of the curve. Most of what comes together was signed by one hand: the last key is kept as it was
/// read, which is a tenth of a verification.
fn read_key(bytes: &[u8; 32]) -> Option<VerifyingKey> {
    thread_local! {
        static LAST: Cell<Option<VerifyingKey>> = const { Cell::new(None) };
    }
    if let Some(last) = LAST.get().filter(|last| last.as_bytes() == bytes) {
        return Some(last);
    }
    let key = VerifyingKey::from_bytes(bytes).ok()?;
    LAST.set(Some(key));
    Some(key)
}
