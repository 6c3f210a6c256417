//! Proposals for the children of a relay house: what is put to the planner of those who wait and of the homes as their
//! places hold them. The planner proposes; a departure is decided by a person, in the relay house's room.
//!
//! A need draws a child to a home whose file says that it meets it, and never makes a place less likely: leaving out a child
//! who has needs weighs more than any need that a home does not meet. What no file says is to be asked of the home. Kept food
//! and day of rest are needs like the others. Difficulties in seeing, hearing, walking are not read at all.

mod dormitory;

use crate::id::FileId;
use crate::person::NEEDS;
use crate::place::Beds;
use crate::relay_house::{Check, Review};
use crate::said::Attested;
use dormitory::{Dormitory, age_of};
use jiff::ToSpan;
use jiff::civil::Date;
use linkage::edtf::{Edtf, age_on};
use planning::language;
use planning::placement::{
    Amount, Bed, Child, Costs, Effort, Home as Offered, Id, Pair, Problem, Proposal, Sex, explain, propose,
};
use std::collections::BTreeSet;

/// The work one answer may take: most boards are proved optimal with it, and a page does not wait.
pub const EFFORT: Effort = Effort { branches: 400, parts: 40 };
/// Children put to the planner at once; a relay house has sixty.
pub const MOST: usize = 150;
/// What first care calls nothing, in the languages of the pages and as people write it.
pub const NOTHING: [&str; 11] = [
    "rien",
    "rien à signaler",
    "aucun",
    "aucune",
    "néant",
    "nothing",
    "nothing to note",
    "none",
    "אין",
    "כלום",
    "אין מה לציין",
];
/// What parting brothers and sisters weighs while places are sought: more than any number of places.
const APART: Amount = Amount::whole(200_000);
/// Stands for staying in the relay house while places are sought: no file bears it.
const STAY: &str = "stay";
/// Days between two looks at somebody for whom nothing was decided.
const REVIEW_DAYS: i64 = 7;

/// A child who waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Their file.
    pub file: FileId,
    /// Family group.
    pub family: Option<Vec<u8>>,
    /// `f`, `m`, `x`, `?`.
    pub sex: char,
    /// Birth.
    pub birth: Option<Edtf>,
    /// Languages spoken.
    pub languages: Vec<String>,
    /// Of [`crate::person::NEEDS`].
    pub needs: Vec<String>,
    /// First care of this stay, by item.
    pub care: Vec<(String, Check)>,
    /// The last look at them while they waited.
    pub reviewed: Option<Attested<Review>>,
}

/// Somebody who has a bed in a home, or for whom it was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resident {
    /// Their file.
    pub file: FileId,
    /// Family group.
    pub family: Option<Vec<u8>>,
    /// `f`, `m`, `x`, `?`.
    pub sex: char,
    /// Birth.
    pub birth: Option<Edtf>,
    /// Languages spoken.
    pub languages: Vec<String>,
}

/// A home as its place holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// Its file.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// Bands of beds.
    pub beds: Vec<Beds>,
    /// Needs it meets, as its file says.
    pub offers: Vec<String>,
    /// Languages spoken there, as its file says.
    pub languages: Vec<String>,
    /// Who sleeps there or is on the way.
    pub residents: Vec<Resident>,
}

/// Why a child is not put to the planner; a person decides without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// Nobody has looked for signs of contagion yet.
    ContagionOpen,
    /// Something was found; looked at again and found to be nothing, it holds no more.
    ContagionFound(String),
    /// Beds are counted for girls and boys; the file says neither.
    Sex,
    /// The birth bounds no age.
    Age,
    /// A brother or sister is held: they wait together unless a person decides otherwise.
    Together,
    /// There are more children than are put to the planner at once.
    TooMany,
}

impl Held {
    /// The name the locale files use.
    pub fn key(&self) -> &'static str {
        match self {
            Held::ContagionOpen => "contagion-open",
            Held::ContagionFound(_) => "contagion-found",
            Held::Sex => "sex",
            Held::Age => "age",
            Held::Together => "together",
            Held::TooMany => "too-many",
        }
    }
}

/// How many beds a home has left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Its file.
    pub home: FileId,
    /// Beds of any sort that can be slept in; zero: its file says none.
    pub beds: u32,
    /// Of these, free.
    pub free: u32,
}

/// What is put to the planner, and what is not.
#[derive(Clone, Debug, Default)]
pub struct Posed {
    /// Children of the relay house first, in their order; then brothers and sisters who live in a home already.
    pub problem: Problem,
    /// Those left out of it, and why.
    pub held: Vec<(FileId, Held)>,
    /// Every home, in its order.
    pub rooms: Vec<Room>,
}

