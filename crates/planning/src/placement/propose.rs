//! From a problem to a proposal.

use super::amount::Amount;
use super::board::Board;
use super::branching::{Found, Limits, search};
use super::counted;
use super::fixed;
use super::greedy::{in_turn, polish, rounds, sought};
use super::improve::improve;
use super::judge::{Spot, judge};
use super::left_out;
use super::model::{Model, OUT, Places};
use super::problem::{Id, Problem};
use super::proposal::{Proposal, Status};
use super::reading::Fault;
use super::reasons;
use super::relaxed::{ascend, proven};
use std::collections::BTreeSet;

/// How much work a proposal may take. It is counted in steps and not in seconds: the same problem and the same
/// effort give the same proposal on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Branches of the proof, for a problem that is proved as a whole.
    pub branches: usize,
    /// Parts that are placed anew, for a problem too large for that; for each of them everybody takes a
    /// place in turn eight times before.
    pub parts: usize,
}

impl Default for Effort {
    /// Enough to prove most relay houses; what is not proved says so and states its bound.
    fn default() -> Effort {
        Effort { branches: 1500, parts: 120 }
    }
}

/// Groups, single kinds and beds up to which a problem is proved as a whole: the program holds the square of it.
const WHOLE: usize = 700;
/// Rounds of turns for each part placed anew.
const TURNS: usize = 8;
/// Rounds of prices before anything else.
const ROUNDS: usize = 120;

/// Proposes places. Pure and deterministic; what was fixed is kept, what is forbidden is not used.
pub fn propose(problem: &Problem, effort: Effort) -> Proposal {
    let (model, entries) = Model::of(problem);
    let start = match fixed::start(problem, &model) {
        Ok(start) => start,
        Err(problems) => return infeasible(problem, problems),
    };
    let found = solve(&model, &counted::sorts(problem, &model, &entries), start, effort);
    let spots = spots(&model, &entries, problem, &found.places);
    let step = problem.step();
    let judged = judge(problem, &spots);
    assert_eq!(judged, Ok(Amount(found.cost * step)), "BUG: the places do not hold, or cost otherwise");
    assert!(found.bound <= found.cost, "BUG: the bound lies above the objective");
    let status = if found.bound == found.cost { Status::Optimal } else { Status::Feasible };
    told(&Board::new(problem, spots), status, Amount(found.cost * step), Some(Amount(found.bound * step)))
}

/// Explains places that were found otherwise, by a problem with harder costs or by a person, as a proposal of this
/// problem: nobody is moved, and no bound is claimed.
///
/// # Errors
/// Where the places are not of this problem, or break its rules.
pub fn explain(problem: &Problem, places: &Proposal) -> Result<Proposal, NoMove> {
    let spots = read_spots(problem, places)?;
    let objective = judge(problem, &spots).map_err(|_| NoMove::OtherProblem)?;
    Ok(told(&Board::new(problem, spots), Status::Feasible, objective, None))
}

fn told(board: &Board<'_>, status: Status, objective: Amount, bound: Option<Amount>) -> Proposal {
    let problem = board.problem;
    let children = 0..problem.children.len();
    let without = children.clone().filter(|c| board.spots[*c].is_none());
    Proposal {
        version: 1,
        status,
        objective: Some(objective),
        bound,
        unplaced: without.map(|c| left_out::unplaced(board, c)).collect(),
        places: children.map(|c| reasons::place(board, c)).collect(),
        review: left_out::review(board),
        problems: Vec::new(),
        ignored: problem.ignored.clone(),
    }
}

fn infeasible(problem: &Problem, problems: Vec<Fault>) -> Proposal {
    Proposal {
        version: 1,
        status: Status::Infeasible,
        objective: None,
        bound: None,
        places: Vec::new(),
        unplaced: Vec::new(),
        review: Vec::new(),
        problems,
        ignored: problem.ignored.clone(),
    }
}

fn solve(model: &Model, sorts: &[usize], start: Places, effort: Effort) -> Found {
    let known = model.objective(&start);
    let fixed: BTreeSet<usize> = (0..start.len()).filter(|c| start[*c] != OUT).collect();
    let ascent = ascend(model, known, ROUNDS, false);
    let mut best = start;
    let orders = orders(model, &best);
    for order in orders.clone() {
        let found = in_turn(model, &ascent.best_prices, &order).map(|places| polish(model, places));
        best = found
            .into_iter()
            .fold(best, |best, new| if model.objective(&new) < model.objective(&best) { new } else { best });
    }
    let limits = Limits { rounds: ROUNDS, nodes: effort.branches, pivots: 250_000 };
    if model.blocks.len() + model.slots.len() <= WHOLE {
        return search(model, best, limits);
    }
    let [_, order] = orders;
    let held =
        order.iter().take_while(|b| model.blocks[**b].members.iter().any(|c| fixed.contains(c))).count();
    let sought = sought(model);
    if let Some(places) = rounds(model, &sought, order, held, effort.parts.saturating_mul(TURNS)) {
        let places = polish(model, places);
        if model.objective(&places) < model.objective(&best) {
            best = places;
        }
    }
    // The first step of the prices was as long as a bad answer made it; a good one is known now.
    let finer = ascend(model, model.objective(&best), ROUNDS, false);
    let better = if finer.best > ascent.best { finer } else { ascent };
    let bound = proven(better.best).max(counted::least(model, sorts));
    let part = Limits { rounds: 60, nodes: 6, pivots: 4_000 };
    let places = improve(model, best, &better.best_prices, bound, effort.parts, part);
    let cost = model.objective(&places);
    Found { places, cost, bound: bound.min(cost) }
}

