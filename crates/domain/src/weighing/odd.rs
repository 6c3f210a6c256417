//! Odd values: what is rarely true, and true often enough that nobody may be stopped from writing it. Each is a question,
//! asked once.

use super::{Scored, Weighing};

/// A change of weight within [`SOON_DAYS`] above this share is asked about, in percent.
const WEIGHT_PERCENT: u32 = 15;
/// Two weighings within so many days are compared.
const SOON_DAYS: i32 = 35;
/// Nobody grows shorter by more than the board errs, in millimetres.
const SHORTER_MM: u32 = 10;
/// Nor longer within [`SOON_DAYS`] by more than this.
const LONGER_MM: u32 = 40;
/// A change of the arm within [`SOON_DAYS`] above this is asked about, in millimetres.
const ARM_MM: u32 = 20;
/// Standing below this age is measured some other way, in months (WHO).
const STANDS_FROM_MONTHS: f64 = 9.0;

/// Something to ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// Weight changed by so many percent since the last weighing, up or down.
    Weight {
        /// Percent of the earlier weight.
        percent: u32,
        /// Whether it is less.
        less: bool,
    },
    /// Shorter than before.
    Shorter {
        /// By how much.
        mm: u32,
    },
    /// Much longer than a month ago.
    Longer {
        /// By how much.
        mm: u32,
    },
    /// The arm changed much within a month.
    Arm {
        /// By how much.
        mm: u32,
    },
    /// A z-score outside what is plausible: `haz`, `waz`, `whz` or `baz`.
    Score {
        /// Which.
        indicator: &'static str,
    },
    /// Measured standing below nine months.
    StandingInfant,
}

impl Odd {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Odd::Weight { less: true, .. } => "weight-less",
            Odd::Weight { less: false, .. } => "weight-more",
            Odd::Shorter { .. } => "shorter",
            Odd::Longer { .. } => "longer",
            Odd::Arm { .. } => "arm",
            Odd::Score { .. } => "score",
            Odd::StandingInfant => "standing-infant",
        }
    }
}

/// What of a weighing is odd, in itself or beside the one before.
pub fn oddities(now: &Weighing, before: Option<&Weighing>, scored: &Scored) -> Vec<Odd> {
    let mut odd: Vec<Odd> = scored.flagged.iter().map(|indicator| Odd::Score { indicator }).collect();
    let stands = now.position.as_deref() == Some("standing");
    if stands && scored.age_months.is_some_and(|months| months < STANDS_FROM_MONTHS) {
        odd.push(Odd::StandingInfant);
    }
    let Some(before) = before else { return odd };
    let soon = (now.on - before.on).get_days().abs() <= SOON_DAYS;
    if let (Some(now), Some(then)) = (now.weight_g, before.weight_g)
        && soon
    {
        let percent = now.abs_diff(then).saturating_mul(100) / then.max(1);
        if percent > WEIGHT_PERCENT {
            odd.push(Odd::Weight { percent, less: now < then });
        }
    }
    if let (Some(height), Some(then)) = (now.height_mm, before.height_mm)
        && now.on >= before.on
    {
        if then > height + SHORTER_MM {
            odd.push(Odd::Shorter { mm: then - height });
        } else if soon && height > then + LONGER_MM {
            odd.push(Odd::Longer { mm: height - then });
        }
    }
    if let (Some(arm), Some(then)) = (now.muac_mm, before.muac_mm)
        && soon
        && arm.abs_diff(then) > ARM_MM
    {
        odd.push(Odd::Arm { mm: arm.abs_diff(then) });
    }
    odd
}