/// The id under which the planner knows a file.
pub fn id(file: &FileId) -> Id {
    Id::Text(file.to_string())
}

/// The file of that id.
pub fn file(id: &Id) -> Option<FileId> {
    match id {
        Id::Text(text) => FileId::parse(text),
        Id::Number(_) => None,
    }
}

/// What first care holds somebody by: contagion that was not looked for, or found.
pub fn held(care: &[(String, Check)]) -> Option<Held> {
    let Some((_, check)) = care.iter().find(|(item, _)| item == "contagion") else {
        return Some(Held::ContagionOpen);
    };
    let said = check.finding.trim().trim_end_matches('.').to_lowercase();
    (!NOTHING.contains(&said.as_str())).then(|| Held::ContagionFound(check.finding.clone()))
}

/// What the child said they want, noted in first care.
pub fn own_view(care: &[(String, Check)]) -> Option<&Check> {
    care.iter().find(|(item, _)| item == "own-view").map(|(_, check)| check)
}

/// The day by which somebody who came on `since` and waits is looked at again: a week after the last look, or after they
/// came.
pub fn review_due(since: Date, last: Option<Date>) -> Date {
    let from = last.map_or(since, |last| last.max(since));
    from.checked_add(REVIEW_DAYS.days()).unwrap_or(from)
}

/// Puts the children who can leave and the homes to the planner. `moves` are kept, whatever they cost: a child and a home.
pub fn pose(waiting: &[Waiting], homes: &[Home], day: Date, moves: &[(FileId, FileId)]) -> Posed {
    let mut posed = Posed::default();
    posed.problem.needs_blind = true;
    let parted = |child: &Waiting| {
        let family = |other: &&Waiting| child.family.is_some() && other.family == child.family;
        waiting.iter().filter(family).any(|other| asked(other, day).is_err())
    };
    for child in waiting {
        let full = posed.problem.children.len() >= MOST;
        let answer = asked(child, day).and_then(|asked| match (full, parted(child)) {
            (true, _) => Err(Held::TooMany),
            (_, true) => Err(Held::Together),
            _ => Ok(asked),
        });
        match answer {
            Ok(asked) => posed.problem.children.push(asked),
            Err(held) => posed.held.push((child.file, held)),
        }
    }
    let families: BTreeSet<&[u8]> = waiting.iter().filter_map(|c| c.family.as_deref()).collect();
    let mut known: BTreeSet<FileId> = waiting.iter().map(|c| c.file).collect();
    for (at, home) in homes.iter().enumerate() {
        let residents: Vec<&Resident> = home.residents.iter().filter(|r| known.insert(r.file)).collect();
        let (kin, others): (Vec<&Resident>, Vec<&Resident>) =
            residents.iter().partition(|r| r.family.as_deref().is_some_and(|f| families.contains(f)));
        let mut dormitory = Dormitory::of(&home.beds);
        for resident in &others {
            dormitory.takes(resident, day);
        }
        let beside: Vec<(Child, usize)> =
            kin.iter().filter_map(|r| brother_or_sister(r, &mut dormitory, day)).collect();
        posed.rooms.push(Room { home: home.file, beds: dormitory.all(), free: dormitory.free() });
        let mut beds = dormitory.left();
        for (child, bed) in beside {
            beds[bed].count += 1;
            posed.problem.fixed.push(Pair { child: posed.problem.children.len(), home: at });
            posed.problem.children.push(child);
        }
        posed.problem.homes.push(offered(home, &residents, beds));
    }
    keep(&mut posed.problem, moves);
    posed
}

/// The planner's answer, explained.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// For each child of the problem.
    pub proposal: Proposal,
    /// By how much another arrangement could be better at most; nothing: none is.
    pub gap: Amount,
}

/// Proposes; brothers and sisters go together or wait together, unless a person moved one. None where what was moved does
/// not hold.
pub fn answer(posed: &Posed) -> Option<Answer> {
    let mut sought = propose(&kept_together(&posed.problem), EFFORT);
    let gap = Amount(sought.objective?.0 - sought.bound?.0);
    let stay = Some(Id::Text(STAY.into()));
    for place in sought.places.iter_mut().filter(|p| p.home == stay) {
        (place.home, place.bed) = (None, None);
    }
    let proposal = explain(&posed.problem, &sought).ok()?;
    Some(Answer { proposal, gap })
}

