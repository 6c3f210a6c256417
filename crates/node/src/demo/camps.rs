//! The interned children: who came to which camp, from where and when; and the paths their families then took.

use super::cast::{Cast, Ids, Leg};
use super::dice::{Dice, plus};
use super::fates::{Fate, Interned};
use super::origins::{ALSACE, BADEN, BELGIUM, Origin, POLAND, RUSSIA, SPAIN, VIENNA};
use super::places::*;
use super::plan::{Journey, Plan};
use domain::id::StayId;
use domain::stay::EndReason;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// A group as it came: camp, origin, where from, between which days, how many children of under fifteen.
struct Group(usize, &'static Origin, &'static str, Date, Date, usize);

const fn d(year: i16, month: i8, day: i8) -> Date {
    date(year, month, day)
}

/// Those who are there on 30 November 1940: these sizes add up to what the source says.
static GROUPS: [Group; 17] = [
    Group(GURS, &BADEN, "Bade et Palatinat", d(1940, 10, 24), d(1940, 10, 26), 640),
    Group(GURS, &BELGIUM, "Belgique", d(1940, 10, 28), d(1940, 11, 12), 470),
    Group(GURS, &POLAND, "Paris et sa région", d(1940, 6, 2), d(1940, 11, 8), 440),
    Group(GURS, &SPAIN, "Espagne", d(1939, 4, 12), d(1940, 9, 2), 330),
    Group(GURS, &ALSACE, "Alsace et Moselle", d(1940, 7, 20), d(1940, 11, 10), 160),
    Group(GURS, &RUSSIA, "Paris et sa région", d(1940, 6, 4), d(1940, 10, 20), 60),
    Group(ARGELES, &SPAIN, "Espagne", d(1939, 2, 10), d(1940, 10, 2), 820),
    Group(ARGELES, &BELGIUM, "Belgique", d(1940, 10, 3), d(1940, 11, 14), 210),
    Group(ARGELES, &ALSACE, "Alsace et Moselle", d(1940, 9, 3), d(1940, 11, 20), 120),
    Group(AGDE, &BELGIUM, "Belgique", d(1940, 9, 20), d(1940, 11, 10), 480),
    Group(AGDE, &POLAND, "Paris et sa région", d(1940, 9, 14), d(1940, 11, 18), 240),
    Group(AGDE, &SPAIN, "Espagne", d(1939, 2, 20), d(1940, 8, 2), 130),
    Group(RECEBEDOU, &BELGIUM, "Belgique", d(1940, 8, 1), d(1940, 11, 2), 170),
    Group(RECEBEDOU, &ALSACE, "Alsace et Moselle", d(1940, 7, 20), d(1940, 10, 20), 180),
    Group(MILLES, &VIENNA, "Autriche", d(1940, 9, 8), d(1940, 11, 26), 300),
    Group(RIEUCROS, &POLAND, "Paris et sa région", d(1940, 2, 4), d(1940, 11, 6), 150),
    Group(RIEUCROS, &SPAIN, "Espagne", d(1939, 10, 10), d(1940, 9, 9), 100),
];

/// Those who came later, up to the first days of August 1942.
static LATER: [Group; 7] = [
    Group(GURS, &POLAND, "Zone occupée", d(1940, 12, 6), d(1941, 9, 20), 70),
    Group(AGDE, &BELGIUM, "Belgique", d(1940, 12, 3), d(1941, 1, 10), 60),
    Group(RIVESALTES, &POLAND, "Zone occupée", d(1941, 2, 4), d(1942, 6, 28), 190),
    Group(RIVESALTES, &BELGIUM, "Pyrénées-Orientales", d(1941, 3, 1), d(1942, 5, 30), 110),
    Group(RIVESALTES, &SPAIN, "Pyrénées-Orientales", d(1941, 2, 10), d(1941, 12, 20), 60),
    Group(RECEBEDOU, &BADEN, "Zone occupée", d(1941, 3, 5), d(1942, 3, 3), 50),
    Group(MILLES, &VIENNA, "Bouches-du-Rhône", d(1941, 1, 10), d(1942, 5, 8), 60),
];

/// The round-up of 26 August 1942 in the department, as the team of Rivesaltes saw it come in.
static ROUND_UP: Group =
    Group(RIVESALTES, &POLAND, "Rafle du 26 août 1942", d(1942, 8, 26), d(1942, 8, 28), 46);

/// Children who had left again before the teams began; found in the camps' own registers.
static GONE: Group = Group(GURS, &SPAIN, "Espagne", d(1939, 4, 20), d(1939, 12, 1), 120);

