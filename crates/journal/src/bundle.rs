//! A bundle: pages for named members in one file, for the courier's pocket. The same pages as between two nodes that
//! meet; it may be opened late, twice, or in another order than it was made.
//!
//! **Layout.** Magic and version (8 bytes), bundle id (16), number of recipients (2), for each of them a wrap of the
//! content key without a name, then chunks of at most 64 KiB, each sealed under the content key with its number and
//! whether it is the last as associated data, so that a bundle cut short or put together from two does not open.
//! Inside: frames, each a length and a CBOR value; the first is the [`Manifest`], signed by the node that made it.

use crate::aead::{self, NONCE, TAG, bound};
use crate::chance::{Chance, random};
use crate::exchange::{Height, MESSAGE_MAX};
use crate::keys::{MemberKeys, MemberPublic, NodeKey, NodePublic, hybrid, verifies};
use domain::compartment::bytes as octets;
use domain::id::{CompartmentId, NodeId};
use domain::planted::{Fault, planted};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};
use zeroize::Zeroizing;

const MAGIC: &[u8; 8] = b"RELAIS\x01\x00";
const WRAP: &str = "relais/0/bundle-key";
const CHUNK: &str = "relais/0/bundle-chunk";
const MADE: &str = "relais/0/bundle-made";
/// Bytes of clear content in a chunk.
const CHUNK_LEN: usize = 64 << 10;
/// Most recipients.
pub const RECIPIENTS_MAX: usize = 500;
const WRAPPED: usize = crate::keys::WRAP_OVERHEAD + 32;

/// What a bundle holds, by the word of the node that made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The node that made it.
    pub by: NodePublic,
    /// When, in milliseconds since 1970, by that node's clock.
    pub made_ms: u64,
    /// For each compartment, how far that node knows every chain.
    pub frontiers: Vec<(CompartmentId, Vec<(NodeId, Height)>)>,
    /// Its signature over all this and the bundle's id.
    #[serde(with = "octets")]
    pub signature: Vec<u8>,
}

/// What everybody can see of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outside {
    /// Its id, hexadecimal.
    pub bundle: String,
    /// For how many recipients.
    pub recipients: usize,
    /// Bytes of sealed content.
    pub sealed: u64,
}

/// Why a bundle does not open.
#[derive(Debug, thiserror::Error)]
pub enum BundleProblem {
    /// Not a bundle.
    #[error("this is no bundle")]
    NoBundle,
    /// Made by a newer version.
    #[error("the bundle is of version {0}; a newer version is needed to open it")]
    Unknown(u8),
    /// None of its wraps is for this member.
    #[error("the bundle is not for this member")]
    NotForYou,
    /// Cut short, altered, or put together from several.
    #[error("the bundle is cut short or altered; nothing of it was taken in")]
    Altered,
    /// Too many recipients, or a frame that is too long.
    #[error("the bundle holds more than one may")]
    TooLarge,
    /// The disk.
    #[error("{0}")]
    Disk(#[from] io::Error),
}

impl Manifest {
    /// A manifest signed by the node that makes the bundle.
    pub fn signed(
        bundle: &[u8; 16],
        by: &NodeKey,
        made_ms: u64,
        frontiers: Vec<(CompartmentId, Vec<(NodeId, Height)>)>,
    ) -> Manifest {
        let mut manifest = Manifest { by: by.public(), made_ms, frontiers, signature: Vec::new() };
        manifest.signature = by.sign(&manifest.message(bundle)).to_vec();
        manifest
    }

    fn message(&self, bundle: &[u8; 16]) -> Vec<u8> {
        let mut content = Vec::new();
        let parts = (&self.by, self.made_ms, &self.frontiers);
        ciborium::into_writer(&parts, &mut content).expect("a vector takes every byte");
        bound(MADE, &[bundle, &blake3::derive_key("relais journal suite 0: manifest", &content)])
    }
}

/// Writes a bundle.
pub struct Writer<W: Write> {
    out: W,
    key: Zeroizing<[u8; 32]>,
    /// Its id.
    pub bundle: [u8; 16],
    chunk: Vec<u8>,
    number: u64,
}

impl<W: Write> Writer<W> {
    /// Begins a bundle for these members. Their names stand nowhere in it.
    pub fn new(
        mut out: W,
        recipients: &[MemberPublic],
        chance: &mut dyn Chance,
    ) -> Result<Writer<W>, BundleProblem> {
        if recipients.is_empty() || recipients.len() > RECIPIENTS_MAX {
            return Err(BundleProblem::TooLarge);
        }
        let bundle = random::<16>(chance);
        let key = Zeroizing::new(random::<32>(chance));
        out.write_all(MAGIC)?;
        out.write_all(&bundle)?;
        out.write_all(&(recipients.len() as u16).to_be_bytes())?;
        for recipient in recipients {
            let wrap = hybrid::seal_to(&recipient.wrap, WRAP, &bundle, &key[..], chance)
                .map_err(|_| BundleProblem::NotForYou)?;
            out.write_all(&wrap)?;
        }
        Ok(Writer { out, key, bundle, chunk: Vec::with_capacity(CHUNK_LEN), number: 0 })
    }

