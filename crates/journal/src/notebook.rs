//! Pages of sealed notebooks as bytes. Each page has a key of its own; the key is split so that `k` of `n` custodians
//! make it again together and fewer learn nothing of it; each share is sealed to one custodian.
//!
//! Commitments to every share and to the key are kept beside them: a wrong share, or one too few, is refused by name
//! instead of giving a wrong key. The same secret is never split twice: a page that was opened gets a fresh key.

use crate::aead::{NONCE, TAG, bound, lock, unlock};
use crate::chance::{Chance, Draw, random};
use crate::keys::hybrid::{Pair, seal_to};
use crate::keys::{KeyProblem, MemberKeys, tagged, verifies};
use domain::compartment::bytes as octets;
use domain::id::{CompartmentId, FileId, Key, MemberId};
use domain::notebook::{HOLDERS_MAX, Leaf, Page, Share, THRESHOLD_MIN};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use vsss_rs::Gf256;
use zeroize::Zeroizing;

const TEXT: &str = "relais/0/page of a notebook";
const SHARE: &str = "relais/0/share of a page";
const ANSWER: &str = "relais/0/shares for an opening";
const SIGNED: &str = "relais/0/who sealed a page";
const OF_SHARE: &str = "relais journal suite 0: commitment to a share of a page";
const OF_KEY: &str = "relais journal suite 0: commitment to the key of a page";
const LEAF: &str = "relais journal suite 0: content of a page";
const OPENING_SECRET: u8 = 0x40;
/// Bytes of a share: whose turn, and one byte for each of the key.
pub const SHARE_LEN: usize = 33;
/// Sizes of a page's text before it is sealed; longer ones do not exist.
pub const TEXT_CLASSES: [usize; 2] = [2 << 10, 8 << 10];
/// Most shares in one wrap of an answer.
pub const SHARES_IN_WRAP: usize = 64;

/// Why a page could not be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotebookProblem {
    /// A threshold or a number of custodians that no notebook has.
    #[error("a page needs at least two custodians, one to spare, and at most {HOLDERS_MAX}")]
    Custodians,
    /// A custodian's key is none.
    #[error("a custodian's key is none")]
    Key,
    /// More than a page holds.
    #[error("the text is longer than a page")]
    TooLong,
    /// Fewer shares than open it.
    #[error("{have} shares are here, {need} are needed")]
    TooFew {
        /// Here.
        have: usize,
        /// Needed.
        need: usize,
    },
    /// A share that is not the one its holder was given.
    #[error("the share of {0} is not the one they were given")]
    WrongShare(MemberId),
    /// The shares make another key than the page's.
    #[error("the shares do not make the key of this page")]
    WrongKey,
    /// It was altered, or belongs elsewhere.
    #[error("the page does not open: it was altered, or belongs to another notebook")]
    Altered,
}

impl From<KeyProblem> for NotebookProblem {
    fn from(_: KeyProblem) -> NotebookProblem {
        NotebookProblem::Key
    }
}

/// Where a page lies: its notebook and its file.
pub type At = (CompartmentId, FileId);

/// A custodian, as whoever seals knows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Their X-Wing public key.
    #[serde(with = "octets")]
    pub wrap: Vec<u8>,
}

/// What a page says and who wrote it, as it lies under the seal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// What it says.
    pub leaf: Leaf,
    /// Who wrote it.
    pub by: MemberId,
    /// The name they went by.
    pub name: String,
    #[serde(with = "octets")]
    signature: Vec<u8>,
}

impl Written {
    /// A leaf, signed by whoever writes it into this notebook.
    pub fn signed(notebook: &CompartmentId, leaf: Leaf, name: &str, keys: &MemberKeys) -> Written {
        let (by, name) = (keys.member(), name.to_string());
        let mut written = Written { leaf, by, name, signature: Vec::new() };
        written.signature = keys.sign(&written.message(notebook)).to_vec();
        written
    }

