//! What a compartment is for, and to which of the two circuits of hidden identity a notebook belongs.

use crate::entry::Fact as Said;
use serde::{Deserialize, Serialize};

/// What a compartment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A team or a house: identity, kin, places, stays, papers.
    House,
    /// A restricted volet of the people of a house: health.
    Volet,
    /// The direction of a federation: places and figures.
    Direction,
    /// The restricted volet of religion and origin, apart from every other.
    Origin,
    /// A payment book: accounts by code, and nothing else.
    Payments,
    /// One referral: a snapshot of named fields for a partner, until a day.
    Referral,
    /// A sealed notebook: which code has which true name.
    TrueNames,
    /// A sealed notebook: which code has which cover identity.
    Covers,
    /// A sealed notebook: which code is hidden where.
    HidingPlaces,
    /// A sealed notebook: which code has its family where.
    Families,
}

impl Kind {
    /// The name used in commands, the API and locale files.
    pub fn key(self) -> &'static str {
        match self {
            Kind::House => "house",
            Kind::Volet => "volet",
            Kind::Direction => "direction",
            Kind::Origin => "origin",
            Kind::Payments => "payments",
            Kind::Referral => "referral",
            Kind::TrueNames => "true-names",
            Kind::Covers => "covers",
            Kind::HidingPlaces => "hiding-places",
            Kind::Families => "families",
        }
    }

    /// Whether it is nobody's house: it keeps one side only of people who have their file in a house, payments by code,
    /// sealed pages, or what a partner was told.
    pub fn restricted(self) -> bool {
        matches!(self, Kind::Volet | Kind::Origin) || self.is_apart()
    }

    /// Whether it is told to nobody and nothing is ever sent to it: a payment book, a sealed notebook or a referral. Only its
    /// own room writes there.
    pub fn is_apart(self) -> bool {
        matches!(self, Kind::Payments | Kind::Referral) || self.circuit().is_some()
    }

    /// Whether a fact may be written in it. A payment book takes payments and a notebook takes pages, so that no word of
    /// anybody can come into them; neither goes anywhere else. A referral takes its snapshot. What is said of the compartment
    /// itself is judged by itself.
    pub fn takes(self, fact: &Said) -> bool {
        match fact {
            Said::Compartment(_) => true,
            _ if self == Kind::Referral => crate::referral::carries(fact),
            Said::Payment(_) => self == Kind::Payments,
            Said::Notebook(_) => self.circuit().is_some(),
            Said::Referral(fact) => !self.is_apart() && !fact.of_the_snapshot(),
            _ => !self.is_apart(),
        }
    }

    /// Of a sealed notebook, which of the two circuits it belongs to; of everything else none.
    pub fn circuit(self) -> Option<Circuit> {
        match self {
            Kind::TrueNames | Kind::Families => Some(Circuit::Family),
            Kind::Covers | Kind::HidingPlaces => Some(Circuit::Place),
            Kind::House | Kind::Volet | Kind::Direction | Kind::Origin | Kind::Payments | Kind::Referral => {
                None
            }
        }
    }
}

/// The two circuits of hidden identity. Whoever is of one never sees what belongs to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Circuit {
    /// True names and families.
    Family,
    /// Cover identities and hiding places.
    Place,
}

impl Circuit {
    /// The name used in commands and locale files.
    pub fn key(self) -> &'static str {
        match self {
            Circuit::Family => "family",
            Circuit::Place => "place",
        }
    }
}
