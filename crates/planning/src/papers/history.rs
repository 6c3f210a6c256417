//! How long papers took on this node: the days a procedure states, corrected by what was seen.
//!
//! The rule, for one kind of paper. A request either brought the paper after so many days, or it waits still, or it was
//! refused or given up: then the paper took longer than that, nobody knows how much. None is thrown away: the share of
//! papers that take longer than so many days is Kaplan and Meier's, in which a request counts as long as it is known to
//! have waited. From it come the days within which one paper in ten has come (optimistic), one in two (likely), nine in
//! ten (pessimistic).
//!
//! - Fewer than [`FEW`] papers obtained: the procedure's days stand.
//! - Fewer than [`ENOUGH`]: of each of the three, the longer one. Few papers can warn, they cannot reassure.
//! - From there on what was seen counts alone; where so many still wait that a share was never reached, it is the
//!   procedure's days or the longest wait seen, whichever is longer.
//!
//! Where a dossier names the office, and that office gave the paper at least [`FEW`] times, its own requests count alone.

use crate::procedure::{Days, MAX_DAYS};
use serde::{Deserialize, Serialize};

/// Papers obtained from which on what was seen can lengthen the days that a procedure states.
pub const FEW: usize = 5;
/// Papers obtained from which on what was seen counts alone.
pub const ENOUGH: usize = 20;
/// Requests of one kind of paper that are looked at.
pub const SEEN_MAX: usize = 5_000;

/// One request for a paper, as it went.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// Days from asking to obtaining, or the days it has waited where it was not obtained.
    pub days: u32,
    /// The paper came. Otherwise it is still waited for, or was refused or given up after these days.
    pub obtained: bool,
    /// The office that was asked, where that is recorded.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub office: String,
}

/// The days that count for a paper, and what they come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Learnt {
    /// The days.
    pub days: Days,
    /// Requests that they were learnt from; none where the procedure's own stand.
    pub from: Option<usize>,
}

/// The days that count for a paper of a procedure that states `stated`, after the requests `seen`; `office` is the one
/// that this dossier's paper comes from, where it is recorded.
#[must_use]
pub fn learnt(stated: Days, seen: &[Seen], office: Option<&str>) -> Learnt {
    let of_office: Vec<&Seen> = seen.iter().filter(|s| office.is_some_and(|o| same(o, &s.office))).collect();
    let own = of_office.iter().filter(|s| s.obtained).count() >= FEW;
    let counted: Vec<&Seen> = if own { of_office } else { seen.iter().collect() };
    let obtained = counted.iter().filter(|s| s.obtained).count();
    if obtained < FEW {
        return Learnt { days: stated, from: None };
    }
    let seen = shares(&counted, stated);
    let days = if obtained < ENOUGH { longer(stated, seen) } else { seen };
    Learnt { days, from: Some(counted.len()) }
}

/// Two writings of one office's name.
fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    !plain(a).is_empty() && plain(a) == plain(b)
}

/// Of each of the three the longer one.
fn longer(a: Days, b: Days) -> Days {
    Days {
        optimistic: a.optimistic.max(b.optimistic),
        likely: a.likely.max(b.likely),
        pessimistic: a.pessimistic.max(b.pessimistic),
    }
}

/// The days within which one in ten, one in two, nine in ten have come.
fn shares(seen: &[&Seen], stated: Days) -> Days {
    let mut sorted: Vec<(u32, bool)> = seen.iter().map(|s| (s.days.min(MAX_DAYS), !s.obtained)).collect();
    // On one day, what came counts before what only waited until then.
    sorted.sort_unstable();
    let longest = sorted.last().map_or(0, |(days, _)| *days);
    let (mut waiting, mut still) = (sorted.len() as f64, 1.0_f64);
    let (mut optimistic, mut likely, mut pessimistic) = (None, None, None);
    for (days, waits) in sorted {
        if !waits {
            still *= (waiting - 1.0) / waiting;
            for (share, found) in [(0.9, &mut optimistic), (0.5, &mut likely), (0.1, &mut pessimistic)] {
                if found.is_none() && still <= share + ROUNDING {
                    *found = Some(days);
                }
            }
        }
        waiting -= 1.0;
    }
    let or = |found: Option<u32>, stated: u32| found.unwrap_or(stated.max(longest)).min(MAX_DAYS);
    Days {
        optimistic: or(optimistic, stated.optimistic),
        likely: or(likely, stated.likely),
        pessimistic: or(pessimistic, stated.pessimistic),
    }
}

/// What products of shares may be off by.
const ROUNDING: f64 = 1e-9;