    /// Whether the member whose verifying key this is wrote it, into this notebook.
    pub fn proves(&self, notebook: &CompartmentId, sign: &[u8]) -> bool {
        verifies(sign, &self.message(notebook), &self.signature)
    }

    fn message(&self, notebook: &CompartmentId) -> Vec<u8> {
        let mut content = Vec::new();
        ciborium::into_writer(&(&self.leaf, &self.name), &mut content).expect("a vector takes every byte");
        let content = blake3::derive_key(LEAF, &content);
        bound(SIGNED, &[notebook.bytes(), self.by.bytes(), &content])
    }
}

/// Seals `written` for these custodians, `threshold` of whom open it. `None` seals a page that says nothing and only
/// proves that the notebook opens.
///
/// # Errors
/// Custodians that no notebook has; a text longer than a page.
pub fn seal(
    at: &At,
    written: Option<&Written>,
    threshold: u8,
    holders: &[Holder],
    chance: &mut dyn Chance,
) -> Result<Page, NotebookProblem> {
    if !is_a_circle(threshold, holders) {
        return Err(NotebookProblem::Custodians);
    }
    let key = Zeroizing::new(random::<32>(chance));
    let text = sealed_text(at, written, &key, chance)?;
    let parts = Gf256::split_array(usize::from(threshold), holders.len(), &key[..], Draw(chance))
        .map_err(|_| NotebookProblem::Custodians)?;
    let mut shares = Vec::with_capacity(holders.len());
    for (holder, part) in holders.iter().zip(parts) {
        let part = Zeroizing::new(part);
        shares.push(Share {
            holder: holder.member,
            commitment: commitment(at, &holder.member, &part).to_vec(),
            wrap: seal_to(&holder.wrap, SHARE, &context(at, &holder.member), &part, chance)?,
        });
    }
    let code = written.map(|written| written.leaf.code.clone()).unwrap_or_default();
    Ok(Page { code, threshold, text, key: of_key(at, &key).to_vec(), shares, follows: None })
}

/// Whether these are custodians as a notebook has them: two at least to open it, one to spare, nobody and no key twice.
pub fn is_a_circle(threshold: u8, holders: &[Holder]) -> bool {
    let members: BTreeSet<&MemberId> = holders.iter().map(|holder| &holder.member).collect();
    let keys: BTreeSet<&Vec<u8>> = holders.iter().map(|holder| &holder.wrap).collect();
    threshold >= THRESHOLD_MIN
        && holders.len() > usize::from(threshold)
        && holders.len() <= HOLDERS_MAX
        && members.len() == holders.len()
        && keys.len() == holders.len()
}

/// Whether every part of a page that came from elsewhere is as long as such parts are.
pub fn is_sound(page: &Page) -> bool {
    let text = TEXT_CLASSES.iter().any(|class| page.text.len() == NONCE + class + TAG);
    let share =
        |s: &Share| s.commitment.len() == 32 && s.wrap.len() == crate::keys::WRAP_OVERHEAD + SHARE_LEN;
    text && page.key.len() == 32 && page.shares.len() <= HOLDERS_MAX && page.shares.iter().all(share)
}

/// This member's share of a page, checked against what was committed to.
///
/// # Errors
/// They hold none, or it is not the one they were given.
pub fn own_share(keys: &MemberKeys, at: &At, page: &Page) -> Result<Zeroizing<Vec<u8>>, NotebookProblem> {
    let member = keys.member();
    let own = page.shares.iter().find(|share| share.holder == member);
    let wrap = &own.ok_or(NotebookProblem::WrongShare(member))?.wrap;
    let share = keys.pair().open(SHARE, &context(at, &member), wrap);
    let share = share.ok_or(NotebookProblem::WrongShare(member))?;
    if is_share(at, page, &member, &share) { Ok(share) } else { Err(NotebookProblem::WrongShare(member)) }
}

