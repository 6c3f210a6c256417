//! The demonstration: a throw-away node whose figures are those of the sources, because its stays add up to them.
//!
//! Two scenes, each with a stated date: 1938 to 31 August 1942, and a home of today. Names of people and of homes are
//! invented; no real person is meant. The scenario is drawn with fixed dice, so its figures are the same each time; its
//! keys and ids come from the system, so no two demonstrations share one. Everything is written through the store's
//! ordinary door, by members, each in the compartments granted to them: the demonstration has no way of its own.

mod camps;
mod cast;
mod dice;
mod fates;
mod homes;
mod houses;
mod origins;
mod papers;
mod places;
mod plan;
mod relatives;
mod scales;
mod scene_today;
mod script;
mod settled;
mod stage;
mod trips;
mod ways;
mod words;

use cast::Ids;
use houses::{House, Who};
use jiff::civil::{Date, date};
use journal::chance::Chance;
use plan::Plan;
use stage::{Event, Letters, Stage, at};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::thread::ScopedJoinHandle;
use store::Problem;

/// The stated date of the historical scene.
pub const HISTORICAL_DATE: Date = date(1942, 8, 31);
/// The stated date of today's scene: a Sunday.
pub const PRESENT_DATE: Date = date(2026, 11, 15);
/// The hour at which both scenes stand, in minutes after midnight UTC.
pub const STATED_MINUTE: i64 = 18 * 60 + 30;
/// The passphrase of every member. It protects nothing: the demonstration holds nobody's data.
pub const PASSPHRASE: &str = "relais-demo";

/// Somebody to sign in as.
pub struct SignIn {
    /// The name to sign in with.
    pub member: &'static str,
    /// Their part.
    pub role: &'static str,
    /// Which scene they work in.
    pub scene: &'static str,
    /// What to look at first.
    pub look_first: &'static str,
}

/// One member for each part.
pub const SIGN_INS: &[SignIn] = &[
    SignIn {
        member: "worker",
        role: "camp social worker",
        scene: "Gurs and Rivesaltes, 31 August 1942",
        look_first: "Today: papers that lapse this week, a date of birth told twice; then / and \"halimi\"",
    },
    SignIn {
        member: "nurse",
        role: "nurse of the relay house",
        scene: "Palavas-les-Flots, 31 August 1942",
        look_first: "The board: who came last night, whose arrival nobody has confirmed; a letter from Gurs to accept",
    },
    SignIn {
        member: "supervisor",
        role: "director of the programme",
        scene: "all houses, both scenes",
        look_first: "Report: 5,000 and 540, exits by reason, the share of each home; no health volet opens",
    },
    SignIn {
        member: "house-parent",
        role: "house parent",
        scene: "Maison des Acacias, 15 November 2026",
        look_first: "Who is in tonight: a Sunday evening with six on a family visit and one gone without a word",
    },
    SignIn {
        member: "auditor",
        role: "auditor",
        scene: "all compartments, both scenes",
        look_first: "The log and the proofs: every entry signed and chained, nobody's page readable",
    },
    SignIn {
        member: "visitor",
        role: "visiting partner",
        scene: "Gurs, 31 August 1942",
        look_first: "Today's list by code and given name, and nothing else",
    },
    SignIn {
        member: "keeper",
        role: "keeper of the keys",
        scene: "all compartments, both scenes",
        look_first: "Members and compartments: who may read what, and since when",
    },
];

/// The system's randomness.
struct SystemChance;

impl Chance for SystemChance {
    #[allow(clippy::disallowed_methods)] // this crate is where the system's randomness comes in
    fn fill(&mut self, out: &mut [u8]) {
        getrandom::fill(out).expect("a system without randomness can make no keys");
    }
}

