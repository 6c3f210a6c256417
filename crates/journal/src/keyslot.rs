//! Sixteen equal keyslots: what opens a locked node by name and passphrase.
//!
//! A slot holds no name, and an unused slot looks like a used one: random bytes. A key is found by trying it on
//! every slot, so an unknown name and a wrong passphrase cost the same and end in the same refusal. Which slots are
//! taken stands sealed beside them; whoever has opened one slot can read that, and nobody else can count the members.
//!
//! Layout, fixed: magic (8), version, three zeros, memory in KiB (4), passes (4), salt (32), the sealed map of taken
//! slots (42), then 16 slots of 512 bytes. Each seal binds all that stands before the map, and its own index.

mod cost;

pub use cost::{Cost, Strength, strength};

use crate::aead::{self, NONCE, TAG, bound};
use crate::chance::{Chance, random};
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

/// How many slots there are: a house's people with a spare, and always this many.
pub const SLOTS: usize = 16;
/// Length of one slot.
pub const SLOT_LEN: usize = 512;
/// Longest secret in a slot.
pub const SECRET_MAX: usize = SLOT_LEN - NONCE - TAG - MAP_KEY - 2;
/// Length of the whole.
pub const KEYSLOTS_LEN: usize = HEAD + MAP + SLOTS * SLOT_LEN;

const MAGIC: &[u8; 8] = b"rls-keys";
const VERSION: u8 = 0;
const HEAD: usize = 8 + 4 + 4 + 4 + 32;
const MAP_KEY: usize = 32;
const MAP: usize = NONCE + 2 + TAG;
const SALT: &str = "relais journal suite 0: salt of a member's keyslot";
const SLOT: &str = "relais/0/keyslot";
const TAKEN: &str = "relais/0/keyslots-taken";

/// Why keyslots do not give a secret, or do not take one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyslotProblem {
    /// No slot opens: the name is unknown or the passphrase wrong; which of both is not told, here or by the time.
    #[error("no keyslot opens with this name and passphrase")]
    Refused,
    /// All 16 slots are taken.
    #[error("all 16 keyslots are taken; remove one first")]
    Full,
    /// Which slots are taken is not known before one has been opened.
    #[error("open a keyslot first: before that it is not known which ones are free")]
    Locked,
    /// No such slot, or nobody's.
    #[error("there is no taken keyslot of that number")]
    NoSuchSlot,
    /// More than [`SECRET_MAX`] bytes.
    #[error("a keyslot holds at most {SECRET_MAX} bytes")]
    TooLong,
    /// Argon2id parameters outside what is accepted.
    #[error("keyslots need at least 64 MiB of memory and 1 pass, and at most 4 GiB and 64 passes")]
    Cost,
    /// Not keyslots, or not whole.
    #[error("these bytes are no keyslots: {0}")]
    Damaged(&'static str),
    /// This machine could not give the memory that the cost asks for.
    #[error("not enough memory to try a passphrase")]
    Memory,
}

/// What name and passphrase make: it opens a slot, or none.
pub type SlotKey = Zeroizing<[u8; 32]>;

/// The keyslots of a node.
pub struct Keyslots {
    cost: Cost,
    salt: [u8; 32],
    map: [u8; MAP],
    slots: Vec<[u8; SLOT_LEN]>,
    /// Opens the map; known to whoever made the keyslots or has opened one of them.
    map_key: OnceLock<Zeroizing<[u8; MAP_KEY]>>,
}

impl std::fmt::Debug for Keyslots {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keyslots(..)")
    }
}

impl Keyslots {
    /// Sixteen slots that nothing opens.
    pub fn new(cost: Cost, chance: &mut dyn Chance) -> Keyslots {
        let slots = (0..SLOTS).map(|_| random(chance)).collect();
        let map_key = OnceLock::from(Zeroizing::new(random(chance)));
        let mut new = Keyslots { cost, salt: random(chance), map: [0; MAP], slots, map_key };
        // Cannot fail: the key of the map has just been made.
        let _ = new.take(0, chance);
        new
    }

