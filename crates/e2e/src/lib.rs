//! Journeys in a real browser: a small DevTools client for Chromium, and the built program started for a test.
//! Dev only: nothing that ships depends on it. It never downloads a browser and never skips: what is missing is
//! an error that names its remedy.
//!
//! Every call waits for what it needs and gives up after a stated limit with a typed [`BrowserProblem`];
//! a test writes `?` or `expect` and reads why.
#![allow(clippy::disallowed_methods)] // waiting for a browser needs the real clock and the environment

mod act;
mod ask;
mod base64;
mod browser;
mod filled;
mod keys;
mod look;
mod page;
mod problem;
mod seen;
mod served;
mod wire;

pub use browser::Browser;
pub use look::{Media, Scheme, Violation};
pub use page::Page;
pub use problem::{BrowserProblem, ServedProblem};
pub use seen::ConsoleError;
pub use served::{Served, program};