    /// Adds a frame.
    pub fn frame(&mut self, frame: &impl Serialize, chance: &mut dyn Chance) -> Result<(), BundleProblem> {
        let mut bytes = vec![0; 4];
        ciborium::into_writer(frame, &mut bytes).map_err(|_| BundleProblem::TooLarge)?;
        let len = bytes.len() - 4;
        if len > MESSAGE_MAX {
            return Err(BundleProblem::TooLarge);
        }
        bytes[..4].copy_from_slice(&(len as u32).to_be_bytes());
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(CHUNK_LEN - self.chunk.len()));
            self.chunk.extend_from_slice(now);
            rest = later;
            if self.chunk.len() == CHUNK_LEN {
                self.seal(false, chance)?;
            }
        }
        Ok(())
    }

    /// Ends the bundle: without this it does not open.
    pub fn finish(mut self, chance: &mut dyn Chance) -> Result<W, BundleProblem> {
        self.seal(true, chance)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn seal(&mut self, last: bool, chance: &mut dyn Chance) -> Result<(), BundleProblem> {
        let nonce = random::<NONCE>(chance);
        let aad = chunk_place(&self.bundle, self.number, last);
        aead::lock(&self.key, &nonce, &aad, &mut self.chunk, 0);
        self.out.write_all(&[u8::from(last)])?;
        self.out.write_all(&(self.chunk.len() as u32).to_be_bytes())?;
        self.out.write_all(&nonce)?;
        self.out.write_all(&self.chunk)?;
        self.chunk.clear();
        self.number += 1;
        Ok(())
    }
}

fn chunk_place(bundle: &[u8; 16], number: u64, last: bool) -> Vec<u8> {
    bound(CHUNK, &[bundle, &number.to_be_bytes(), &[u8::from(last)]])
}

/// The head of a bundle: its id and its wraps.
fn head(from: &mut impl Read) -> Result<([u8; 16], Vec<Vec<u8>>), BundleProblem> {
    let mut magic = [0; 8];
    from.read_exact(&mut magic).map_err(|_| BundleProblem::NoBundle)?;
    if magic[..6] != MAGIC[..6] {
        return Err(BundleProblem::NoBundle);
    }
    if magic != *MAGIC {
        return Err(BundleProblem::Unknown(magic[6]));
    }
    let (mut bundle, mut count) = ([0; 16], [0; 2]);
    from.read_exact(&mut bundle).map_err(|_| BundleProblem::Altered)?;
    from.read_exact(&mut count).map_err(|_| BundleProblem::Altered)?;
    let count = usize::from(u16::from_be_bytes(count));
    if count == 0 || count > RECIPIENTS_MAX {
        return Err(BundleProblem::TooLarge);
    }
    let mut wraps = Vec::with_capacity(count);
    for _ in 0..count {
        let mut wrap = vec![0; WRAPPED];
        from.read_exact(&mut wrap).map_err(|_| BundleProblem::Altered)?;
        wraps.push(wrap);
    }
    Ok((bundle, wraps))
}

/// What a bundle shows to anybody, without a key.
pub fn outside(from: &mut impl Read) -> Result<Outside, BundleProblem> {
    let (bundle, wraps) = head(from)?;
    let sealed = io::copy(from, &mut io::sink())?;
    let bundle = bundle.iter().map(|b| format!("{b:02x}")).collect();
    Ok(Outside { bundle, recipients: wraps.len(), sealed })
}