    /// The bytes to be stored, [`KEYSLOTS_LEN`] of them.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = self.head();
        out.extend_from_slice(&self.map);
        self.slots.iter().for_each(|slot| out.extend_from_slice(slot));
        out
    }

    /// The keyslots from stored bytes. Parameters below the floor are refused, so that nobody can weaken them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Keyslots, KeyslotProblem> {
        let bytes: &[u8; KEYSLOTS_LEN] =
            bytes.try_into().map_err(|_| KeyslotProblem::Damaged("their length"))?;
        if &bytes[..8] != MAGIC {
            return Err(KeyslotProblem::Damaged("they begin otherwise"));
        }
        if bytes[8] != VERSION || bytes[9..12] != [0; 3] {
            return Err(KeyslotProblem::Damaged("their version is not known here"));
        }
        let number = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let cost = Cost::of(number(12), number(16))?;
        let (mut salt, mut map) = ([0; 32], [0; MAP]);
        salt.copy_from_slice(&bytes[20..HEAD]);
        map.copy_from_slice(&bytes[HEAD..HEAD + MAP]);
        let slots = bytes[HEAD + MAP..].as_chunks::<SLOT_LEN>().0.to_vec();
        Ok(Keyslots { cost, salt, map, slots, map_key: OnceLock::new() })
    }

    /// What a try costs.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// Puts a secret under name and passphrase, and says in which slot. Where the same two open a slot already, that
    /// slot is written again. On keyslots that were just read, one must be opened first.
    pub fn put(
        &mut self,
        member_name: &str,
        passphrase: &str,
        secret: &[u8],
        chance: &mut dyn Chance,
    ) -> Result<usize, KeyslotProblem> {
        let key = self.key(member_name, passphrase)?;
        self.put_under(&key, secret, chance)
    }

    /// As [`Keyslots::put`], under a key that [`Keyslots::key`] derived: that takes a quarter of a second, and needs
    /// nobody else to wait.
    pub fn put_under(
        &mut self,
        key: &SlotKey,
        secret: &[u8],
        chance: &mut dyn Chance,
    ) -> Result<usize, KeyslotProblem> {
        if secret.len() > SECRET_MAX {
            return Err(KeyslotProblem::TooLong);
        }
        let taken = self.taken()?;
        let slot = match self.find(key) {
            Some((slot, _)) => slot,
            None => free(taken, chance).ok_or(KeyslotProblem::Full)?,
        };
        self.fill(slot, key, secret, chance)?;
        self.take(taken | 1 << slot, chance)?;
        Ok(slot)
    }

    /// The secret under name and passphrase.
    pub fn open(&self, member_name: &str, passphrase: &str) -> Result<Zeroizing<Vec<u8>>, KeyslotProblem> {
        let key = self.key(member_name, passphrase)?;
        let (_, clear) = self.find(&key).ok_or(KeyslotProblem::Refused)?;
        self.learn(&clear)?;
        secret_of(&clear).ok_or(KeyslotProblem::Damaged("a slot's content"))
    }

    /// Puts the secret of `member_name` under another passphrase, in the same slot.
    pub fn change(
        &mut self,
        member_name: &str,
        old: &str,
        new: &str,
        chance: &mut dyn Chance,
    ) -> Result<usize, KeyslotProblem> {
        let key = self.key(member_name, old)?;
        let (slot, clear) = self.find(&key).ok_or(KeyslotProblem::Refused)?;
        self.learn(&clear)?;
        let secret = secret_of(&clear).ok_or(KeyslotProblem::Damaged("a slot's content"))?;
        let key = self.key(member_name, new)?;
        self.fill(slot, &key, &secret, chance)?;
        Ok(slot)
    }

    /// Overwrites the slot of `member_name` with random bytes; says which it was.
    pub fn remove(
        &mut self,
        member_name: &str,
        passphrase: &str,
        chance: &mut dyn Chance,
    ) -> Result<usize, KeyslotProblem> {
        let key = self.key(member_name, passphrase)?;
        let (slot, clear) = self.find(&key).ok_or(KeyslotProblem::Refused)?;
        self.learn(&clear)?;
        self.remove_slot(slot, chance)?;
        Ok(slot)
    }

    /// Overwrites a slot by its number, for a member who has left; one slot must have been opened before.
    pub fn remove_slot(&mut self, slot: usize, chance: &mut dyn Chance) -> Result<(), KeyslotProblem> {
        let taken = self.taken()?;
        if slot >= SLOTS || taken & 1 << slot == 0 {
            return Err(KeyslotProblem::NoSuchSlot);
        }
        chance.fill(&mut self.slots[slot]);
        self.take(taken & !(1 << slot), chance)
    }

    /// Overwrites everything that could open: after it nothing ever does.
    pub fn panic(&mut self, chance: &mut dyn Chance) {
        self.slots.iter_mut().for_each(|slot| chance.fill(slot));
        chance.fill(&mut self.map);
        chance.fill(&mut self.salt);
        self.map_key = OnceLock::new();
    }

    fn head(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(KEYSLOTS_LEN);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&[VERSION, 0, 0, 0]);
        out.extend_from_slice(&self.cost.memory_kib().to_be_bytes());
        out.extend_from_slice(&self.cost.passes().to_be_bytes());
        out.extend_from_slice(&self.salt);
        out
    }

    /// The key that name and passphrase make, by the cost of these keyslots.
    pub fn key(&self, member_name: &str, passphrase: &str) -> Result<SlotKey, KeyslotProblem> {
        let name = normalised(member_name);
        let mut hasher = blake3::Hasher::new_derive_key(SALT);
        hasher.update(&self.salt);
        hasher.update(name.as_bytes());
        // The same passphrase typed on another system may come in another Unicode form.
        let passphrase = Zeroizing::new(passphrase.nfc().collect::<String>());
        self.cost.derive(passphrase.as_bytes(), hasher.finalize().as_bytes())
    }

    /// The slot this key opens, with its content. All are tried, whichever opens.
    fn find(&self, key: &[u8; 32]) -> Option<(usize, Zeroizing<Vec<u8>>)> {
        let head = self.head();
        let mut found = None;
        for (index, slot) in self.slots.iter().enumerate() {
            let (nonce, sealed) = slot.split_at(NONCE);
            let mut sealed = Zeroizing::new(sealed.to_vec());
            if aead::unlock(key, nonce, &bound(SLOT, &[&head, &[index as u8]]), &mut sealed).is_some() {
                sealed.truncate(SLOT_LEN - NONCE - TAG);
                found = found.or(Some((index, sealed)));
            }
        }
        found
    }

    fn fill(
        &mut self,
        slot: usize,
        key: &[u8; 32],
        secret: &[u8],
        chance: &mut dyn Chance,
    ) -> Result<(), KeyslotProblem> {
        let nonce = random::<NONCE>(chance);
        let mut out = Zeroizing::new(Vec::with_capacity(SLOT_LEN));
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&self.map_key.get().ok_or(KeyslotProblem::Locked)?[..]);
        out.extend_from_slice(&(secret.len() as u16).to_be_bytes());
        out.extend_from_slice(secret);
        out.resize(SLOT_LEN - TAG, 0);
        aead::lock(key, &nonce, &bound(SLOT, &[&self.head(), &[slot as u8]]), &mut out, NONCE);
        self.slots[slot].copy_from_slice(&out);
        Ok(())
    }

    /// Which slots are taken, a bit each.
    fn taken(&self) -> Result<u16, KeyslotProblem> {
        let key = self.map_key.get().ok_or(KeyslotProblem::Locked)?;
        let (nonce, sealed) = self.map.split_at(NONCE);
        let mut sealed = sealed.to_vec();
        match aead::unlock(key, nonce, &bound(TAKEN, &[&self.head()]), &mut sealed) {
            Some(&mut [high, low]) => Ok(u16::from_be_bytes([high, low])),
            _ => Err(KeyslotProblem::Damaged("the map of taken slots")),
        }
    }

    fn take(&mut self, taken: u16, chance: &mut dyn Chance) -> Result<(), KeyslotProblem> {
        let nonce = random::<NONCE>(chance);
        let mut out = nonce.to_vec();
        out.extend_from_slice(&taken.to_be_bytes());
        let key = self.map_key.get().ok_or(KeyslotProblem::Locked)?;
        aead::lock(key, &nonce, &bound(TAKEN, &[&self.head()]), &mut out, NONCE);
        self.map.copy_from_slice(&out);
        Ok(())
    }

    fn learn(&self, clear: &[u8]) -> Result<(), KeyslotProblem> {
        let damaged = KeyslotProblem::Damaged("a slot's content");
        let mut key = *clear.first_chunk::<MAP_KEY>().ok_or(damaged)?;
        self.map_key.get_or_init(|| Zeroizing::new(key));
        key.zeroize();
        Ok(())
    }
}

fn secret_of(clear: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (len, rest) = clear.get(MAP_KEY..)?.split_first_chunk::<2>()?;
    rest.get(..usize::from(u16::from_be_bytes(*len))).map(|s| Zeroizing::new(s.to_vec()))
}

/// One of the free slots, by chance: the first ones would tell how many there are.
fn free(taken: u16, chance: &mut dyn Chance) -> Option<usize> {
    let free: Vec<usize> = (0..SLOTS).filter(|slot| taken & 1 << slot == 0).collect();
    let drawn = u64::from_be_bytes(random(chance)) as usize;
    free.get(drawn.checked_rem(free.len())?).copied()
}

/// A member's name as one types it on a bad day: case, spaces and Unicode form do not matter.
fn normalised(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").nfkc().collect::<String>().to_lowercase()
}
