//! Why a child is proposed for a home, and what would be next best.

use super::amount::Amount;
use super::board::Board;
use super::proposal::{NextBest, Place, Reason, ReasonCode};

/// The place of one child, with its reasons.
pub(super) fn place(board: &Board<'_>, child: usize) -> Place {
    let problem = board.problem;
    let id = problem.children[child].id.clone();
    let Some((home, bed)) = board.spots[child] else {
        return Place { child: id, home: None, bed: None, reasons: Vec::new(), next_best: None };
    };
    let home_id = Some(problem.homes[home].id.clone());
    let next_best = if board.fixed[child].is_some() { None } else { next_best(board, child, home) };
    Place { child: id, home: home_id, bed: Some(bed), reasons: reasons(board, child, home), next_best }
}

fn reason(code: ReasonCode, words: &str, of: Vec<String>, cost: i64) -> Reason {
    let words = if of.is_empty() { words.to_owned() } else { format!("{words}: {}", of.join(", ")) };
    Reason { code, words, of, cost: Amount(cost) }
}

fn reasons(board: &Board<'_>, child: usize, home: usize) -> Vec<Reason> {
    use ReasonCode::*;
    let (problem, who, there) = (board.problem, &board.problem.children[child], &board.problem.homes[home]);
    let costs = problem.costs;
    let mut reasons = Vec::new();
    if board.fixed[child].is_some() {
        reasons.push(reason(Fixed, "already decided", Vec::new(), 0));
    }
    let name = |c: usize| problem.children[c].id.to_string();
    let (with, apart): (Vec<usize>, Vec<usize>) = board
        .siblings(child)
        .filter(|c| board.spots[*c].is_some())
        .partition(|c| board.spots[*c].is_some_and(|(h, _)| h == home));
    if !with.is_empty() {
        reasons.push(reason(WithGroup, "in the same home as", with.into_iter().map(name).collect(), 0));
    }
    if !apart.is_empty() {
        reasons.push(reason(
            ApartFromGroup,
            "apart from",
            apart.into_iter().map(name).collect(),
            costs.split.0,
        ));
    }
    let shared: Vec<String> = problem.shared(who, there).map(str::to_owned).collect();
    if shared.is_empty() {
        reasons.push(reason(
            NoLanguageShared,
            "no language known to be shared",
            Vec::new(),
            costs.language.0,
        ));
    } else {
        reasons.push(reason(LanguageShared, "language shared", shared, 0));
    }
    let missing: Vec<String> = problem.missing(who, there).map(str::to_owned).collect();
    let offered: Vec<String> = who.needs.iter().filter(|n| !missing.contains(n)).cloned().collect();
    if !offered.is_empty() {
        reasons.push(reason(NeedsOffered, "the home offers", offered, 0));
    }
    if !missing.is_empty() {
        let cost = costs.need.0 * missing.len() as i64;
        reasons.push(reason(NeedsNotOffered, "the home does not offer", missing, cost));
    }
    if who.observant && there.observant {
        reasons.push(reason(ObservanceKept, "the home keeps what the child keeps", Vec::new(), 0));
    } else if who.observant {
        let words = "the home does not keep what the child keeps";
        reasons.push(reason(ObservanceNotKept, words, Vec::new(), costs.observance.0));
    }
    if reasons.iter().all(|r| r.cost.0 > 0) {
        reasons.push(reason(BedFits, "a bed of the child's sex and age is there", Vec::new(), 0));
    }
    reasons
}

/// The cheapest other home with a free bed; where none is free, the cheapest.
fn next_best(board: &Board<'_>, child: usize, now: usize) -> Option<NextBest> {
    let homes = (0..board.problem.homes.len()).filter(|h| *h != now && !board.is_forbidden(child, *h));
    let offers = homes.filter_map(|home| {
        let (bed, free) = board.bed(child, home)?;
        Some((!free, board.change(child, Some(home)), home, bed))
    });
    let (full, extra, home, bed) = offers.min()?;
    let home = board.problem.homes[home].id.clone();
    let room =
        if full { "no bed is free there: somebody would have to give way" } else { "a bed is free there" };
    let words = format!("next best: {home}, {extra} more; {room}");
    Some(NextBest { home, bed, extra, free: !full, words })
}