/// Moves of whole trains to Rivesaltes: day, from, how many children at most.
static MOVES: [(Date, usize, usize); 5] = [
    (d(1941, 1, 21), AGDE, 260),
    (d(1941, 2, 12), ARGELES, 300),
    (d(1941, 3, 4), GURS, 560),
    (d(1941, 4, 8), ARGELES, 240),
    (d(1941, 5, 6), AGDE, 120),
];

/// Camps that closed: day, from, to.
static CLOSURES: [(Date, usize, usize); 3] =
    [(d(1941, 9, 10), ARGELES, NOE), (d(1941, 11, 4), AGDE, RECEBEDOU), (d(1942, 2, 12), RIEUCROS, NOE)];

/// Makes the families and their first stay in a camp.
pub fn intern(plan: &mut Plan, ids: &mut Ids, dice: &mut Dice) -> Interned {
    let first = plan.cast.families.len();
    let twins = plan.cast.twins(ids, dice);
    plan.twins.clone_from(&plan.cast.families[twins].children);
    arrive(&mut plan.cast, ids, dice, twins, GURS, ("Paris et sa région", d(1940, 10, 29)));
    for (i, group) in GROUPS.iter().enumerate() {
        // The twins are two of the first group from Paris.
        let met = if i == 2 { 2 } else { 0 };
        fill(plan, ids, dice, group, (d(1940, 11, 30), group.5 - met));
    }
    for group in &LATER {
        fill(plan, ids, dice, group, (group.3, group.5));
    }
    for _ in 0..38 {
        let born = dice.day(d(1940, 12, 2), d(1942, 7, 20));
        let camp = if born < d(1941, 6, 1) { GURS } else { RIVESALTES };
        let origin = dice.weigh(&[(&BADEN, 2), (&SPAIN, 3), (&POLAND, 3), (&BELGIUM, 2)]);
        let family = plan.cast.family(origin, &[born], ids, dice);
        arrive(&mut plan.cast, ids, dice, family, camp, ("né au camp", born));
    }
    let moves = moves(&plan.cast, first, twins, dice);
    let mut interned =
        Interned { first, fates: vec![None; plan.cast.families.len()], moves, alone: Default::default() };
    let (before, twins_fate) = (plan.cast.families.len(), twins);
    fill(plan, ids, dice, &GONE, (GONE.3, GONE.5));
    for _ in before..plan.cast.families.len() {
        let day = dice.day(d(1940, 2, 1), d(1940, 10, 10));
        let how = dice.weigh(&[
            ((EndReason::WithFamily, "Espagne"), 5),
            ((EndReason::Other, "groupe de travailleurs, avec son père"), 3),
        ]);
        interned.fates.push(Some(Fate::Ends(day, how.0, how.1)));
    }
    let before = plan.cast.families.len();
    fill(plan, ids, dice, &ROUND_UP, (d(1942, 8, 20), ROUND_UP.5));
    interned.fates.extend((before..plan.cast.families.len()).map(|_| Some(Fate::Stays)));
    interned.fates[twins_fate] = None;
    plan.cast.families.iter_mut().skip(first).for_each(|f| f.settled = false);
    for (family, fate) in interned.fates.iter().enumerate().skip(first) {
        plan.cast.families[family].settled = fate.is_some();
    }
    plan.cast.families[twins].settled = true;
    interned
}

/// Who is to move to Rivesaltes on which day. The twins go with the train from Gurs.
fn moves(cast: &Cast, first: usize, twins: usize, dice: &mut Dice) -> BTreeMap<usize, Date> {
    let mut families: Vec<usize> = (first..cast.families.len()).filter(|f| *f != twins).collect();
    dice.shuffle(&mut families);
    families.insert(0, twins);
    let mut moves = BTreeMap::new();
    for &(day, from, most) in &MOVES {
        let mut moved = 0;
        for family in &families {
            let able = |c: &usize| {
                let child = &cast.children[*c];
                child.legs[0].place == from
                    && plus(child.legs[0].from, 20) < day
                    && plus(child.registered, 3) < day
            };
            let children = &cast.families[*family].children;
            if moved < most && !moves.contains_key(family) && children.iter().all(able) {
                moved += children.len();
                moves.insert(*family, day);
            }
        }
    }
    moves
}

/// The camp a family is in on a day, if nothing has happened to it.
pub fn camp_on(cast: &Cast, interned: &Interned, family: usize, day: Date) -> usize {
    match interned.moves.get(&family) {
        Some(moved) if *moved <= day => RIVESALTES,
        _ => cast.children[cast.families[family].children[0]].legs[0].place,
    }
}