/// Opens a page with shares of its holders.
///
/// # Errors
/// Names whose share is wrong; too few; another key than the page's; a text that was altered.
pub fn open(
    at: &At,
    page: &Page,
    shares: &[(MemberId, Zeroizing<Vec<u8>>)],
) -> Result<Option<Written>, NotebookProblem> {
    let mut seen = BTreeSet::new();
    let mut parts: Zeroizing<Vec<Vec<u8>>> = Zeroizing::new(Vec::new());
    for (holder, share) in shares {
        if !is_share(at, page, holder, share) {
            return Err(NotebookProblem::WrongShare(*holder));
        }
        if seen.insert(*holder) {
            parts.push(share.to_vec());
        }
    }
    let need = usize::from(page.threshold.max(THRESHOLD_MIN));
    if parts.len() < need {
        return Err(NotebookProblem::TooFew { have: parts.len(), need });
    }
    let key = Gf256::combine_array(&parts[..need]).map_err(|_| NotebookProblem::WrongKey)?;
    let key = Zeroizing::new(key);
    let key: &[u8; 32] = key.as_slice().try_into().map_err(|_| NotebookProblem::WrongKey)?;
    if page.key != of_key(at, key) {
        return Err(NotebookProblem::WrongKey);
    }
    read_text(at, page, key)
}

/// The one-time key of an opening. Whoever asks keeps the secret half until the pages are open, and destroys it then: the
/// answers that lie in the notebook for ever open nothing afterwards.
pub struct OpeningKey(Pair);

impl OpeningKey {
    /// A fresh one.
    pub fn generate(chance: &mut dyn Chance) -> OpeningKey {
        OpeningKey(Pair::generate(chance))
    }

    /// The public half, 1,216 bytes.
    pub fn public(&self) -> Vec<u8> {
        self.0.public()
    }

    /// The secret half, 33 bytes.
    pub fn to_secret(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(vec![OPENING_SECRET]);
        out.extend_from_slice(&self.0.secret()[..]);
        out
    }

    /// The key of [`Self::to_secret`].
    pub fn from_secret(bytes: &[u8]) -> Result<OpeningKey, KeyProblem> {
        let pair = tagged(bytes, OPENING_SECRET).and_then(Pair::from_secret);
        pair.map(OpeningKey).ok_or(KeyProblem::Malformed("opening secret"))
    }

    /// The shares of an answer that `holder` wrapped for the opening `key` of this notebook.
    pub fn unwrap(
        &self,
        (notebook, key): (&CompartmentId, &Key),
        holder: &MemberId,
        wrap: &[u8],
    ) -> Option<Vec<(FileId, Zeroizing<Vec<u8>>)>> {
        let context = [notebook.bytes(), key.bytes(), holder.bytes()].concat();
        let clear = self.0.open(ANSWER, &context, wrap)?;
        let one = |bytes: &[u8]| {
            let (file, share) = bytes.split_at_checked(FileId::LEN)?;
            Some((FileId::from_slice(file)?, Zeroizing::new(share.to_vec())))
        };
        if clear.len() % (FileId::LEN + SHARE_LEN) != 0 {
            return None;
        }
        clear.chunks_exact(FileId::LEN + SHARE_LEN).map(one).collect()
    }
}

impl std::fmt::Debug for OpeningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OpeningKey(..)")
    }
}

/// Wraps shares of pages for an opening, as many wraps as it takes.
///
/// # Errors
/// The opening's key is none.
pub fn answer(
    (notebook, key): (&CompartmentId, &Key),
    to: &[u8],
    holder: &MemberId,
    shares: &[(FileId, Zeroizing<Vec<u8>>)],
    chance: &mut dyn Chance,
) -> Result<Vec<Vec<u8>>, NotebookProblem> {
    let context = [notebook.bytes(), key.bytes(), holder.bytes()].concat();
    let mut wraps = Vec::new();
    for some in shares.chunks(SHARES_IN_WRAP) {
        let mut clear = Zeroizing::new(Vec::with_capacity(some.len() * (FileId::LEN + SHARE_LEN)));
        for (file, share) in some {
            clear.extend_from_slice(file.bytes());
            clear.extend_from_slice(share);
        }
        wraps.push(seal_to(to, ANSWER, &context, &clear, chance)?);
    }
    Ok(wraps)
}

