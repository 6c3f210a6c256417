//! What stands behind the page of proposals: who waits, the homes, what the planner says, and what a person moved.

use crate::edge::Complaint;
use crate::form::Typed;
use crate::pages::place::asked;
use crate::pages::relay_house;
use crate::pages::stay::moves::full_name;
use crate::viewer::Viewer;
use domain::compartment::Role;
use domain::id::FileId;
use domain::place::Kind;
use domain::placement::{Answer, Home, Posed, Waiting, answer, file, id, pose};
use jiff::civil::Date;
use planning::placement::{Amount, Id, Move, NoMove, Place, Proposal, price_move};
use std::collections::HashMap;
use store::place::PlaceLine;
use store::relay_house::Card;

/// A child and the home a person looks at for them.
pub(super) type Pair = (FileId, FileId);

/// What the last move would cost, and what was proposed before it.
pub(super) struct Moved {
    /// Who, and where to.
    pub pair: Pair,
    /// Its price while everybody else stays, or why it has none.
    pub price: Result<Move, NoMove>,
    /// The proposal without it.
    pub before: Proposal,
    /// Everybody can be placed anew with it.
    pub holds: bool,
}

/// Everything the page shows.
pub(super) struct Gathered {
    /// The relay house.
    pub house: PlaceLine,
    /// Today there.
    pub day: Date,
    /// Children for whom nothing was decided, in the order of the board.
    pub cards: Vec<Card>,
    /// The same as the planner needs them.
    pub waiting: Vec<Waiting>,
    /// Homes, alphabetically.
    pub homes: Vec<Home>,
    /// What was put to the planner.
    pub posed: Posed,
    /// What it says.
    pub proposal: Proposal,
    /// By how much another arrangement could be better at most.
    pub gap: Amount,
    /// Moves that hold.
    pub moves: Vec<Pair>,
    /// The last one, priced.
    pub moved: Option<Moved>,
    names: HashMap<FileId, String>,
    codes: HashMap<FileId, String>,
}

impl Gathered {
    /// A child's name, as lists write it.
    pub fn name(&self, child: &Id) -> String {
        file(child).and_then(|f| self.names.get(&f).cloned()).unwrap_or_default()
    }

    /// The same child's code.
    pub fn code(&self, child: &Id) -> String {
        file(child).and_then(|f| self.codes.get(&f).cloned()).unwrap_or_default()
    }

    /// A home's name.
    pub fn home(&self, home: &Id) -> &str {
        let found = file(home).and_then(|f| self.homes.iter().find(|h| h.file == f));
        found.map(|h| h.name.as_str()).unwrap_or_default()
    }

    /// What is proposed for a child; none for one who was not put to the planner.
    pub fn place(&self, child: &FileId) -> Option<&Place> {
        let child = id(child);
        self.proposal.places.iter().find(|p| p.child == child)
    }
}

/// The relay house asked for, else the first.
pub(super) fn house(v: &Viewer, typed: &Typed) -> Result<Option<PlaceLine>, Complaint> {
    let mut houses = v.store().places(v.actor()?, None)?;
    houses.retain(|p| p.kind == Kind::RelayHouse);
    let asked = houses.iter().position(|p| p.file.to_string() == typed.get("place"));
    Ok((!houses.is_empty()).then(|| houses.swap_remove(asked.unwrap_or(0))))
}

/// Reads who waits and the homes, and lets the planner propose.
pub(super) fn gathered(v: &Viewer, house: PlaceLine, typed: &Typed) -> Result<Gathered, Complaint> {
    let day = v.today(house.scene);
    let board = relay_house::board(v, &house, day)?;
    let mut cards: Vec<Card> = board.arrivals.into_iter().chain(board.waiting).collect();
    // Files that live elsewhere are decided elsewhere; here stand those of this house.
    cards.retain(|c| c.compartment == house.compartment);
    let seen: Vec<&Card> = cards.iter().collect();
    let waiting = v.store().waiting(v.actor()?, &seen)?;
    let only = (!asked::may(v, &house.compartment, Role::directs)).then_some(&house.compartment);
    let homes = v.store().homes(v.actor()?, &house, only, day)?;
    let asked: Vec<Pair> = typed.all("move").iter().filter_map(|text| pair(text)).collect();
    let known = |(child, home): &Pair| {
        cards.iter().any(|c| c.file == *child) && homes.iter().any(|h| h.file == *home)
    };
    let mut moves: Vec<Pair> = asked.into_iter().filter(known).collect();
    let (posed, Answer { proposal, gap }, moved) =
        looked_at(&waiting, &homes, day, &mut moves).ok_or_else(|| Complaint::internal(v))?;
    let (names, codes) = (HashMap::new(), HashMap::new());
    let mut g =
        Gathered { house, day, cards, waiting, homes, posed, proposal, gap, moves, moved, names, codes };
    [g.names, g.codes] = called(v, &g)?;
    Ok(g)
}

/// `child:home`, as forms send it.
pub(super) fn pair(text: &str) -> Option<Pair> {
    let (child, home) = text.split_once(':')?;
    Some((FileId::parse(child)?, FileId::parse(home)?))
}

/// The answer with the moves that hold; the last one is priced on what was proposed before it.
fn looked_at(
    waiting: &[Waiting],
    homes: &[Home],
    day: Date,
    moves: &mut Vec<Pair>,
) -> Option<(Posed, Answer, Option<Moved>)> {
    let with = |moves: &[Pair]| {
        let posed = pose(waiting, homes, day, moves);
        answer(&posed).map(|answer| (posed, answer))
    };
    let last = moves.pop();
    moves.retain(|(child, _)| last.is_none_or(|(moved, _)| *child != moved));
    let before = with(moves).or_else(|| {
        // Somebody else took a bed since: what was moved before holds no more.
        moves.clear();
        with(moves)
    });
    let ((posed, answer), Some(last)) = (before?, last) else {
        return with(moves).map(|(p, a)| (p, a, None));
    };
    let price = price_move(&posed.problem, &answer.proposal, &id(&last.0), Some(&id(&last.1)));
    let before = answer.proposal.clone();
    moves.push(last);
    if let Some((posed, answer)) = price.as_ref().ok().and_then(|_| with(moves)) {
        return Some((posed, answer, Some(Moved { pair: last, price, before, holds: true })));
    }
    moves.pop();
    Some((posed, answer, Some(Moved { pair: last, price, before, holds: false })))
}

/// How those who wait are called, and their brothers and sisters in the homes: by name, and by code.
fn called(v: &Viewer, g: &Gathered) -> Result<[HashMap<FileId, String>; 2], Complaint> {
    let mut names: HashMap<FileId, String> = g.cards.iter().map(|c| (c.file, c.name.clone())).collect();
    let mut codes: HashMap<FileId, String> = g.cards.iter().map(|c| (c.file, c.code.clone())).collect();
    let of_homes = g.posed.problem.children.iter().filter_map(|c| file(&c.id));
    let others: Vec<FileId> = of_homes.filter(|f| !names.contains_key(f)).collect();
    for line in v.store().lines_of(v.actor()?, &others)? {
        names.insert(line.file, full_name(&line));
        codes.insert(line.file, line.code);
    }
    Ok([names, codes])
}
