//! The children of the homes who had not been in a camp: the refugees of 1939, their flight in June 1940, and those
//! whom families placed afterwards. How many there are of them is what the share of the camps is measured against.

use super::cast::{Cast, Ids, Leg};
use super::dice::{Dice, plus};
use super::origins::{ALSACE, BADEN, BELGIUM, Origin, POLAND, VIENNA};
use super::places::{MONTMORENCY, SOUTH, SOUTHERN};
use super::plan::Journey;
use domain::id::StayId;
use domain::stay::EndReason;
use jiff::civil::{Date, date};

/// Children in the homes at the end of 1939: north of Paris, and in Provence.
const IN_1939: (usize, usize) = (272, 28);
/// Children who had not been in a camp, by home of the southern zone, from the end of 1940 on.
const NEVER_INTERNED: [usize; SOUTHERN] = [84, 66, 58, 78, 62, 52, 44, 40, 50, 46];
/// The flight from the north.
const FLIGHT: Date = date(1940, 6, 12);

const REFUGEES: [((&Origin, &str), usize); 3] =
    [((&BADEN, "Allemagne"), 5), ((&VIENNA, "Autriche"), 3), ((&POLAND, "Paris et sa région"), 2)];
const PLACED: [((&Origin, &str), usize); 5] = [
    ((&POLAND, "Paris et sa région"), 5),
    ((&BELGIUM, "Belgique"), 3),
    ((&ALSACE, "Alsace et Moselle"), 3),
    ((&BADEN, "Allemagne"), 1),
    ((&VIENNA, "Autriche"), 1),
];

/// Plans the homes up to the end; journeys of June 1940 go to `journeys`.
pub fn plan(cast: &mut Cast, ids: &mut Ids, dice: &mut Dice, journeys: &mut Vec<Journey>) {
    let mut there = 0;
    while there < IN_1939.0 {
        let home = MONTMORENCY + dice.weigh(&[(0, 90), (1, 80), (2, 60), (3, 50)]);
        there += refugees(cast, ids, dice, home, IN_1939.0 - there);
    }
    there = 0;
    while there < IN_1939.1 {
        let home = SOUTH + 6 + dice.below(2);
        there += refugees(cast, ids, dice, home, IN_1939.1 - there);
    }
    flight(cast, ids, dice, journeys);
    let mut month = date(1940, 7, 15);
    while month < date(1942, 8, 1) {
        for (home, never) in NEVER_INTERNED.iter().enumerate().take(SOUTHERN) {
            let wanted = if month < date(1940, 12, 1) { never * 8 / 10 } else { *never };
            let mut there = cast
                .children
                .iter()
                .filter(|c| c.leg_on(month).is_some_and(|l| l.place == SOUTH + home))
                .count();
            while there < wanted {
                there += placed(cast, ids, dice, SOUTH + home, month, wanted - there);
            }
        }
        month = plus(month, 30);
    }
}

fn refugees(cast: &mut Cast, ids: &mut Ids, dice: &mut Dice, home: usize, most: usize) -> usize {
    let n = dice.weigh(&[(1, 5), (2, 3), (3, 1)]).min(most);
    let (origin, came_from) = dice.weigh(&REFUGEES);
    let births = Cast::births(n, 4, 13, date(1939, 4, 1), dice);
    let family = cast.family(origin, &births, ids, dice);
    let first = if home < SOUTH { date(1938, 12, 12) } else { date(1939, 8, 12) };
    let from = dice.day(first, date(1939, 11, 24));
    settle(cast, ids, dice, family, home, (from, came_from, "réfugié, confié par un comité"));
    n
}

