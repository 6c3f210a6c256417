//! Exposure: what falls when a laptop is taken, and whom to move first. It names people by code only and decides nothing.

use crate::compartment::Kind;
use crate::place;

/// Days after which the loss has to be told to the authority in charge (GDPR article 33: 72 hours).
pub const TELL_WITHIN_DAYS: i64 = 3;

/// In which order places are emptied, the lowest first: where somebody is known to nobody but this file; where many are
/// together; where others answer for them; where whoever took the laptop holds them already.
pub fn order(kind: place::Kind) -> u8 {
    use place::Kind as P;
    match kind {
        P::FosterFamily | P::Family => 0,
        P::Home | P::RelayHouse => 1,
        P::School | P::Hospital | P::Institution => 2,
        P::Premises | P::Barrack | P::Camp => 3,
    }
}

/// What a compartment of that kind says of people, as keys of the locale files.
pub fn says(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::House => &["identity", "kin", "place", "papers"],
        Kind::Volet => &["health"],
        Kind::Origin => &["origin"],
        Kind::Direction => &["figures"],
        Kind::Payments => &["codes"],
        Kind::Referral => &["referred"],
        Kind::TrueNames | Kind::Covers | Kind::HidingPlaces | Kind::Families => &["codes"],
    }
}

/// What becomes of a notebook whose custodians at one node are lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Enough remain, with one or more to spare.
    Enough,
    /// Just as many remain as open it: one more, and no page opens again.
    Barely,
    /// Too few remain: no page opens again.
    TooFew,
}

impl Left {
    /// By how many remain and how many it takes.
    pub fn of(remain: usize, threshold: usize) -> Left {
        match remain.cmp(&threshold) {
            std::cmp::Ordering::Less => Left::TooFew,
            std::cmp::Ordering::Equal => Left::Barely,
            std::cmp::Ordering::Greater => Left::Enough,
        }
    }

    /// The name used in commands and locale files.
    pub fn key(self) -> &'static str {
        match self {
            Left::Enough => "enough",
            Left::Barely => "barely",
            Left::TooFew => "too-few",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m_those_nobody_else_knows_of_are_moved_first() {
        let mut kinds = place::Kind::ALL;
        kinds.sort_by_key(|kind| order(*kind));
        assert_eq!(order(kinds[0]), 0);
        assert!(order(place::Kind::FosterFamily) < order(place::Kind::Home));
        assert!(order(place::Kind::Home) < order(place::Kind::Hospital));
        assert_eq!(kinds.last().map(|kind| order(*kind)), Some(order(place::Kind::Camp)));
    }

    #[test]
    fn m_a_notebook_tells_when_one_more_loss_closes_it_for_ever() {
        for (remain, expected) in [(4, "enough"), (3, "barely"), (2, "too-few"), (0, "too-few")] {
            assert_eq!(Left::of(remain, 3).key(), expected, "{remain}");
        }
    }
}
