//! The envelopes: a question is sealed to the node that is asked and signed by the one that asks; the answer is sealed
//! under a key that lies in the question. There is no session: a cut line costs one question.
//!
//! Whoever listens sees two addresses and lengths. Whoever records and replays a question gets an answer that only the
//! first asker can open. Only the node that was asked can have made the answer.

use super::message::{decode, encode};
use super::{Answer, Ask, Lost};
use crate::aead::{self, NONCE, bound};
use crate::chance::{Chance, random};
use crate::keys::{NodeKey, NodePublic, hybrid, verifies};
use domain::compartment::bytes as octets;
use domain::id::NodeId;
use domain::planted::{Fault, planted};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

const VERSION: u8 = 0;
const ASK: &str = "relais/0/ask";
const SIGNED: &str = "relais/0/ask-signed";
const ANSWER: &str = "relais/0/answer";
const CONTENT: &str = "relais journal suite 0: content of an ask";
const ENVELOPE: &str = "relais journal suite 0: envelope of an ask";
/// Sealed lengths are multiples of this.
const STEP: usize = 256;

/// What lies in the envelope of a question.
#[derive(Serialize, Deserialize)]
struct Sealed {
    by: NodeId,
    #[serde(with = "octets")]
    key: Vec<u8>,
    #[serde(with = "octets")]
    signature: Vec<u8>,
    #[serde(with = "octets")]
    ask: Vec<u8>,
}

/// A question that is under way, or that came: the key of its answer, and what the answer is bound to.
pub struct Asked {
    key: Zeroizing<[u8; 32]>,
    envelope: [u8; 32],
}

/// Seals a question to `to`; what to open the answer with.
pub fn seal_ask(
    ask: &Ask,
    by: &NodeKey,
    to: &NodePublic,
    chance: &mut dyn Chance,
) -> Result<(Vec<u8>, Asked), Lost> {
    let content = encode(ask)?;
    let key = Zeroizing::new(random::<32>(chance));
    let signature = by.sign(&message(&to.node(), &key, &content)).to_vec();
    let sealed = Sealed { by: by.node(), key: key.to_vec(), signature, ask: content };
    let clear = Zeroizing::new(padded(encode(&sealed)?));
    let body = hybrid::seal_to(&to.post, ASK, to.node().bytes(), &clear, chance)
        .map_err(|_| Lost::Here("the other node's key is none".into()))?;
    let mut out = Vec::with_capacity(1 + body.len());
    out.push(VERSION);
    out.extend_from_slice(&body);
    let envelope = blake3::derive_key(ENVELOPE, &out);
    Ok((out, Asked { key, envelope }))
}

/// Opens a question sealed to this node and signed by one it knows: who asks, and what.
///
/// # Errors
/// The same for a stranger, for another node's question and for an altered one: nothing is told.
pub fn open_ask(
    bytes: &[u8],
    mine: &NodeKey,
    known: impl Fn(&NodeId) -> Option<NodePublic>,
) -> Result<(NodePublic, Ask, Asked), Lost> {
    let refused = || Lost::Sense("this question is not for this node, or not from one it knows".into());
    let (version, body) = bytes.split_first().ok_or_else(refused)?;
    if *version != VERSION || body.len() > super::MESSAGE_MAX + 4096 {
        return Err(refused());
    }
    let clear = mine.post().open(ASK, mine.node().bytes(), body).ok_or_else(refused)?;
    let sealed: Sealed = unpadded(&clear).and_then(|c| decode(c).ok()).ok_or_else(refused)?;
    let peer = known(&sealed.by).ok_or_else(refused)?;
    let key: [u8; 32] = sealed.key.as_slice().try_into().map_err(|_| refused())?;
    if !verifies(&peer.sign, &message(&mine.node(), &key, &sealed.ask), &sealed.signature) {
        return Err(refused());
    }
    let ask = decode(&sealed.ask)?;
    Ok((peer, ask, Asked { key: Zeroizing::new(key), envelope: blake3::derive_key(ENVELOPE, bytes) }))
}

/// Seals the answer to a question.
pub fn seal_answer(answer: &Answer, asked: &Asked, chance: &mut dyn Chance) -> Result<Vec<u8>, Lost> {
    let clear = Zeroizing::new(padded(encode(answer)?));
    let nonce = random::<NONCE>(chance);
    let mut out = Vec::with_capacity(NONCE + clear.len() + aead::TAG);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&clear);
    aead::lock(&asked.key, &nonce, &bound(ANSWER, &[&asked.envelope]), &mut out, NONCE);
    Ok(out)
}

/// Opens the answer to a question. Only the node that was asked can have made it.
pub fn open_answer(bytes: &[u8], asked: &Asked) -> Result<Answer, Lost> {
    let refused =
        || Lost::Sense("the answer does not open: cut short, altered, or to another question".into());
    if bytes.len() < NONCE || bytes.len() > super::MESSAGE_MAX + 4096 {
        return Err(refused());
    }
    let (nonce, sealed) = bytes.split_at(NONCE);
    let mut sealed = Zeroizing::new(sealed.to_vec());
    let aad = bound(ANSWER, &[&asked.envelope]);
    let clear = aead::unlock(&asked.key, nonce, &aad, &mut sealed).ok_or_else(refused)?;
    decode(unpadded(clear).ok_or_else(refused)?)
}

fn message(to: &NodeId, key: &[u8; 32], ask: &[u8]) -> Vec<u8> {
    bound(SIGNED, &[to.bytes(), key, &blake3::derive_key(CONTENT, ask)])
}

/// Length, content, zeros.
fn padded(content: Vec<u8>) -> Vec<u8> {
    let mut out = Vec::with_capacity((4 + content.len()).next_multiple_of(STEP));
    out.extend_from_slice(&(content.len() as u32).to_be_bytes());
    out.extend_from_slice(&content);
    if planted(Fault::NoPadding) {
        return out;
    }
    out.resize(out.len().next_multiple_of(STEP), 0);
    out
}

fn unpadded(clear: &[u8]) -> Option<&[u8]> {
    let (len, rest) = clear.split_first_chunk::<4>()?;
    let (content, zeros) = rest.split_at_checked(u32::from_be_bytes(*len) as usize)?;
    (zeros.len() < STEP && zeros.iter().all(|b| *b == 0)).then_some(content)
}
