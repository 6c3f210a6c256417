//! What can go wrong between a test and its browser or its program, each with what a person would do about it.
//! Nothing here decides whether a test goes on: a problem always fails it.

use std::path::PathBuf;
use std::time::Duration;

/// Why a step in the browser did not happen.
#[derive(Debug, thiserror::Error)]
pub enum BrowserProblem {
    /// None of the browser's usual commands is in PATH.
    #[error(
        "no browser: none of {looked_for:?} is in PATH; remedy: sudo apt-get install --yes chromium \
         (or `cargo xtask test`, which installs what the tests need)"
    )]
    NotFound {
        /// The commands looked for, in order.
        looked_for: &'static [&'static str],
    },
    /// The browser was found and did not come up; `log` is the end of what it wrote.
    #[error("the browser did not start: {reason}\n{log}")]
    NotStarted {
        /// What was seen.
        reason: String,
        /// The last lines of its own log.
        log: String,
    },
    /// The connection to the browser broke.
    #[error("the connection to the browser is lost: {0}")]
    Lost(String),
    /// The page's process died.
    #[error("the page crashed at {url}")]
    Crashed {
        /// Address of the page.
        url: String,
    },
    /// Something did not happen in time.
    #[error("waited {} ms for {what}", waited.as_millis())]
    TooLong {
        /// What was awaited, with what was there instead.
        what: String,
        /// How long.
        waited: Duration,
    },
    /// The browser refused a command of the protocol.
    #[error("{method} was refused: {message}")]
    Refused {
        /// The protocol's method.
        method: String,
        /// The browser's words.
        message: String,
    },
    /// A script given to [`crate::Page::eval`] threw.
    #[error("the script threw: {0}")]
    Script(String),
    /// No element matches.
    #[error("nothing matches `{css}` on {url} (\"{title}\")")]
    NotThere {
        /// The selector.
        css: String,
        /// Where.
        url: String,
        /// Title of that page.
        title: String,
    },
    /// The element is there, and a person could not use it so.
    #[error("`{css}` cannot be used: {why}")]
    NotUsable {
        /// The selector.
        css: String,
        /// Why: hidden, covered, disabled, no such option.
        why: String,
    },
    /// The address could not be opened.
    #[error("{url} could not be opened: {reason}")]
    Unreachable {
        /// The address.
        url: String,
        /// The browser's error name.
        reason: String,
    },
    /// [`crate::Page::press`] does not know this key.
    #[error(
        "unknown key `{0}`; known: Tab, Enter, Escape, Space, arrows, Home, End, one character, with Shift+ Control+ Alt+ Meta+"
    )]
    UnknownKey(String),
    /// A file of the test could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// Why the program under test did not come up.
#[derive(Debug, thiserror::Error)]
pub enum ServedProblem {
    /// No built program.
    #[error(
        "no program at {}; remedy: `cargo build -p relais-node`, or set RELAIS_BIN to the built `relais`",
        .0.display()
    )]
    NoProgram(PathBuf),
    /// It could not be started, or its data folder not be made.
    #[error("{}: {source}", path.display())]
    File {
        /// The program or the folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It ended before it printed an address (or ended badly).
    #[error("the program ended ({status}):\n{output}")]
    Ended {
        /// Its exit status.
        status: String,
        /// The end of what it wrote on both streams.
        output: String,
    },
    /// It runs and printed no address in time.
    #[error("no line with an address after {} s:\n{output}", waited.as_secs())]
    Silent {
        /// How long.
        waited: Duration,
        /// The end of what it wrote on both streams.
        output: String,
    },
}