/// The same problem with staying in the relay house as one more home, which everybody needs not to be in: whoever stays
/// while their sister goes is as apart from her as in two homes.
///
/// What a need weighs is said in halves. Staying lacks as many as a place is worth, and three for each need of the child; a
/// home that does not meet the need lacks two of those three. So a need added to a child makes every place of theirs dearer
/// by less than it makes staying dearer.
fn kept_together(problem: &Problem) -> Problem {
    let half = (problem.costs.need.0 / 2).max(1);
    let leave: Vec<String> = (0..problem.costs.unplaced.0 / half).map(|n| format!("{STAY} {n}")).collect();
    let needed: BTreeSet<String> = problem.children.iter().flat_map(|c| c.needs.clone()).collect();
    let halves = |need: &String| [need.clone(), format!("{need} 2")];
    let anywhere = |need: &String| format!("{need} 3");
    let mut harder = Problem { needs_blind: false, ..problem.clone() };
    for child in &mut harder.children {
        let own = child.needs.iter().flat_map(|need| halves(need).into_iter().chain([anywhere(need)]));
        child.needs = leave.iter().cloned().chain(own).collect();
    }
    for home in &mut harder.homes {
        let met = home.offers.iter().filter(|need| needed.contains(*need)).flat_map(halves);
        home.offers = leave.iter().cloned().chain(needed.iter().map(anywhere)).chain(met).collect();
    }
    let count = u32::try_from(problem.children.len()).unwrap_or(u32::MAX);
    harder.homes.push(Offered {
        id: Id::Text(STAY.into()),
        beds: vec![Bed { sex: None, from: 0, to: u16::MAX, count }],
        languages: Vec::new(),
        offers: Vec::new(),
        observant: false,
    });
    harder.costs = Costs { unplaced: Amount(Amount::MAX), split: APART, need: Amount(half), ..problem.costs };
    harder
}

/// The child as the planner knows it.
fn asked(child: &Waiting, day: Date) -> Result<Child, Held> {
    if let Some(held) = held(&child.care) {
        return Err(held);
    }
    let sex = sex(child.sex).ok_or(Held::Sex)?;
    let age = child.birth.as_ref().and_then(|b| age_on(b, day)).filter(|a| a.at_most.is_some());
    Ok(Child {
        id: id(&child.file),
        group: group(child.family.as_deref()),
        sex,
        age: age.ok_or(Held::Age)?.at_least,
        languages: language::forms(&child.languages),
        needs: child.needs.iter().take(NEEDS.len()).cloned().collect(),
        observant: false,
    })
}

fn sex(letter: char) -> Option<Sex> {
    match letter {
        'f' => Some(Sex::F),
        'm' => Some(Sex::M),
        _ => None,
    }
}

fn group(family: Option<&[u8]>) -> Option<Id> {
    family.map(|f| Id::Text(f.iter().map(|b| format!("{b:02x}")).collect()))
}

/// A brother or sister who lives in the home already, with the bed they have: the planner draws the others there. One
/// who sleeps beyond the beds draws nobody.
fn brother_or_sister(resident: &Resident, dormitory: &mut Dormitory, day: Date) -> Option<(Child, usize)> {
    let bed = dormitory.takes(resident, day)?;
    let beds = &dormitory.bands[bed].0;
    let age = age_of(resident, day).at_least.clamp(beds.from_age, beds.to_age.max(beds.from_age));
    let sex = sex(resident.sex).or(sex(beds.sex.chars().next()?)).unwrap_or(Sex::F);
    let child = Child {
        id: id(&resident.file),
        group: group(resident.family.as_deref()),
        sex,
        age,
        languages: language::forms(&resident.languages),
        needs: Vec::new(),
        observant: false,
    };
    Some((child, bed))
}

/// What the place and those who live there say of a home: its beds, what it offers, and the languages spoken there.
fn offered(home: &Home, residents: &[&Resident], beds: Vec<Bed>) -> Offered {
    let spoken = residents.iter().flat_map(|r| &r.languages).chain(&home.languages);
    let languages: BTreeSet<String> = language::forms(spoken).into_iter().collect();
    Offered {
        id: id(&home.file),
        beds,
        languages: languages.into_iter().take(planning::placement::MAX_WORDS).collect(),
        offers: home.offers.iter().take(NEEDS.len()).cloned().collect(),
        observant: false,
    }
}

/// Fixes what a person moved; the last word on a child counts.
fn keep(problem: &mut Problem, moves: &[(FileId, FileId)]) {
    for (n, (child, home)) in moves.iter().enumerate() {
        if moves[n + 1..].iter().any(|(later, _)| later == child) {
            continue;
        }
        let child = problem.children.iter().position(|c| c.id == id(child));
        let home = problem.homes.iter().position(|h| h.id == id(home));
        problem.fixed.extend(child.zip(home).map(|(child, home)| Pair { child, home }));
    }
}

#[cfg(test)]
mod tests;
