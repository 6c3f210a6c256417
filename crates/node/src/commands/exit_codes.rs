//! `relais exit-codes`: the list, from the one place where it stands.

use crate::complaint::EXIT_CODES;

/// The list as text.
pub fn text() -> String {
    let lines = EXIT_CODES.iter().map(|(code, means)| format!("  {code}  {means}\n"));
    std::iter::once("Exit codes:\n".to_string()).chain(lines).collect()
}
