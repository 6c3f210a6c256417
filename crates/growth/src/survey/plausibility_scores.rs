//! How the checks of a survey are scored: bounds and points as SMART's plausibility report has them.
//!
//! # Source
//! SMART methodology 2.0 and its plausibility check; bounds as published with the R package `mwana`'s documentation.

/// The points of one check, and the word for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rating {
    /// Penalty points.
    pub points: u32,
    /// Excellent, Good, Acceptable or Problematic.
    pub word: &'static str,
}

/// The words, best first.
const WORDS: [&str; 4] = ["Excellent", "Good", "Acceptable", "Problematic"];

/// What the total of the points says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// 0 to 9.
    Excellent,
    /// 10 to 14.
    Good,
    /// 15 to 24.
    Acceptable,
    /// 25 and more.
    Problematic,
}

impl Verdict {
    /// By the total.
    pub fn of(total: u32) -> Verdict {
        match total {
            0..=9 => Verdict::Excellent,
            10..=14 => Verdict::Good,
            15..=24 => Verdict::Acceptable,
            _ => Verdict::Problematic,
        }
    }

    /// The word.
    pub fn word(self) -> &'static str {
        WORDS[self as usize]
    }
}

fn rating(step: usize, points: [u32; 4]) -> Rating {
    let step = step.min(3);
    Rating { points: points[step], word: WORDS[step] }
}

fn steps(bounds: [bool; 3]) -> usize {
    bounds.iter().position(|met| *met).unwrap_or(3)
}

/// Share of flagged z, in percent.
pub(super) fn flags(percent: f64) -> Rating {
    rating(steps([percent <= 2.5, percent <= 5.0, percent <= 7.5]), [0, 5, 10, 20])
}

/// Standard deviation of z.
pub(super) fn deviation(sd: f64) -> Rating {
    let within = |low: f64, high: f64| low < sd && sd < high;
    rating(steps([within(0.9, 1.1), within(0.85, 1.15), within(0.8, 1.2)]), [0, 5, 10, 20])
}

/// p of a ratio that should be what it is among all children.
pub(super) fn ratio(p: f64) -> Rating {
    rating(steps([p > 0.1, p > 0.05, p > 0.001]), [0, 2, 4, 10])
}

/// Digit preference score.
pub(super) fn digits(score: f64) -> Rating {
    rating(steps([score < 8.0, score < 12.0, score < 20.0]), [0, 2, 4, 10])
}

/// Skewness or excess kurtosis: its size, whatever the sign.
pub(super) fn shape(value: f64) -> Rating {
    let size = value.abs();
    rating(steps([size < 0.2, size < 0.4, size < 0.6]), [0, 1, 3, 5])
}

/// p that cases lie over the clusters as chance would lay them.
pub(super) fn spread(p: f64) -> Rating {
    rating(steps([p > 0.05, p > 0.01, p > 0.001]), [0, 1, 3, 5])
}
