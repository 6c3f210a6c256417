//! A check is seen red: with a fault planted it fails, and with the words one expects.

use domain::planted::{Fault, plant};
use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs `check` with `fault` planted. It has to fail, with `words` in what it says.
///
/// # Panics
/// When it passes, or fails with other words.
pub fn red(fault: Fault, words: &str, check: impl FnOnce()) {
    red_by(plant, fault, words, check);
}

/// The same with a fault of a crate that has faults of its own, and what plants it there.
///
/// # Panics
/// When the check passes, or fails with other words.
pub fn red_by<F: Copy + Debug>(plant: fn(Option<F>), fault: F, words: &str, check: impl FnOnce()) {
    plant(Some(fault));
    let done = catch_unwind(AssertUnwindSafe(check));
    plant(None);
    let Err(said) = done else { panic!("{fault:?} was planted, and the check passes") };
    let said = said
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| said.downcast_ref::<&str>().copied())
        .unwrap_or_default();
    assert!(said.contains(words), "{fault:?} was planted, and the check says something else: {said}");
}
