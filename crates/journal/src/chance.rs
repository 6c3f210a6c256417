//! Randomness as an argument. The node hands in the system's source; tests and golden files a seeded one.
//!
//! This module never asks the system for anything.

use rand_core::{TryCryptoRng, TryRng};
use std::convert::Infallible;

/// A source of random bytes.
pub trait Chance {
    /// Fills `out` completely. A source that can fail must not return: better to stop than to make a weak key.
    fn fill(&mut self, out: &mut [u8]);
}

/// `N` random bytes.
pub fn random<const N: usize>(chance: &mut dyn Chance) -> [u8; N] {
    let mut out = [0u8; N];
    chance.fill(&mut out);
    out
}

/// The output of BLAKE3 keyed by a number: the same seed gives the same bytes on every machine.
///
/// For golden files, tests and simulations. **Never for real keys:** 64 bits of seed can be tried.
pub struct Seeded(blake3::OutputReader);

impl Seeded {
    /// The source of that seed.
    pub fn new(seed: u64) -> Seeded {
        let mut hasher = blake3::Hasher::new_derive_key("relais journal suite 0: seeded chance for tests");
        hasher.update(&seed.to_le_bytes());
        Seeded(hasher.finalize_xof())
    }
}

impl Chance for Seeded {
    fn fill(&mut self, out: &mut [u8]) {
        self.0.fill(out);
    }
}

/// A [`Chance`] where a library asks for its own trait.
pub(crate) struct Draw<'a>(pub &'a mut dyn Chance);

impl TryRng for Draw<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(random(self.0)))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes(random(self.0)))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(out);
        Ok(())
    }
}

impl TryCryptoRng for Draw<'_> {}
