//! What it costs to try one passphrase, and how good a passphrase is.

use super::KeyslotProblem;
use argon2::{Algorithm, Argon2, Block, Params, Version};
use std::collections::BTreeSet;
use zeroize::{Zeroize, Zeroizing};

/// Below this a stolen disk could be searched: the lower of the memory costs RFC 9106 (section 4) recommends.
const FLOOR_KIB: u32 = 64 * 1024;
/// Above these, stored bytes that were tampered with could keep a node from ever opening.
const CEILING_KIB: u32 = 4 * 1024 * 1024;
const CEILING_PASSES: u32 = 64;

/// Length a passphrase should have: five or six ordinary words reach it (NIST SP 800-63B-4 asks for 15 characters
/// where a passphrase stands alone).
const ADVISED: usize = 15;
/// Fewer different characters than this is a key held down.
const VARIED: usize = 5;

/// Parameters of Argon2id; one lane, since the node may have one core to spare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
}

impl Cost {
    /// 256 MiB, 3 passes: about 0.6 s on a small machine.
    pub const DEFAULT: Cost = Cost { memory_kib: 256 * 1024, passes: 3 };
    /// 64 MiB, 3 passes: about 0.2 s; the floor, for a demonstration that opens many doors.
    pub const DEMONSTRATION: Cost = Cost { memory_kib: 64 * 1024, passes: 3 };
    /// Costs nothing: 8 KiB, 1 pass. Tests only; the one cost below the floor that is let through, and only there.
    #[cfg(feature = "cheap-keyslots")]
    pub const CHEAP: Cost = Cost { memory_kib: 8, passes: 1 };

    /// A cost of one's own; below 64 MiB it is refused.
    pub fn of(memory_kib: u32, passes: u32) -> Result<Cost, KeyslotProblem> {
        let sound = (FLOOR_KIB..=CEILING_KIB).contains(&memory_kib) && (1..=CEILING_PASSES).contains(&passes);
        let cost = Cost { memory_kib, passes };
        if sound || cost.is_cheap() { Ok(cost) } else { Err(KeyslotProblem::Cost) }
    }

    #[cfg(feature = "cheap-keyslots")]
    fn is_cheap(self) -> bool {
        self == Cost::CHEAP
    }

    #[cfg(not(feature = "cheap-keyslots"))]
    fn is_cheap(self) -> bool {
        false
    }

    /// Memory in KiB.
    pub fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over that memory.
    pub fn passes(self) -> u32 {
        self.passes
    }

    /// Argon2id. The memory it worked in is wiped.
    pub(super) fn derive(
        self,
        passphrase: &[u8],
        salt: &[u8; 32],
    ) -> Result<Zeroizing<[u8; 32]>, KeyslotProblem> {
        let params =
            Params::new(self.memory_kib, self.passes, 1, Some(32)).map_err(|_| KeyslotProblem::Cost)?;
        let mut memory: Vec<Block> = Vec::new();
        memory.try_reserve_exact(params.block_count()).map_err(|_| KeyslotProblem::Memory)?;
        memory.resize(params.block_count(), Block::new());
        let mut key = Zeroizing::new([0u8; 32]);
        let made = Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into_with_memory(
            passphrase,
            salt,
            &mut key[..],
            &mut memory[..],
        );
        memory.iter_mut().for_each(Zeroize::zeroize);
        made.map(|()| key).map_err(|_| KeyslotProblem::Cost)
    }
}

/// What can be said of a passphrase without keeping it. It advises; the node decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// So many characters are missing to fifteen.
    Short(usize),
    /// Long enough, but of fewer than five different characters.
    Plain,
    /// Long enough and varied.
    Fair,
}

/// Judges a passphrase by its length and variety; there is no rule about kinds of characters.
pub fn strength(passphrase: &str) -> Strength {
    let characters = passphrase.chars().count();
    if characters < ADVISED {
        Strength::Short(ADVISED - characters)
    } else if passphrase.chars().collect::<BTreeSet<_>>().len() < VARIED {
        Strength::Plain
    } else {
        Strength::Fair
    }
}
