//! Trips through the relay house, month by month: how many children each home takes, so that the share of those who
//! come from the camps grows as the programme does; and the last days, as the board shows them.

use super::camps::camp_on;
use super::cast::{Cast, age};
use super::dice::{Dice, days, plus};
use super::fates::{EVE, Fate, Interned, counted, settle};
use super::houses::House;
use super::places::{SOUTH, SOUTHERN, SPOTS};
use super::plan::{Plan, Stage};
use domain::stay::EndReason;
use jiff::civil::{Date, date};

/// One trip: camps, relay house, homes.
pub struct Trip {
    /// The day of release in the camps.
    pub camp: Date,
    /// The day the camps send the files.
    pub letters: Date,
    /// Whether the relay house has accepted them.
    pub arrived: bool,
    /// The day of departure from the relay house.
    pub leaves: Option<Date>,
    /// How far that has come.
    pub stage: Stage,
    /// The day the relay house sends the files on.
    pub home_letters: Option<Date>,
    /// Whether the home has accepted them.
    pub at_home: bool,
}

/// Into the relay house on `camp`, out of it on `leaves`, shortly before the next come; their files follow with that
/// day's letters.
const fn usual(camp: Date, leaves: Date, next: Date) -> Trip {
    let (leaves, home_letters) = (Some(leaves), Some(next));
    Trip { camp, letters: camp, arrived: true, leaves, stage: Stage::Arrived, home_letters, at_home: true }
}

const fn waiting(camp: Date) -> Trip {
    Trip {
        camp,
        letters: camp,
        arrived: true,
        leaves: None,
        stage: Stage::Decided,
        home_letters: None,
        at_home: false,
    }
}

const fn d(year: i16, month: i8, day: i8) -> Date {
    date(year, month, day)
}

/// The monthly trips, then those of the last days.
pub static TRIPS: [Trip; 25] = [
    usual(d(1941, 3, 4), d(1941, 4, 6), d(1941, 4, 8)),
    usual(d(1941, 4, 8), d(1941, 5, 4), d(1941, 5, 6)),
    usual(d(1941, 5, 6), d(1941, 6, 8), d(1941, 6, 10)),
    usual(d(1941, 6, 10), d(1941, 6, 29), d(1941, 7, 1)),
    usual(d(1941, 7, 1), d(1941, 8, 3), d(1941, 8, 5)),
    usual(d(1941, 8, 5), d(1941, 8, 31), d(1941, 9, 2)),
    usual(d(1941, 9, 2), d(1941, 10, 5), d(1941, 10, 7)),
    usual(d(1941, 10, 7), d(1941, 11, 2), d(1941, 11, 4)),
    usual(d(1941, 11, 4), d(1941, 11, 30), d(1941, 12, 2)),
    usual(d(1941, 12, 2), d(1942, 1, 4), d(1942, 1, 6)),
    usual(d(1942, 1, 6), d(1942, 2, 1), d(1942, 2, 3)),
    usual(d(1942, 2, 3), d(1942, 3, 1), d(1942, 3, 3)),
    usual(d(1942, 3, 3), d(1942, 4, 5), d(1942, 4, 7)),
    usual(d(1942, 4, 7), d(1942, 5, 3), d(1942, 5, 5)),
    usual(d(1942, 5, 5), d(1942, 5, 31), d(1942, 6, 2)),
    usual(d(1942, 6, 2), d(1942, 7, 5), d(1942, 7, 7)),
    usual(d(1942, 7, 7), d(1942, 8, 11), d(1942, 8, 13)),
    waiting(d(1942, 8, 13)),
    Trip { leaves: Some(d(1942, 9, 2)), ..waiting(d(1942, 8, 13)) },
    Trip { leaves: Some(d(1942, 8, 29)), stage: Stage::Underway, ..waiting(d(1942, 8, 13)) },
    Trip { leaves: Some(d(1942, 8, 31)), stage: Stage::Underway, ..waiting(d(1942, 8, 13)) },
    Trip { at_home: false, ..usual(d(1942, 8, 13), d(1942, 8, 26), d(1942, 8, 31)) },
    Trip { letters: d(1942, 8, 31), ..waiting(d(1942, 8, 30)) },
    waiting(d(1942, 8, 31)),
    Trip { arrived: false, ..waiting(d(1942, 8, 31)) },
];

/// How many monthly trips there are.
const MONTHLY: usize = 17;
/// The twins leave Rivesaltes with the trip of January 1942.
const TWINS: usize = 10;

/// The share of a home's children that come from the camps, as the programme grows; each home its own way.
fn share(home: usize, on: Date) -> f64 {
    let months = days(date(1941, 3, 1), on) as f64 / 30.4;
    let own = [0.02, -0.03, 0.04, -0.01, 0.05, -0.04, 0.03, 0.0, -0.02, 0.01][home % SOUTHERN];
    let grown = if months < 9.0 { 0.40 * (months + 1.0) / 10.0 } else { 0.40 + (months - 9.0) * 0.008 };
    grown + own * (months / 9.0).min(1.0)
}

/// Which regions a trip goes to: two each time, all of them at the turn of the year and at the end.
fn serves(trip: usize, house: House) -> bool {
    let even = matches!(house, House::Creuse | House::Provence);
    trip >= MONTHLY - 2 || trip == 8 || trip.is_multiple_of(2) == even
}