/// Families until a group has its number of children of under fifteen on `day`.
fn fill(plan: &mut Plan, ids: &mut Ids, dice: &mut Dice, group: &Group, (day, wanted): (Date, usize)) {
    let mut there = 0;
    while there < wanted {
        let n = dice.weigh(&[(1, 38), (2, 30), (3, 18), (4, 9), (5, 5)]).min(wanted - there);
        let mut births = Cast::births(n, 0, 14, day, dice);
        births.retain(|born| super::cast::age(*born, day) < 15 && *born < plus(day, -3));
        there += births.len();
        if dice.falls(9) {
            births.insert(0, plus(day, -dice.between(15 * 366, 17 * 365)));
        }
        if births.is_empty() {
            continue;
        }
        let family = plan.cast.family(group.1, &births, ids, dice);
        let from = dice.day(group.3, group.4);
        arrive(&mut plan.cast, ids, dice, family, group.0, (group.2, from));
    }
}

fn arrive(
    cast: &mut Cast,
    ids: &mut Ids,
    dice: &mut Dice,
    family: usize,
    place: usize,
    (came_from, from): (&'static str, Date),
) {
    let founded = SPOTS[place].house.founded();
    let row = within(place, dice);
    cast.put(family, ids, |c| Leg {
        stay: StayId::default(),
        place,
        within: row.clone(),
        from: from.max(c.born),
        came_from: if c.born > from { "né au camp" } else { came_from },
        why: "internement",
        end: None,
    });
    // The registers of November 1940 took the teams a month; some were found weeks later.
    let late = if from < founded { dice.between(0, 26) } else { dice.between(0, 4) };
    let found = if dice.falls(2) { dice.between(30, 60) } else { 0 };
    for child in cast.families[family].children.clone() {
        let child = &mut cast.children[child];
        let day = plus(child.legs[0].from.max(founded), late + found);
        child.registered = day.min(d(1942, 8, 30)).max(child.legs[0].from);
    }
}

fn within(place: usize, dice: &mut Dice) -> String {
    let rows = lodging(place);
    let row = dice.pick(rows);
    match place {
        GURS if dice.falls(4) => "Baraque des enfants (îlot K)".into(),
        RIVESALTES if dice.falls(12) => "Baraque des enfants (îlot J)".into(),
        MILLES => format!("{row}, chambre {}", dice.between(2, 40)),
        _ => format!("{row}, baraque {}", dice.between(1, 27)),
    }
}

/// Walks every interned family along its fate: moves between camps, then the end.
pub fn walk(plan: &mut Plan, interned: &Interned, ids: &mut Ids, dice: &mut Dice) {
    let last_day = |family: usize| match interned.fates[family] {
        Some(Fate::Ends(day, ..)) => day,
        Some(Fate::Relay { camp, .. }) => camp,
        _ => Date::MAX,
    };
    let steps = MOVES.iter().map(|&(day, from, _)| (day, from, RIVESALTES)).chain(CLOSURES);
    for (day, from, to) in steps {
        for family in interned.first..plan.cast.families.len() {
            let children = plan.cast.families[family].children.clone();
            let there = plan.cast.children[children[0]]
                .legs
                .last()
                .is_some_and(|l| l.place == from && plus(l.from, 20) < day);
            let chosen = to != RIVESALTES || interned.moves.get(&family) == Some(&day);
            if !there || !chosen || last_day(family) < plus(day, 12) {
                continue;
            }
            let row = within(to, dice);
            let on = plus(day, -dice.between(0, 1));
            for child in children {
                if interned.alone.get(&child).is_some_and(|(when, _)| *when < plus(day, 12)) {
                    continue;
                }
                step(plan, ids, child, (on, day, to), row.clone());
            }
        }
    }
    for family in interned.first..plan.cast.families.len() {
        super::fates::close(plan, interned, family, ids, dice);
    }
}

/// One child moves from a camp to another.
fn step(
    plan: &mut Plan,
    ids: &mut Ids,
    child: usize,
    (on, letters, to): (Date, Date, usize),
    within: String,
) {
    let legs = &mut plan.cast.children[child].legs;
    let Some(before) = legs.last_mut() else { return };
    before.end = Some((on, EndReason::OtherCamp, SPOTS[to].name));
    let (came_from, house) = (SPOTS[before.place].name, SPOTS[before.place].house);
    let stay = ids.stay();
    legs.push(Leg { stay, place: to, within, from: on, came_from, why: "transfert", end: None });
    if SPOTS[to].house != house {
        plan.journeys.push(Journey { day: letters, child, to: SPOTS[to].house, accepted: true });
    }
}
