//! Why a child has no place, the least that would give one, and where needs decided it.

use super::amount::Amount;
use super::board::Board;
use super::problem::Sex;
use super::proposal::{Change, ChangeCode, Review, Unplaced, Why, WhyCode};

/// How many of those who have the beds are named.
const NAMED: usize = 10;
/// Years by which an entry's ages may be widened and it is still called the smaller change than a bed more.
const YEARS: u16 = 2;

pub(super) fn unplaced(board: &Board<'_>, child: usize) -> Unplaced {
    let id = board.problem.children[child].id.clone();
    Unplaced { child: id, why: why(board, child), least_change: least_change(board, child) }
}

fn sort(board: &Board<'_>, child: usize) -> String {
    let child = &board.problem.children[child];
    format!("{} {}", child.sex.code(), child.age)
}

fn why(board: &Board<'_>, child: usize) -> Why {
    let homes = 0..board.problem.homes.len();
    let fitting: Vec<usize> = homes.filter(|h| board.bed(child, *h).is_some()).collect();
    let open: Vec<usize> = fitting.iter().copied().filter(|h| !board.is_forbidden(child, *h)).collect();
    let sort = sort(board, child);
    let (code, words) = if fitting.is_empty() {
        (WhyCode::NoSuchBed, format!("no home has a bed for {sort}"))
    } else if open.is_empty() {
        (WhyCode::Forbidden, format!("every home that has a bed for {sort} is forbidden"))
    } else if open.iter().any(|h| board.bed(child, *h).is_some_and(|(_, free)| free)) {
        (
            WhyCode::Dearer,
            format!(
                "a bed for {sort} is free, but by the costs given to use it is worse than to leave the child out"
            ),
        )
    } else {
        (WhyCode::AllTaken, format!("every bed for {sort} that is allowed is taken"))
    };
    let mut taken_by = Vec::new();
    if code == WhyCode::AllTaken {
        let holds = |spot: &super::judge::Spot| {
            spot.is_some_and(|(h, b)| {
                open.contains(&h) && board.problem.homes[h].beds[b].takes(&board.problem.children[child])
            })
        };
        let holders = board.spots.iter().enumerate().filter(|(_, spot)| holds(spot));
        taken_by = holders.map(|(c, _)| board.problem.children[c].id.clone()).take(NAMED).collect();
    }
    Why { code, words, taken_by }
}

/// The smaller kind of change first; within a kind, the cheaper home.
fn least_change(board: &Board<'_>, child: usize) -> Option<Change> {
    let who = &board.problem.children[child];
    let homes = 0..board.problem.homes.len();
    let mut best: Option<((ChangeCode, u16, Amount, usize), Change)> = None;
    for home in homes {
        let banned = board.is_forbidden(child, home);
        let extra = board.change(child, Some(home));
        for (code, years, bed, from, to) in options(board, child, home, banned) {
            let key = (code, years, extra, home);
            if best.as_ref().is_some_and(|(least, _)| *least <= key) {
                continue;
            }
            let home = board.problem.homes[home].id.clone();
            let words = words(code, &home.to_string(), who.sex, who.age, (from, to), extra);
            best = Some((key, Change { code, home, bed, sex: who.sex, from, to, extra, words }));
        }
    }
    best.map(|(_, change)| change)
}

/// Kind of change, years of widening, entry, and the ages it then takes.
type Way = (ChangeCode, u16, Option<usize>, u16, u16);