/// Which camps send children on a trip: Gurs and Rivesaltes by turns, the others now and then.
fn sends(trip: usize, camp: usize) -> bool {
    match SPOTS[camp].house {
        House::Gurs => trip.is_multiple_of(2),
        House::Rivesaltes => trip % 2 == 1,
        _ => trip.is_multiple_of(4),
    }
}

/// Families for the monthly trips.
pub fn assign(plan: &mut Plan, interned: &mut Interned, dice: &mut Dice) {
    let mut pool: Vec<usize> = (interned.first..plan.cast.families.len()).collect();
    dice.shuffle(&mut pool);
    let mut taken: [Vec<(Date, usize)>; SOUTHERN] = Default::default();
    for (number, trip) in TRIPS.iter().enumerate().take(MONTHLY) {
        let leaves = trip.leaves.unwrap_or(trip.camp);
        for home in (0..SOUTHERN).filter(|h| serves(number, SPOTS[SOUTH + h].house)) {
            let others = plan
                .cast
                .children
                .iter()
                .filter(|c| c.leg_on(leaves).is_some_and(|l| l.place == SOUTH + home));
            let (others, share) = (others.count() as f64, share(home, leaves));
            let wanted = (others * share / (1.0 - share)).round() as usize;
            // About one in ten of them will have left again.
            let there: f64 = taken[home]
                .iter()
                .map(|(since, n)| *n as f64 * (1.0 - 0.00018 * days(*since, leaves) as f64))
                .sum();
            let mut missing = wanted.saturating_sub(there.round() as usize);
            if number == TWINS && home == 0 {
                let twins = plan.cast.children[plan.twins[0]].family;
                settle(plan, interned, twins, Fate::Relay { camp: trip.camp, trip: number, home: SOUTH });
                taken[0].push((leaves, 2));
                missing = missing.saturating_sub(2);
            }
            while missing > 0 {
                let Some(family) = choose(&plan.cast, interned, &pool, number, missing) else { break };
                let n = plan.cast.families[family].children.len();
                let camp = plus(trip.camp, -dice.between(0, 1));
                settle(plan, interned, family, Fate::Relay { camp, trip: number, home: SOUTH + home });
                taken[home].push((leaves, n));
                missing -= n;
            }
        }
    }
}

/// A family that can travel: all children of under fifteen and over three, long enough in the camp and registered.
fn choose(cast: &Cast, interned: &Interned, pool: &[usize], trip: usize, most: usize) -> Option<usize> {
    let day = TRIPS[trip].camp;
    pool.iter().copied().find(|f| {
        let family = &cast.families[*f];
        !family.settled
            && family.children.len() <= most
            && (trip >= MONTHLY || sends(trip, camp_on(cast, interned, *f, day)))
            && family.children.iter().all(|c| {
                let child = &cast.children[*c];
                (3..15).contains(&age(child.born, day))
                    && plus(child.legs[0].from, 50) < day
                    && plus(child.registered, 25) < day
                    && !interned.alone.contains_key(c)
            })
    })
}

/// The last days of August 1942: those whom the board of the relay house shows, and what happened in the camps after
/// the eve of the round-up.
pub fn last_days(plan: &mut Plan, interned: &mut Interned, dice: &mut Dice) {
    let mut pool: Vec<usize> = (interned.first..plan.cast.families.len()).collect();
    dice.shuffle(&mut pool);
    // Trip, home, how many children; the homes matter only where a departure was decided.
    let groups = [(17, 0, 13), (18, 3, 5), (18, 4, 3), (19, 1, 6), (20, 8, 3), (21, 6, 4)];
    for (trip, home, mut missing) in groups {
        while missing > 0 {
            let Some(family) = choose(&plan.cast, interned, &pool, trip, missing) else { break };
            missing -= plan.cast.families[family].children.len();
            let camp = plus(TRIPS[trip].camp, -dice.between(0, 1));
            settle(plan, interned, family, Fate::Relay { camp, trip, home: SOUTH + home });
        }
    }
    // From here on the eve's count is made: only families that were still there may be chosen.
    for (trip, mut missing) in [(22, 9), (23, 5), (24, 4)] {
        for family in &pool {
            let children = &plan.cast.families[*family].children;
            let whole = counted(&plan.cast, interned, *family) == children.len();
            let stays =
                matches!(interned.fates[*family], Some(Fate::Stays)) && children.len() <= missing && whole;
            let able = children.iter().all(|c| {
                let child = &plan.cast.children[*c];
                age(child.born, EVE) >= 3
                    && plus(child.registered, 25) < EVE
                    && child.legs[0].from < plus(EVE, -90)
            });
            // The letter that waits on the nurse's board comes from Gurs.
            let here = trip != 24 || camp_on(&plan.cast, interned, *family, EVE) == super::places::GURS;
            if stays && able && here {
                missing -= children.len();
                interned.fates[*family] = Some(Fate::Relay { camp: TRIPS[trip].camp, trip, home: SOUTH });
            }
            if missing == 0 {
                break;
            }
        }
    }
    let mut gone = 0;
    for family in &pool {
        let held = &plan.cast.families[*family];
        let stays = matches!(interned.fates[*family], Some(Fate::Stays)) && held.origin.hunted;
        let there = plan.cast.children[held.children[0]].legs[0].from < plus(EVE, -30);
        if stays && there && gone < 46 {
            gone += held.children.len();
            interned.fates[*family] = Some(Fate::Ends(date(1942, 8, 28), EndReason::Deported, "Drancy"));
        }
    }
}