/// Orders in which blocks take their places: those with fixed members first, then larger groups first, then as
/// they come.
fn orders(model: &Model, start: &Places) -> [Vec<usize>; 2] {
    let fixed = |b: &usize| !model.blocks[*b].members.iter().any(|c| start[*c] != OUT);
    let mut first: Vec<usize> = (0..model.blocks.len()).collect();
    first.sort_by_key(|b| (fixed(b), std::cmp::Reverse(model.blocks[*b].size())));
    let mut second = first.clone();
    second.sort_by_key(|b| (fixed(b), model.blocks[*b].single));
    [first, second]
}

/// Slots back to bed entries: entries alike are filled in their order.
fn spots(model: &Model, entries: &[Vec<usize>], problem: &Problem, places: &Places) -> Vec<Spot> {
    let mut left: Vec<Vec<u32>> = entries
        .iter()
        .zip(&model.slots)
        .map(|(entries, slot)| entries.iter().map(|b| problem.homes[slot.home].beds[*b].count).collect())
        .collect();
    let mut spot = |slot: &u32| {
        let slot = usize::try_from(*slot).ok().filter(|_| *slot != OUT)?;
        let n = left[slot].iter().position(|n| *n > 0)?;
        left[slot][n] -= 1;
        Some((model.slots[slot].home, entries[slot][n]))
    };
    places.iter().map(&mut spot).collect()
}

/// What one move costs.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Move {
    /// What the objective changes by while everybody else stays; below nothing: it falls.
    pub change: Amount,
    /// The entry the child would have; None: it would have no place.
    pub bed: Option<usize>,
    /// A bed of the entry is free. If not, somebody has to give way first.
    pub free: bool,
    /// The move leaves what was fixed, or uses what is forbidden: only a person may.
    pub against: bool,
}

/// Why a move has no price.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoMove {
    #[error("there is no child {0} in this proposal")]
    NoChild(Id),
    #[error("there is no home {0} in this problem")]
    NoHome(Id),
    #[error("no bed of {home} takes {child}")]
    NoBed { child: Id, home: Id },
    #[error("the proposal is not one of this problem")]
    OtherProblem,
}

/// Prices the move of one child to a home (None: to no place) on a proposal, accepted or not.
///
/// # Errors
/// Where child, home or a bed for the child are not there.
pub fn price_move(
    problem: &Problem,
    proposal: &Proposal,
    child: &Id,
    home: Option<&Id>,
) -> Result<Move, NoMove> {
    let board = Board::new(problem, read_spots(problem, proposal)?);
    let who =
        problem.children.iter().position(|c| c.id == *child).ok_or_else(|| NoMove::NoChild(child.clone()))?;
    let fixed = board.fixed[who];
    let Some(home) = home else {
        return Ok(Move { change: board.change(who, None), bed: None, free: true, against: fixed.is_some() });
    };
    let h = problem.homes.iter().position(|h| h.id == *home).ok_or_else(|| NoMove::NoHome(home.clone()))?;
    let own = board.spots[who].filter(|(at, _)| *at == h).map(|(_, bed)| (bed, true));
    let bed = own.or_else(|| board.bed(who, h));
    let (bed, free) = bed.ok_or_else(|| NoMove::NoBed { child: child.clone(), home: home.clone() })?;
    let against = fixed.is_some_and(|f| f != h) || board.is_forbidden(who, h);
    Ok(Move { change: board.change(who, Some(h)), bed: Some(bed), free, against })
}

fn read_spots(problem: &Problem, proposal: &Proposal) -> Result<Vec<Spot>, NoMove> {
    if proposal.places.len() != problem.children.len() {
        return Err(NoMove::OtherProblem);
    }
    let homes: std::collections::BTreeMap<&Id, usize> =
        problem.homes.iter().enumerate().map(|(h, home)| (&home.id, h)).collect();
    let spot = |(place, child): (&super::proposal::Place, &super::problem::Child)| {
        if place.child != child.id {
            return Err(NoMove::OtherProblem);
        }
        let (Some(home), Some(bed)) = (&place.home, place.bed) else { return Ok(None) };
        let h = *homes.get(home).ok_or(NoMove::OtherProblem)?;
        if problem.homes[h].beds.len() <= bed { Err(NoMove::OtherProblem) } else { Ok(Some((h, bed))) }
    };
    proposal.places.iter().zip(&problem.children).map(spot).collect()
}