fn options(board: &Board<'_>, child: usize, home: usize, banned: bool) -> Vec<Way> {
    let who = &board.problem.children[child];
    let beds = &board.problem.homes[home].beds;
    let mut options = Vec::new();
    if let Some((b, free)) = board.bed(child, home) {
        let code = match (banned, free) {
            (true, true) => Some(ChangeCode::LiftBan),
            (true, false) => None,
            (false, true) => Some(ChangeCode::AcceptCost),
            (false, false) => Some(ChangeCode::OneMoreBed),
        };
        options.extend(code.map(|code| (code, 0, Some(b), beds[b].from, beds[b].to)));
    }
    if banned {
        return options;
    }
    let right_sex = beds.iter().enumerate().filter(|(_, bed)| bed.sex.is_none_or(|sex| sex == who.sex));
    for (b, bed) in right_sex.filter(|(b, _)| board.free[home][*b] > 0) {
        let (from, to) = (bed.from.min(who.age), bed.to.max(who.age));
        let years = (bed.from - from) + (to - bed.to);
        if (1..=YEARS).contains(&years) {
            options.push((ChangeCode::WidenAges, years, Some(b), from, to));
        }
    }
    options.push((ChangeCode::NewBed, 0, None, who.age, who.age));
    options
}

fn words(code: ChangeCode, home: &str, sex: Sex, age: u16, (from, to): (u16, u16), extra: Amount) -> String {
    let sort = format!("{} {age}", sex.code());
    let first = match code {
        ChangeCode::AcceptCost => format!("use the free bed at {home}"),
        ChangeCode::WidenAges => format!("let a free bed at {home} take ages {from} to {to}"),
        ChangeCode::OneMoreBed => {
            format!("one more bed for {sort} at {home}, in the entry for ages {from} to {to}")
        }
        ChangeCode::LiftBan => format!("allow {home}, where a bed for {sort} is free"),
        ChangeCode::NewBed => format!("a bed for {sort} at {home}"),
    };
    let sign = if extra.0 > 0 { "rises" } else { "falls" };
    format!("{first}; the objective {sign} by {}", Amount(extra.0.abs()))
}

/// The children with needs who have no place although, were needs not counted, leaving out another would be as
/// good. Needs must not decide that; a person looks.
pub(super) fn review(board: &Board<'_>) -> Vec<Review> {
    let out = (0..board.spots.len()).filter(|c| board.spots[*c].is_none());
    out.filter(|c| !board.problem.children[*c].needs.is_empty()).filter_map(|c| reviewed(board, c)).collect()
}

fn reviewed(board: &Board<'_>, child: usize) -> Option<Review> {
    let problem = board.problem;
    let who = &problem.children[child];
    let need = |c: usize, home: usize| {
        problem.costs.need.0 * problem.missing(&problem.children[c], &problem.homes[home]).count() as i64
    };
    let mut best: Option<(Amount, usize, Option<usize>)> = None;
    let mut offer = |extra: i64, of_needs: i64, home: usize, other: Option<usize>| {
        let decided = of_needs > 0 && (0..=of_needs).contains(&extra);
        if decided && best.is_none_or(|(least, ..)| extra < least.0) {
            best = Some((Amount(extra), home, other));
        }
    };
    for home in (0..problem.homes.len()).filter(|h| !board.is_forbidden(child, *h)) {
        if board.bed(child, home).is_some_and(|(_, free)| free) {
            offer(board.change(child, Some(home)).0, need(child, home), home, None);
        }
    }
    for (other, spot) in board.spots.iter().enumerate() {
        let Some((home, bed)) = *spot else { continue };
        let fits = problem.homes[home].beds[bed].takes(who) && !board.is_forbidden(child, home);
        let kin = who.group.is_some() && who.group == problem.children[other].group;
        if fits && board.fixed[other].is_none() && !kin {
            let extra = board.change(child, Some(home)).0 + board.change(other, None).0;
            offer(extra, need(child, home) - need(other, home), home, Some(other));
        }
    }
    let (extra, home, other) = best?;
    let (home, instead_of) = (problem.homes[home].id.clone(), other.map(|c| problem.children[c].id.clone()));
    let words = match &instead_of {
        Some(other) => format!(
            "only needs decided that {} is left out rather than {other} at {home}; a person decides",
            who.id
        ),
        None => format!(
            "only needs decided that {} is left out although a bed is free at {home}; a person decides",
            who.id
        ),
    };
    Some(Review { child: who.id.clone(), instead_of, home, extra, words })
}
