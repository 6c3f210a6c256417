//! The clear form of an entry, its id and its author's signature.

use super::labels::{shortened, written_out};
use super::{BODY_MAX, BODY_VERSION, EVENT_VERSION, HEADS_MAX, WireProblem};
use crate::aead::bound;
use crate::cbor;
use crate::chance::{Chance, random};
use crate::keys::{MemberKeys, verifies};
use domain::compartment::bytes as octets;
use domain::entry::{Entry, Event, FACTS_MAX, Fact, Stamp};
use domain::id::{CompartmentId, EntryId, FileId, MemberId, NodeId};
use serde::{Deserialize, Serialize};

const ID: &str = "relais journal suite 0: id of an entry";
const SIGNATURE: &str = "relais/0/author";

/// Zeros behind the clear form. What is hashed last stays in a buffer on the stack, block by block: of BLAKE3 64 bytes, of
/// SHA-512 within a signature 128. There a word would stay after the node was locked; zeros may.
const HASHED_TOGETHER: usize = 128;

/// What an author is about to say.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The compartment it is written in.
    pub origin: CompartmentId,
    /// The file it speaks of.
    pub file: FileId,
    /// The node it is written at.
    pub on: NodeId,
    /// When, by that node's hybrid clock.
    pub stamp: Stamp,
    /// The heads of the file that the author had before them.
    pub after: Vec<EntryId>,
    /// The heads of the compartment's control file that the author had.
    pub control: Vec<EntryId>,
    /// What it says.
    pub facts: Vec<Fact>,
}

/// An entry with the bytes its author signed. The body is sealed unchanged wherever the file goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The entry, read.
    pub entry: Entry,
    /// Its body.
    pub body: Vec<u8>,
}

