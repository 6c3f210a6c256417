//! The whole scenario as a plan: who lives where, when, and which files travel. No figure is written here but the
//! sizes of the groups; the counts of the reports follow from the stays, and a test counts them on its own.

use super::cast::{Cast, Ids};
use super::dice::Dice;
use super::houses::House;
use super::places::SPOTS;
use super::{camps, fates, homes};
use domain::id::FileId;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A file travels: offered and accepted on this day.
#[derive(Clone, Copy)]
pub struct Journey {
    /// The day of the letter.
    pub day: Date,
    /// Whose file.
    pub child: usize,
    /// To which compartment.
    pub to: House,
    /// False where the letter still waits for a person on the stated day.
    pub accepted: bool,
}

/// A convoy from the relay house.
pub struct Convoy {
    /// Day of departure.
    pub day: Date,
    /// Number of the home.
    pub home: usize,
    /// Who travels.
    pub children: Vec<usize>,
    /// How far it has come.
    pub stage: Stage,
}

/// How far a convoy has come on the stated day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Everybody has arrived and the house said so.
    Arrived,
    /// Left; nobody has confirmed yet.
    Underway,
    /// Decided; leaves after the stated day.
    Decided,
}

/// The plan.
pub struct Plan {
    /// Who.
    pub cast: Cast,
    /// Files that travel.
    pub journeys: Vec<Journey>,
    /// Convoys from the relay house.
    pub convoys: Vec<Convoy>,
    /// The home each released child goes to.
    pub destinations: BTreeMap<usize, usize>,
    /// The two whom the handbook follows.
    pub twins: Vec<usize>,
}

/// Draws the plan; the same each time but for its ids.
pub fn draw(ids: &mut Ids) -> Plan {
    let mut dice = Dice::new(0x1938_1126);
    let mut plan = Plan {
        cast: Cast::default(),
        journeys: Vec::new(),
        convoys: Vec::new(),
        destinations: BTreeMap::new(),
        twins: Vec::new(),
    };
    homes::plan(&mut plan.cast, ids, &mut dice, &mut plan.journeys);
    let mut interned = camps::intern(&mut plan, ids, &mut dice);
    fates::decide(&mut plan, &mut interned, &mut dice);
    camps::walk(&mut plan, &interned, ids, &mut dice);
    plan.journeys.sort_by_key(|j| (j.day, j.to, j.child));
    file_in_order(&mut plan.cast);
    plan
}

/// Hands the files out again in the order in which the children are registered: who is written on one day then lies side
/// by side in every table that is led by the file, and a page is sealed once for many.
fn file_in_order(cast: &mut Cast) {
    let mut files: Vec<FileId> = cast.children.iter().map(|child| child.file).collect();
    files.sort_unstable();
    let mut children: Vec<_> = cast.children.iter_mut().collect();
    children.sort_by_key(|child| child.registered);
    children.into_iter().zip(files).for_each(|(child, file)| child.file = file);
}

impl Plan {
    /// The compartment where a child's file lies at a moment: before the letters of the day, or after them.
    pub fn house(&self, journeys: &[Journey], child: usize, day: Date, after_letters: bool) -> House {
        let first = SPOTS[self.cast.children[child].legs[0].place].house;
        journeys
            .iter()
            .rfind(|j| j.accepted && (j.day < day || (j.day == day && after_letters)))
            .map_or(first, |j| j.to)
    }
}
