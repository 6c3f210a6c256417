//! What the placement planner gives back: who could go where and why, who is left without a place and what would
//! change that. Typed; each reason is a code with its words.

use super::amount::Amount;
use super::problem::{Id, Sex};
use super::reading::Fault;
use serde::Serialize;

/// How good the proposal is known to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Nothing better exists: the objective equals its bound.
    Optimal,
    /// It holds; something better may exist, not below the bound.
    Feasible,
    /// What was fixed cannot hold together; `problems` says where.
    Infeasible,
}

/// A proposal. It places nobody: a person accepts all, some or none of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proposal {
    /// Of this document.
    pub version: u32,
    pub status: Status,
    /// None where infeasible.
    pub objective: Option<Amount>,
    /// No proposal costs less.
    pub bound: Option<Amount>,
    /// One for each child, in the order of the problem.
    pub places: Vec<Place>,
    pub unplaced: Vec<Unplaced>,
    /// Where needs decided who has no place: for a person to look at before anything else.
    pub review: Vec<Review>,
    pub problems: Vec<Fault>,
    /// Keys of the problem that had no effect.
    pub ignored: Vec<String>,
}

/// One child's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    pub child: Id,
    /// None: without a place.
    pub home: Option<Id>,
    /// Index of the home's bed entry.
    pub bed: Option<usize>,
    pub reasons: Vec<Reason>,
    pub next_best: Option<NextBest>,
}

/// Why a child is proposed for this home, or what speaks against it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    pub code: ReasonCode,
    /// In English.
    pub words: String,
    /// Children, languages, needs or homes that are meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    /// What it adds to the objective. The cost of a split is carried by every child of the group who is apart.
    pub cost: Amount,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    Fixed,
    WithGroup,
    ApartFromGroup,
    LanguageShared,
    NoLanguageShared,
    NeedsOffered,
    NeedsNotOffered,
    ObservanceKept,
    ObservanceNotKept,
    /// Nothing speaks for another home more than for this one.
    BedFits,
}

/// The best other home for one child while everybody else stays where proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NextBest {
    pub home: Id,
    pub bed: usize,
    /// What the objective rises by; below nothing only where no bed is free.
    pub extra: Amount,
    /// A bed is free there. If not, somebody would have to give way.
    pub free: bool,
    pub words: String,
}

/// A child without a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unplaced {
    pub child: Id,
    pub why: Why,
    /// None where there is no home at all.
    pub least_change: Option<Change>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Why {
    pub code: WhyCode,
    pub words: String,
    /// Those who have the beds that would do; at most ten are named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub taken_by: Vec<Id>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyCode {
    /// No bed of any home takes this sex and age.
    NoSuchBed,
    /// Every home that has such a bed is forbidden to the child.
    Forbidden,
    /// Such beds exist; others have them.
    AllTaken,
    /// Such a bed is free; by the costs given, using it is worse than to leave the child out.
    Dearer,
}

/// The least that would give an unplaced child a place, the others staying where proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    pub code: ChangeCode,
    pub home: Id,
    /// The entry to use, to enlarge or to widen; None: an entry to add.
    pub bed: Option<usize>,
    pub sex: Sex,
    /// Ages the entry takes after the change.
    pub from: u16,
    pub to: u16,
    /// What the objective changes by; below nothing: it falls.
    pub extra: Amount,
    pub words: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeCode {
    /// A bed is free: take it at its cost.
    AcceptCost,
    /// A bed is free and fits but for the age.
    WidenAges,
    OneMoreBed,
    /// A bed fits; the home is forbidden.
    LiftBan,
    /// A bed of a sort that no home has.
    NewBed,
}

/// A child with needs who is left out where, were it not for the needs, another would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Review {
    pub child: Id,
    /// Who has the bed; None: it is free.
    pub instead_of: Option<Id>,
    pub home: Id,
    /// What the objective rises by if the child has the place.
    pub extra: Amount,
    pub words: String,
}
