//! Faults that a test plants in this crate, so that the checks of F1 and F2 are seen red: `domain::planted`, which stands
//! above this crate, says how and why.

/// What is built wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Fault {
    /// Long cells are cut between bytes, not between signs.
    CutsBytes = 1,
    /// Entries of a container are not counted before its directory is read.
    EntriesUncounted,
    /// What a container inflates to is not looked at.
    SizesUnproved,
}

#[cfg(feature = "planted")]
mod soil {
    use super::Fault;
    use std::sync::atomic::{AtomicU8, Ordering};

    static PLANTED: AtomicU8 = AtomicU8::new(0);

    /// Plants a fault in this process, or takes it out.
    pub fn plant(fault: Option<Fault>) {
        PLANTED.store(fault.map_or(0, |f| f as u8), Ordering::SeqCst);
    }

    /// Whether it is planted.
    pub fn planted(fault: Fault) -> bool {
        PLANTED.load(Ordering::Relaxed) == fault as u8
    }
}

#[cfg(feature = "planted")]
pub use soil::{plant, planted};

/// Never.
#[cfg(not(feature = "planted"))]
#[inline(always)]
pub const fn planted(_: Fault) -> bool {
    false
}