fn context((notebook, file): &At, holder: &MemberId) -> Vec<u8> {
    [notebook.bytes(), file.bytes(), holder.bytes()].concat()
}

fn commitment((notebook, file): &At, holder: &MemberId, share: &[u8]) -> [u8; 32] {
    let mut hash = blake3::Hasher::new_derive_key(OF_SHARE);
    hash.update(notebook.bytes()).update(file.bytes()).update(holder.bytes()).update(share);
    *hash.finalize().as_bytes()
}

fn of_key((notebook, file): &At, key: &[u8; 32]) -> [u8; 32] {
    let mut hash = blake3::Hasher::new_derive_key(OF_KEY);
    hash.update(notebook.bytes()).update(file.bytes()).update(key);
    *hash.finalize().as_bytes()
}

/// Whether this is the share that `holder` was given of the page.
pub fn is_share(at: &At, page: &Page, holder: &MemberId, share: &[u8]) -> bool {
    let committed = page.shares.iter().find(|s| s.holder == *holder).map(|s| s.commitment.as_slice());
    share.len() == SHARE_LEN && committed == Some(&commitment(at, holder, share))
}

/// What binds a text to its page: notebook, file, and under which code it is kept.
fn binds((notebook, file): &At, code: &str) -> Vec<u8> {
    let code = blake3::hash(code.as_bytes());
    bound(TEXT, &[notebook.bytes(), file.bytes(), code.as_bytes()])
}

fn sealed_text(
    at: &At,
    written: Option<&Written>,
    key: &[u8; 32],
    chance: &mut dyn Chance,
) -> Result<Vec<u8>, NotebookProblem> {
    let mut clear = Zeroizing::new(Vec::new());
    if let Some(written) = written {
        ciborium::into_writer(written, &mut *clear).map_err(|_| NotebookProblem::TooLong)?;
    }
    let class = TEXT_CLASSES.into_iter().find(|class| clear.len() + 4 <= *class);
    let class = class.ok_or(NotebookProblem::TooLong)?;
    let nonce = random::<NONCE>(chance);
    // Room for everything at once: a vector that grows would leave the clear text where it was.
    let mut out = Vec::with_capacity(NONCE + class + TAG);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&(clear.len() as u32).to_be_bytes());
    out.extend_from_slice(&clear);
    out.resize(NONCE + class, 0);
    let code = written.map(|written| written.leaf.code.as_str()).unwrap_or_default();
    lock(key, &nonce, &binds(at, code), &mut out, NONCE);
    Ok(out)
}

fn read_text(at: &At, page: &Page, key: &[u8; 32]) -> Result<Option<Written>, NotebookProblem> {
    let altered = NotebookProblem::Altered;
    let (nonce, sealed) = page.text.split_at_checked(NONCE).ok_or(altered)?;
    let mut sealed = Zeroizing::new(sealed.to_vec());
    let clear = unlock(key, nonce, &binds(at, &page.code), &mut sealed).ok_or(altered)?;
    let (len, rest) = clear.split_first_chunk::<4>().ok_or(altered)?;
    let len = usize::try_from(u32::from_be_bytes(*len)).map_err(|_| altered)?;
    let text = rest.get(..len).ok_or(altered)?;
    if text.is_empty() {
        return if page.proves() { Ok(None) } else { Err(altered) };
    }
    let written: Written = crate::cbor::read(&mut &text[..]).map_err(|_| altered)?;
    if written.leaf.code == page.code { Ok(Some(written)) } else { Err(altered) }
}