/// A family comes to a home, and may leave it again.
fn settle(
    cast: &mut Cast,
    ids: &mut Ids,
    dice: &mut Dice,
    family: usize,
    home: usize,
    (from, came_from, why): (Date, &'static str, &'static str),
) {
    cast.families[family].settled = true;
    let rooms = super::places::lodging(home);
    let room = dice.pick(rooms).to_string();
    let end = dice.falls(15).then(|| departure(dice, from)).flatten();
    cast.put(family, ids, |_| Leg {
        stay: StayId::default(),
        place: home,
        within: room.clone(),
        from,
        came_from,
        why,
        end,
    });
    for child in cast.families[family].children.clone() {
        let child = &mut cast.children[child];
        child.registered = plus(from, dice.weigh(&[(0, 6), (1, 3), (3, 1)]));
        grown(child);
    }
}

/// Whoever turns seventeen goes out to work.
fn grown(child: &mut super::cast::Child) {
    let Some(leg) = child.legs.last_mut() else { return };
    let day = plus(child.born, 17 * 365 + 20);
    if day > plus(leg.from, 30) && day < date(1942, 8, 20) && leg.end.is_none_or(|(until, ..)| until > day) {
        leg.end = Some((day, EndReason::Placed, "apprentissage"));
    }
}

/// When and how somebody leaves a home.
pub fn departure(dice: &mut Dice, from: Date) -> Option<(Date, EndReason, &'static str)> {
    let first = plus(from, 70).max(date(1941, 2, 1));
    let last = date(1942, 8, 20);
    let how = dice.weigh(&[
        ((EndReason::Emigrated, "États-Unis, par Lisbonne"), 4),
        ((EndReason::WithFamily, "chez ses parents"), 4),
        ((EndReason::WithFamily, "chez une tante"), 2),
        ((EndReason::Placed, "famille d’accueil"), 2),
    ]);
    (first < last).then(|| (dice.day(first, last), how.0, how.1))
}

fn flight(cast: &mut Cast, ids: &mut Ids, dice: &mut Dice, journeys: &mut Vec<Journey>) {
    let mut full = [0usize; SOUTHERN];
    for family in 0..cast.families.len() {
        let children = cast.families[family].children.clone();
        let first = &cast.children[children[0]].legs[0];
        if first.place >= SOUTH {
            continue;
        }
        // A few went to relatives before the flight; whoever has not left for good by then travels.
        if dice.falls(4) {
            let day = dice.day(date(1940, 1, 5), date(1940, 5, 28));
            let whom = Some((day, EndReason::WithFamily, "chez un oncle"));
            children.iter().for_each(|c| cast.children[*c].legs[0].end = whom);
            continue;
        }
        let room = |h: &usize| NEVER_INTERNED[*h].saturating_sub(full[*h]);
        let home = (0..6).max_by_key(room).unwrap_or(0);
        full[home] += children.len();
        let (day, place) = (plus(FLIGHT, -dice.between(0, 2)), SOUTH + home);
        let room = dice.pick(super::places::lodging(place)).to_string();
        let later = cast.children[children[0]].legs[0].end.filter(|(until, ..)| *until > plus(day, 20));
        for child in children {
            let legs = &mut cast.children[child].legs;
            if legs[0].end.is_some_and(|(until, ..)| until <= day) {
                continue;
            }
            legs[0].end = Some((day, EndReason::Placed, "maisons du Centre"));
            let came_from = legs[0].came_from;
            let stay = ids.stay();
            legs.push(Leg {
                stay,
                place,
                within: room.clone(),
                from: day,
                came_from,
                why: "repli de la région parisienne",
                end: later,
            });
            grown(&mut cast.children[child]);
            journeys.push(Journey {
                day: FLIGHT,
                child,
                to: super::places::SPOTS[place].house,
                accepted: true,
            });
        }
    }
}

fn placed(cast: &mut Cast, ids: &mut Ids, dice: &mut Dice, home: usize, month: Date, most: usize) -> usize {
    let n = dice.weigh(&[(1, 6), (2, 3), (3, 1)]).min(most);
    let (origin, came_from) = dice.weigh(&PLACED);
    let births = Cast::births(n, 4, 13, month, dice);
    let family = cast.family(origin, &births, ids, dice);
    let from = plus(month, dice.between(0, 12));
    settle(cast, ids, dice, family, home, (from, came_from, "confié par sa famille"));
    n
}
