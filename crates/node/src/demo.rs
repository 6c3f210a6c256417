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
    let mut done = 0;
    for day in plan.journeys.iter().map(|j| j.day).collect::<BTreeSet<_>>() {
        let letters = letters(&plan, day);
        let due = until(&mut events, &letters, at(day, 9 * 60));
        let acts = due.values().map(|e| e.len() as u64).sum::<u64>();
        stage.play(due)?;
        stage.send(day, &letters)?;
        done += acts + 4 * letters.iter().map(|l| l.files.len() as u64).sum::<u64>();
        progress(done, total, &day.to_string());
    }
    stage.play(events)?;
    settled::epilogue(&stage, &plan)?;
    progress(total, total, &HISTORICAL_DATE.to_string());
    Ok(())
}

/// The events before a moment of the houses that send or receive then, taken out. The others can wait: the more is
/// written at once, the fewer pages are sealed twice.
fn until(
    events: &mut BTreeMap<House, Vec<Event>>,
    letters: &[Letters],
    before: i64,
) -> BTreeMap<House, Vec<Event>> {
    let mut due = BTreeMap::new();
    let concerned = |house: &House| letters.iter().any(|l| l.from == *house || l.to == *house);
    for (house, all) in events.iter_mut().filter(|(house, _)| concerned(house)) {
        let later = all.split_off(all.partition_point(|e| e.at < before));
        due.insert(*house, std::mem::replace(all, later));
    }
    due.retain(|_, all| !all.is_empty());
    due
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
