//! A check is seen red: with a fault planted it fails, and with the words one expects.

use domain::planted::{Fault, plant};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs `check` with `fault` planted. It has to fail, with `words` in what it says.
///
/// # Panics
/// When it passes, or fails with other words.
pub fn red(fault: Fault, words: &str, check: impl FnOnce()) {
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