/// Bytes that CBOR writes as one byte string.
#[derive(Serialize, Deserialize)]
struct Octets(#[serde(with = "octets")] Vec<u8>);

/// The body, field by field. A tuple, so that CBOR writes an array and names cost nothing.
#[derive(Serialize, Deserialize)]
struct Body(
    u8,
    Octets,
    CompartmentId,
    FileId,
    MemberId,
    NodeId,
    Stamp,
    Vec<EntryId>,
    Vec<EntryId>,
    u16,
    Octets,
    Octets,
);

/// An entry with its id and its author's signature. `after` and `control` are sorted and each head stands once.
pub fn write(author: &MemberKeys, draft: Draft, chance: &mut dyn Chance) -> Result<Signed, WireProblem> {
    if draft.facts.len() > FACTS_MAX {
        return Err(WireProblem::TooManyFacts(draft.facts.len()));
    }
    let mut event = Vec::with_capacity(256);
    ciborium::into_writer(&draft.facts, &mut event).map_err(|_| WireProblem::Malformed("list of facts"))?;
    if event.len() > BODY_MAX {
        return Err(WireProblem::TooLarge(event.len()));
    }
    let event = shortened(&event);
    let known = Event::Known(draft.facts.clone());
    sign(author, draft, EVENT_VERSION, event, known, chance)
}

/// The founding entry of a compartment, whose origin is zeros: its id is the compartment's id.
pub fn founding(
    author: &MemberKeys,
    on: NodeId,
    stamp: Stamp,
    file: FileId,
    facts: Vec<Fact>,
    chance: &mut dyn Chance,
) -> Result<Signed, WireProblem> {
    let origin = CompartmentId::default();
    write(author, Draft { origin, file, on, stamp, after: Vec::new(), control: Vec::new(), facts }, chance)
}

/// What a newer version would write: an event of another version, whatever its bytes. The draft's facts are not
/// used. With it, a test shows that this version keeps, forwards and verifies what it cannot read.
pub fn write_newer(
    author: &MemberKeys,
    draft: Draft,
    event_version: u16,
    event: Vec<u8>,
    chance: &mut dyn Chance,
) -> Result<Signed, WireProblem> {
    let unknown = understood(event_version, &event)?;
    sign(author, draft, event_version, event, unknown, chance)
}

fn sign(
    author: &MemberKeys,
    draft: Draft,
    event_version: u16,
    event_bytes: Vec<u8>,
    event: Event,
    chance: &mut dyn Chance,
) -> Result<Signed, WireProblem> {
    let heads = |mut ids: Vec<EntryId>| {
        ids.sort_unstable();
        ids.dedup();
        if ids.len() > HEADS_MAX { Err(WireProblem::TooManyHeads(ids.len())) } else { Ok(ids) }
    };
    let Draft { origin, file, on, stamp, after, control, .. } = draft;
    let (after, control) = (heads(after)?, heads(control)?);
    let salt = Octets(random::<16>(chance).to_vec());
    let (event_octets, none) = (Octets(event_bytes), Octets(vec![0; 64]));
    let by = author.member();
    let mut body = Body(
        BODY_VERSION,
        salt,
        origin,
        file,
        by,
        on,
        stamp,
        after,
        control,
        event_version,
        event_octets,
        none,
    );
    let clear = body.clear();
    let id = id_of(&clear);
    body.11 = Octets(author.sign(&bound(SIGNATURE, &[id.bytes(), &clear])).to_vec());
    let bytes = body.encode()?;
    if bytes.len() > BODY_MAX {
        return Err(WireProblem::TooLarge(bytes.len()));
    }
    Ok(Signed { entry: body.entry(id, event), body: bytes })
}

/// Reads a body. Its id follows from it; whether its author signed it is [`verify_author`]'s to say. An event this
/// version cannot read comes back as [`Event::Unknown`], and id and signature hold all the same.
pub fn read(body: &[u8]) -> Result<Signed, WireProblem> {
    let form = Body::decode(body)?;
    let event = understood(form.9, &form.10.0)?;
    let id = id_of(&form.clear());
    Ok(Signed { entry: form.entry(id, event), body: body.to_vec() })
}

/// Refuses an entry that the holder of `sign_key` did not sign, and one whose read form is not that of its body.
pub fn verify_author(signed: &Signed, sign_key: &[u8]) -> Result<(), WireProblem> {
    let form = Body::decode(&signed.body)?;
    let clear = form.clear();
    let id = id_of(&clear);
    let good = id == signed.entry.id
        && form.4 == signed.entry.by
        && verifies(sign_key, &bound(SIGNATURE, &[id.bytes(), &clear]), &form.11.0);
    if good { Ok(()) } else { Err(WireProblem::NotTheAuthor) }
}

impl Body {
    /// The fixed layout that id and signature are over: version, salt, origin, file, by, on, stamp, then `after` and
    /// `control` each behind a 16-bit count, the event's version and the event behind a 32-bit length, and zeros. Big-endian.
    fn clear(&self) -> Vec<u8> {
        let Body(version, salt, origin, file, by, on, stamp, after, control, event_version, event, _) = self;
        let heads = 24 * (after.len() + control.len());
        let mut out = Vec::with_capacity(128 + heads + event.0.len() + HASHED_TOGETHER);
        out.push(*version);
        out.extend_from_slice(&salt.0);
        for id in [origin.bytes(), file.bytes(), by.bytes(), on.bytes()] {
            out.extend_from_slice(id);
        }
        out.extend_from_slice(&stamp.0.to_be_bytes());
        for ids in [after, control] {
            out.extend_from_slice(&(ids.len() as u16).to_be_bytes());
            ids.iter().for_each(|id| out.extend_from_slice(id.bytes()));
        }
        out.extend_from_slice(&event_version.to_be_bytes());
        out.extend_from_slice(&(event.0.len() as u32).to_be_bytes());
        out.extend_from_slice(&event.0);
        out.resize(out.len() + HASHED_TOGETHER, 0);
        out
    }

    fn encode(&self) -> Result<Vec<u8>, WireProblem> {
        let mut out = Vec::with_capacity(320 + self.10.0.len());
        ciborium::into_writer(self, &mut out).map_err(|_| WireProblem::Malformed("body"))?;
        Ok(out)
    }

    fn decode(bytes: &[u8]) -> Result<Body, WireProblem> {
        if bytes.len() > BODY_MAX {
            return Err(WireProblem::TooLarge(bytes.len()));
        }
        // The version stands behind the array's head; a newer form may have other fields, so it is looked at first.
        match bytes {
            [0x80..=0x97, BODY_VERSION, ..] => {}
            [0x80..=0x97, version @ 1..=23, ..] => return Err(WireProblem::UnknownBody(*version)),
            _ => return Err(WireProblem::Malformed("body")),
        }
        let form: Body = cbor::read(&mut &bytes[..]).map_err(|_| WireProblem::Malformed("body"))?;
        if form.1.0.len() != 16 || form.11.0.len() != 64 {
            return Err(WireProblem::Malformed("body"));
        }
        for heads in [&form.7, &form.8] {
            if heads.len() > HEADS_MAX {
                return Err(WireProblem::TooManyHeads(heads.len()));
            }
            if !heads.is_sorted_by(|a, b| a < b) {
                return Err(WireProblem::NotCanonical);
            }
        }
        // One content, one encoding: longer integers, indefinite lengths or trailing bytes are refused.
        if form.encode()? == bytes { Ok(form) } else { Err(WireProblem::NotCanonical) }
    }

    fn entry(self, id: EntryId, event: Event) -> Entry {
        let Body(_, _, origin, file, by, on, stamp, after, control, ..) = self;
        Entry { id, origin, file, by, on, stamp, after, control, event }
    }
}

fn id_of(clear: &[u8]) -> EntryId {
    let hash = blake3::derive_key(ID, clear);
    let mut id = EntryId::default();
    id.0.copy_from_slice(&hash[..24]);
    id
}

/// The facts of an event, where this version reads all of it.
fn understood(version: u16, bytes: &[u8]) -> Result<Event, WireProblem> {
    if version != EVENT_VERSION {
        return Ok(Event::Unknown(bytes.to_vec()));
    }
    let Some(event) = written_out(bytes, BODY_MAX) else { return Ok(Event::Unknown(bytes.to_vec())) };
    let mut rest = &event[..];
    let facts: Result<Vec<Fact>, _> = cbor::read(&mut rest);
    match facts {
        Ok(facts) if facts.len() > FACTS_MAX => Err(WireProblem::TooManyFacts(facts.len())),
        Ok(facts) if rest.is_empty() => Ok(Event::Known(facts)),
        _ => Ok(Event::Unknown(bytes.to_vec())),
    }
}
