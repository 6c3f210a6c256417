//! Which child to which home: proposes, with reasons and a bound on what any other proposal could save; a person
//! decides. Schema version 1, documented in `docs/handbook/placement.md`.

mod amount;
mod board;
mod branching;
mod counted;
mod fixed;
mod greedy;
mod improve;
mod judge;
mod left_out;
mod model;
mod pricing;
mod problem;
mod proposal;
mod propose;
mod reading;
mod reasons;
mod relaxed;
mod shares;
mod simplex;
mod transport;
mod wide;

pub use amount::Amount;
pub use judge::{Breach, Spot, judge};
pub use problem::{
    Bed, Child, Costs, Home, Id, MAX_CHILDREN, MAX_COUNT, MAX_HOMES, MAX_WORDS, Pair, Problem, Sex,
};
pub use proposal::{
    Change, ChangeCode, NextBest, Place, Proposal, Reason, ReasonCode, Review, Status, Unplaced, Why, WhyCode,
};
pub use propose::{Effort, Move, NoMove, explain, price_move, propose};
pub use reading::Fault;
