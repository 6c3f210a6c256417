//! What became of each interned family: who went to the homes by way of the relay house, who left otherwise, who was
//! still there. Reasons are the neutral list of the domain; deaths and deportations stand for what they are.

use super::cast::{Cast, Ids, Leg, SECOND_LIMIT, age};
use super::dice::{Dice, days, plus};
use super::origins::SPAIN;
use super::places::*;
use super::plan::{Convoy, Journey, Plan, Stage};
use super::trips::{self, Trip};
use domain::stay::EndReason;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// Children of under fifteen still interned on 25 August 1942, as the source says.
const STILL_THERE: usize = 540;
/// The eve of the round-up.
pub const EVE: Date = date(1942, 8, 25);

/// What became of a family.
#[derive(Clone, Copy, Debug)]
pub enum Fate {
    /// Still there on the stated day.
    Stays,
    /// Left the camps otherwise: day, reason, where to.
    Ends(Date, EndReason, &'static str),
    /// Released to the relay house.
    Relay {
        /// Day of the release.
        camp: Date,
        /// Number of the trip.
        trip: usize,
        /// Number of the home they go to.
        home: usize,
    },
}

/// The interned families.
pub struct Interned {
    /// The first of them by number.
    pub first: usize,
    /// Their fates by number of family.
    pub fates: Vec<Option<Fate>>,
    /// Families of whom it was decided that they move to Rivesaltes, if they are still there then: the day.
    pub moves: BTreeMap<usize, Date>,
    /// Children who left alone: to a hospital for good, or by death.
    pub alone: BTreeMap<usize, (Date, EndReason)>,
}

/// Decides for everybody.
pub fn decide(plan: &mut Plan, interned: &mut Interned, dice: &mut Dice) {
    alone(&plan.cast, interned, dice);
    trips::assign(plan, interned, dice);
    still_there(plan, interned, dice);
    trips::last_days(plan, interned, dice);
    for family in interned.first..plan.cast.families.len() {
        if interned.fates[family].is_none() {
            let fate = otherwise(&plan.cast, family, dice);
            settle(plan, interned, family, fate);
        }
    }
}

/// Writes a family's fate down, once.
pub fn settle(plan: &mut Plan, interned: &mut Interned, family: usize, fate: Fate) {
    plan.cast.families[family].settled = true;
    interned.fates[family] = Some(fate);
}

fn alone(cast: &Cast, interned: &mut Interned, dice: &mut Dice) {
    let mut children: Vec<usize> = (interned.first..cast.families.len())
        .filter(|f| !cast.families[*f].settled)
        .flat_map(|f| cast.families[f].children.clone())
        .collect();
    dice.shuffle(&mut children);
    let reasons =
        std::iter::repeat_n(EndReason::Died, 104).chain(std::iter::repeat_n(EndReason::Hospital, 118));
    for (child, reason) in children.into_iter().zip(reasons) {
        let first = plus(cast.children[child].legs[0].from, 14).max(date(1940, 12, 3));
        // Deaths are heaviest in the first winter.
        let last =
            if reason == EndReason::Died && dice.falls(60) { date(1941, 4, 30) } else { date(1942, 7, 28) };
        if first < last {
            interned.alone.insert(child, (dice.day(first, last), reason));
        }
    }
}

/// How many of a family count among the children still there on the eve.
pub fn counted(cast: &Cast, interned: &Interned, family: usize) -> usize {
    let counts = |c: &&usize| {
        let child = &cast.children[**c];
        child.born > SECOND_LIMIT && child.legs[0].from <= EVE && !interned.alone.contains_key(c)
    };
    cast.families[family].children.iter().filter(counts).count()
}

fn still_there(plan: &mut Plan, interned: &mut Interned, dice: &mut Dice) {
    let mut open: Vec<usize> =
        (interned.first..plan.cast.families.len()).filter(|f| interned.fates[*f].is_none()).collect();
    dice.shuffle(&mut open);
    // Few Spanish families were left by then.
    open.sort_by_cached_key(|f| std::ptr::eq(plan.cast.families[*f].origin, &SPAIN) && !dice.falls(25));
    let mut there = 0;
    for family in open {
        let n = counted(&plan.cast, interned, family);
        if n > 0 && there + n <= STILL_THERE {
            there += n;
            settle(plan, interned, family, Fate::Stays);
        }
    }
}

/// Weights of the months from December 1940 on.
const MONTHS: [usize; 21] = [5, 7, 9, 10, 10, 10, 9, 8, 8, 7, 7, 6, 6, 5, 5, 5, 4, 4, 3, 3, 2];

fn otherwise(cast: &Cast, family: usize, dice: &mut Dice) -> Fate {
    let home = &cast.families[family];
    let arrived = cast.children[home.children[0]].legs[0].from;
    let spain = std::ptr::eq(home.origin, &SPAIN);
    let grown = home.children.iter().all(|c| age(cast.children[*c].born, EVE) >= 15);
    if grown && dice.falls(35) {
        return Fate::Stays;
    }
    if home.origin.hunted && dice.falls(17) {
        let day = dice.weigh(&[(date(1942, 8, 11), 5), (date(1942, 8, 14), 2), (date(1942, 8, 24), 6)]);
        if plus(arrived, 20) < day {
            return Fate::Ends(day, EndReason::Deported, "Drancy");
        }
    }
    let how = match (spain, home.origin.hunted) {
        (true, _) => dice.weigh(&[
            ((EndReason::WithFamily, "Espagne"), 30),
            ((EndReason::WithFamily, "assignation à résidence, avec ses parents"), 22),
            ((EndReason::Other, "groupe de travailleurs étrangers, avec son père"), 18),
            ((EndReason::Emigrated, "Mexique"), 8),
            ((EndReason::Placed, "famille d’accueil"), 8),
            ((EndReason::OtherCamp, "camp hors de nos équipes"), 8),
            ((EndReason::OwnWill, ""), 5),
            ((EndReason::Unknown, ""), 1),
        ]),
        (_, false) => dice.weigh(&[
            ((EndReason::WithFamily, "assignation à résidence, avec ses parents"), 62),
            ((EndReason::WithFamily, "retour chez des parents en zone non occupée"), 18),
            ((EndReason::Placed, "famille d’accueil"), 12),
            ((EndReason::OtherCamp, "camp hors de nos équipes"), 5),
            ((EndReason::OwnWill, ""), 3),
        ]),
        _ => dice.weigh(&[
            ((EndReason::WithFamily, "assignation à résidence, avec ses parents"), 40),
            ((EndReason::Emigrated, "États-Unis, par Marseille et Lisbonne"), 19),
            ((EndReason::Placed, "famille d’accueil"), 15),
            ((EndReason::OtherCamp, "camp hors de nos équipes"), 9),
            ((EndReason::OwnWill, ""), 9),
            ((EndReason::Emigrated, "Amérique du Sud"), 4),
            ((EndReason::Missing, ""), 2),
            ((EndReason::Unknown, ""), 2),
        ]),
    };
    let first = plus(arrived, 18).max(date(1940, 12, 4));
    let weights: Vec<(i64, usize)> = MONTHS.iter().enumerate().map(|(m, w)| (m as i64, *w)).collect();
    for _ in 0..12 {
        let day = plus(date(1940, 12, 1), dice.weigh(&weights) * 30 + dice.between(0, 29));
        if day > first && day < date(1942, 8, 22) {
            return Fate::Ends(day, how.0, how.1);
        }
    }
    Fate::Ends(dice.day(first.min(date(1942, 8, 21)), date(1942, 8, 22)), how.0, how.1)
}

/// Ends the last camp stay of a family, and leads it through the relay house where that is its fate.
pub fn close(plan: &mut Plan, interned: &Interned, family: usize, ids: &mut Ids, dice: &mut Dice) {
    let children = plan.cast.families[family].children.clone();
    let fate = interned.fates[family].unwrap_or(Fate::Stays);
    for child in children {
        let legs = &mut plan.cast.children[child].legs;
        let Some(leg) = legs.last_mut() else { continue };
        match (interned.alone.get(&child), fate) {
            (Some(&(day, reason)), Fate::Ends(last, ..)) if day < last => leg.end = Some((day, reason, "")),
            (Some(&(day, reason)), Fate::Stays) => leg.end = Some((day, reason, "")),
            (_, Fate::Ends(day, reason, towards)) => leg.end = Some((day, reason, towards)),
            (_, Fate::Relay { camp, trip, home }) => {
                leg.end = Some((camp, EndReason::Released, SPOTS[PALAVAS].name));
                relay(plan, child, (camp, &trips::TRIPS[trip], home), ids, dice);
            }
            (None, Fate::Stays) => {}
        }
        let child = &mut plan.cast.children[child];
        let end = child.legs[0].end.map(|(until, ..)| until);
        child.registered =
            child.registered.min(end.unwrap_or(Date::MAX).max(SPOTS[child.legs[0].place].house.founded()));
    }
}

fn relay(
    plan: &mut Plan,
    child: usize,
    (camp, trip, home): (Date, &Trip, usize),
    ids: &mut Ids,
    dice: &mut Dice,
) {
    let legs = &mut plan.cast.children[child].legs;
    let came_from = legs.last().map_or("", |l| SPOTS[l.place].name);
    plan.journeys.push(Journey {
        day: trip.letters,
        child,
        to: super::houses::House::Relay,
        accepted: trip.arrived,
    });
    if !trip.arrived {
        return;
    }
    let within = dice.pick(&["Chambre des filles", "Chambre des garçons", "Chambre des petits"]).to_string();
    let left = trip.leaves.filter(|_| trip.stage != Stage::Decided);
    let end = left.map(|day| (day, EndReason::Placed, SPOTS[home].name));
    legs.push(Leg {
        stay: ids.stay(),
        place: PALAVAS,
        within,
        from: camp,
        came_from,
        why: "libération provisoire",
        end,
    });
    if let Some(day) = trip.leaves {
        plan.destinations.insert(child, home);
        let same = |c: &&mut Convoy| c.day == day && SPOTS[c.home].house == SPOTS[home].house;
        match plan.convoys.iter_mut().find(same) {
            Some(convoy) => convoy.children.push(child),
            None => plan.convoys.push(Convoy { day, home, children: vec![child], stage: trip.stage }),
        }
    }
    let (Some(left), Stage::Arrived, Some(at_home)) = (left, trip.stage, trip.home_letters) else { return };
    plan.journeys.push(Journey { day: at_home, child, to: SPOTS[home].house, accepted: trip.at_home });
    if trip.at_home {
        let rooms = lodging(home);
        let within = dice.pick(rooms).to_string();
        let room = days(left, EVE) > 100 && dice.falls(9);
        let end = room.then(|| super::homes::departure(dice, left)).flatten();
        let legs = &mut plan.cast.children[child].legs;
        legs.push(Leg {
            stay: ids.stay(),
            place: home,
            within,
            from: left,
            came_from: SPOTS[PALAVAS].name,
            why: "libération provisoire",
            end,
        });
    }
}