/// Fills `dir` with the demonstration. `progress` hears acts done, acts in all, and what is being written.
///
/// # Errors
/// When there is a node already, or the disk refuses.
pub fn fill(dir: &Path, progress: &mut dyn FnMut(u64, u64, &str)) -> Result<(), Problem> {
    progress(0, 0, "members and compartments");
    let stage = Stage::build(dir)?;
    let members: BTreeMap<Who, _> = Who::ALL.into_iter().map(|who| (who, stage.actor(who).member)).collect();
    let (mut for_plan, mut for_script, mut for_today) = (SystemChance, SystemChance, SystemChance);
    let plan = plan::draw(&mut Ids(&mut for_plan));
    let written = script::Script::new(&plan, members.clone(), Ids(&mut for_script)).written()?;
    let (mut events, places) = (written.events, written.places);
    for (house, more) in scene_today::events(&members, &places, Ids(&mut for_today))? {
        let all = events.entry(house).or_default();
        all.extend(more);
        all.sort_by_key(|e| e.at);
    }
    let total = events.values().map(|e| e.len() as u64).sum::<u64>() + plan.journeys.len() as u64 * 4;
    let days: Vec<(Date, Vec<Letters>)> = plan
        .journeys
        .iter()
        .map(|j| j.day)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|day| (day, letters(&plan, day)))
        .collect();
    play(&stage, events, &days, &mut |done, day| progress(done, total, &day.to_string()))?;
    settled::epilogue(&stage, &plan)?;
    relatives::ask(&stage, &plan)?;
    progress(total, total, &HISTORICAL_DATE.to_string());
    Ok(())
}

/// Plays every house's events, and sends the letters of each day between them. A house writes on, beside the others,
/// until the hour of the next letter it sends or receives; a day's letters wait for the houses they concern only.
fn play(
    stage: &Stage,
    mut events: BTreeMap<House, Vec<Event>>,
    days: &[(Date, Vec<Letters>)],
    progress: &mut dyn FnMut(u64, Date),
) -> Result<(), Problem> {
    let mut done = 0;
    std::thread::scope(|scope| {
        let mut start = |house: House, from: usize| {
            let next = days[from..].iter().find(|(_, letters)| letters.iter().any(|l| l.concerns(house)));
            let all = events.entry(house).or_default();
            let due = match next {
                Some((day, _)) => all.partition_point(|e| e.at < at(*day, 9 * 60)),
                None => all.len(),
            };
            let later = all.split_off(due);
            let due = std::mem::replace(all, later);
            (due.len() as u64, scope.spawn(move || stage.write(house, due)))
        };
        let mut running: BTreeMap<House, _> = House::ALL.into_iter().map(|h| (h, start(h, 0))).collect();
        for (i, (day, letters)) in days.iter().enumerate() {
            let concerned: Vec<House> =
                House::ALL.into_iter().filter(|h| letters.iter().any(|l| l.concerns(*h))).collect();
            for house in &concerned {
                done += running.remove(house).map_or(Ok(0), ended)?;
            }
            stage.send(*day, letters)?;
            done += 4 * letters.iter().map(|l| l.files.len() as u64).sum::<u64>();
            progress(done, *day);
            running.extend(concerned.into_iter().map(|house| (house, start(house, i + 1))));
        }
        running.into_values().try_for_each(|writing| ended(writing).map(drop))
    })
}

/// How many events a house has written, once it has.
fn ended((acts, writing): (u64, ScopedJoinHandle<'_, Result<(), Problem>>)) -> Result<u64, Problem> {
    writing.join().expect("a panic of a writer ends the filling").map(|()| acts)
}

/// The files that travel on a day, by compartments.
fn letters(plan: &Plan, day: Date) -> Vec<Letters> {
    let mut by_houses: BTreeMap<(House, House, bool), Vec<_>> = BTreeMap::new();
    for journey in plan.journeys.iter().filter(|j| j.day == day) {
        let own: Vec<_> = plan.journeys.iter().filter(|j| j.child == journey.child).copied().collect();
        let from = plan.house(&own, journey.child, day, false);
        by_houses
            .entry((from, journey.to, journey.accepted))
            .or_default()
            .push(plan.cast.children[journey.child].file);
    }
    let letter = |((from, to, accepted), files)| Letters { from, to, files, accepted };
    by_houses.into_iter().map(letter).collect()
}