/// Reads a bundle.
pub struct Reader<R: Read> {
    from: R,
    key: Zeroizing<[u8; 32]>,
    bundle: [u8; 16],
    chunk: Zeroizing<Vec<u8>>,
    read: usize,
    number: u64,
    ended: bool,
}

impl<R: Read> Reader<R> {
    /// Opens a bundle for a member.
    pub fn open(mut from: R, member: &MemberKeys) -> Result<Reader<R>, BundleProblem> {
        let (bundle, wraps) = head(&mut from)?;
        let key = wraps.iter().find_map(|wrap| member.pair().open(WRAP, &bundle, wrap));
        let key = key.ok_or(BundleProblem::NotForYou)?;
        let key: [u8; 32] = key.as_slice().try_into().map_err(|_| BundleProblem::Altered)?;
        let chunk = Zeroizing::new(Vec::new());
        Ok(Reader { from, key: Zeroizing::new(key), bundle, chunk, read: 0, number: 0, ended: false })
    }

    /// The manifest, which must come first; refused where its node did not sign it for this bundle.
    pub fn manifest(&mut self) -> Result<Manifest, BundleProblem> {
        let manifest: Manifest = self.frame()?.ok_or(BundleProblem::Altered)?;
        let good = verifies(&manifest.by.sign, &manifest.message(&self.bundle), &manifest.signature);
        if good { Ok(manifest) } else { Err(BundleProblem::Altered) }
    }

    /// The next frame; `None` after the last. An end that was not written as one is [`BundleProblem::Altered`].
    pub fn frame<T: DeserializeOwned>(&mut self) -> Result<Option<T>, BundleProblem> {
        let mut len = [0; 4];
        let begun = self.fill(&mut len)?;
        if begun == 0 {
            return Ok(None);
        }
        let len = u32::from_be_bytes(len) as usize;
        if begun < 4 {
            return Err(BundleProblem::Altered);
        }
        if len > MESSAGE_MAX {
            return Err(BundleProblem::TooLarge);
        }
        let mut bytes = vec![0; len];
        if self.fill(&mut bytes)? < len {
            return Err(BundleProblem::Altered);
        }
        let mut rest = bytes.as_slice();
        let frame = ciborium::de::from_reader_with_recursion_limit(&mut rest, 12)
            .map_err(|_| BundleProblem::Altered)?;
        if rest.is_empty() { Ok(Some(frame)) } else { Err(BundleProblem::Altered) }
    }

    /// Reads to the end without looking: whether the whole bundle is there and unaltered.
    pub fn check(&mut self) -> Result<(), BundleProblem> {
        while !self.ended {
            self.next()?;
        }
        Ok(())
    }

    fn fill(&mut self, into: &mut [u8]) -> Result<usize, BundleProblem> {
        let mut filled = 0;
        while filled < into.len() {
            if self.read == self.chunk.len() {
                if self.ended {
                    break;
                }
                self.next()?;
                continue;
            }
            let n = (into.len() - filled).min(self.chunk.len() - self.read);
            into[filled..filled + n].copy_from_slice(&self.chunk[self.read..self.read + n]);
            filled += n;
            self.read += n;
        }
        Ok(filled)
    }

    fn next(&mut self) -> Result<(), BundleProblem> {
        let cut = |_| BundleProblem::Altered;
        let (mut last, mut len, mut nonce) = ([0; 1], [0; 4], [0; NONCE]);
        self.from.read_exact(&mut last).map_err(cut)?;
        self.from.read_exact(&mut len).map_err(cut)?;
        self.from.read_exact(&mut nonce).map_err(cut)?;
        let len = u32::from_be_bytes(len) as usize;
        if len > CHUNK_LEN + TAG || last[0] > 1 {
            return Err(BundleProblem::Altered);
        }
        let mut sealed = Zeroizing::new(vec![0; len]);
        self.from.read_exact(&mut sealed).map_err(cut)?;
        self.ended = last[0] == 1;
        let aad = chunk_place(&self.bundle, self.number, self.ended);
        let clear = aead::unlock(&self.key, &nonce, &aad, &mut sealed).ok_or(BundleProblem::Altered)?.len();
        sealed.truncate(clear);
        if self.ended && self.from.read(&mut [0])? > 0 && !planted(Fault::CutEnds) {
            return Err(BundleProblem::Altered);
        }
        (self.chunk, self.read) = (sealed, 0);
        self.number += 1;
        Ok(())
    }
}
