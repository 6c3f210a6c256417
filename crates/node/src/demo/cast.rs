//! The cast: families with their children, invented, each with a birth told as people told it.

use super::dice::{Dice, days, plus};
use super::origins::{self, Origin};
use domain::id::{FileId, Key, StayId, SubjectId};
use domain::stay::EndReason;
use jiff::civil::{Date, date};

/// A child of the scenario.
pub struct Child {
    /// Whose file.
    pub subject: SubjectId,
    /// The administrative file.
    pub file: FileId,
    /// Given name.
    pub given: String,
    /// Surname.
    pub surname: String,
    /// The form in another script.
    pub script: Option<(&'static str, &'static str)>,
    /// `f` or `m`.
    pub sex: char,
    /// The day of birth, which nobody in the scenario knows better than `birth` says.
    pub born: Date,
    /// Birth as told (EDTF).
    pub birth: String,
    /// Place of birth.
    pub birth_place: &'static str,
    /// Nationality as told.
    pub nationality: &'static str,
    /// Their family.
    pub family: usize,
    /// Where they lived, in order.
    pub legs: Vec<Leg>,
    /// The day the first team wrote them down.
    pub registered: Date,
}

/// A stay of the scenario.
#[derive(Clone)]
pub struct Leg {
    /// The stay.
    pub stay: StayId,
    /// Number of the place.
    pub place: usize,
    /// Barrack, dormitory.
    pub within: String,
    /// First day.
    pub from: Date,
    /// Where from.
    pub came_from: &'static str,
    /// Why they came.
    pub why: &'static str,
    /// The end: day, reason, where to.
    pub end: Option<(Date, EndReason, &'static str)>,
}

/// Brothers and sisters with their parents.
pub struct Family {
    /// The group in their files.
    pub group: Key,
    /// Where they come from.
    pub origin: &'static Origin,
    /// Surname.
    pub surname: String,
    /// Father's given name.
    pub father: String,
    /// Mother's given name.
    pub mother: String,
    /// The children by number.
    pub children: Vec<usize>,
    /// Whether they ask for kosher food.
    pub kosher: bool,
    /// Where their path has been decided: nobody decides it twice.
    pub settled: bool,
    /// Whether the two eldest are twins.
    pub twins: bool,
}

/// Everybody.
#[derive(Default)]
pub struct Cast {
    /// Children by number.
    pub children: Vec<Child>,
    /// Families by number.
    pub families: Vec<Family>,
}

impl Child {
    /// Age in whole years on a day.
    pub fn age(&self, on: Date) -> i16 {
        age(self.born, on)
    }

    /// The leg that runs on a day.
    pub fn leg_on(&self, on: Date) -> Option<&Leg> {
        self.legs.iter().find(|l| l.from <= on && l.end.is_none_or(|(until, ..)| on < until))
    }
}

/// Whole years from a birth to a day.
pub fn age(born: Date, on: Date) -> i16 {
    on.year() - born.year() - i16::from((on.month(), on.day()) < (born.month(), born.day()))
}

/// The last day on which a birth makes a child of under fifteen on the first key date, and on the second.
pub const FIRST_LIMIT: Date = date(1925, 11, 30);
/// See [`FIRST_LIMIT`].
pub const SECOND_LIMIT: Date = date(1927, 8, 25);

/// How a birth is told. Near the two limits it is told to the day, so that nobody's age is in doubt on a key date.
pub fn told(born: Date, dice: &mut Dice) -> String {
    let near = |limit: Date| born.year() == limit.year();
    if near(FIRST_LIMIT) || near(SECOND_LIMIT) {
        return born.to_string();
    }
    let (year, month) = (born.year(), born.month());
    match dice.below(100) {
        0..72 => born.to_string(),
        72..79 => format!("{year}-{month:02}"),
        79..91 => format!("{year}"),
        91..96 => format!("{year}~"),
        96..98 => format!("{year}?"),
        _ => format!("{year}-{month:02}~"),
    }
}

impl Cast {
    /// A family with children born on `births`; the paths are decided elsewhere.
    pub fn family(
        &mut self,
        origin: &'static Origin,
        births: &[Date],
        ids: &mut Ids,
        dice: &mut Dice,
    ) -> usize {
        let number = self.families.len();
        let surname = match dice.falls(8) {
            true => {
                let (a, b) = (dice.pick(origin.surnames), dice.pick(origin.surnames));
                if a == b { a.to_string() } else { format!("{a}-{b}") }
            }
            false => dice.pick(origin.surnames).to_string(),
        };
        let nationality = dice.weigh(origin.nationalities);
        let mut family = Family {
            group: ids.key(),
            origin,
            surname,
            father: dice.pick(origin.fathers).into(),
            mother: dice.pick(origin.mothers).into(),
            children: Vec::new(),
            kosher: dice.falls(origin.kosher),
            settled: false,
            twins: births.len() > 1 && births[0] == births[1],
        };
        let birth_place = dice.pick(origin.births);
        for &born in births {
            let girl = dice.falls(50);
            let given = loop {
                let given = dice.pick(if girl { origin.girls } else { origin.boys });
                if !family.children.iter().any(|c| self.children[*c].given == given) {
                    break given;
                }
            };
            let script = origins::other_script(given, &family.surname).filter(|_| dice.falls(40));
            family.children.push(self.children.len());
            self.children.push(Child {
                subject: ids.subject(),
                file: ids.file(),
                given: given.into(),
                surname: family.surname.clone(),
                script,
                sex: if girl { 'f' } else { 'm' },
                born,
                birth: told(born, dice),
                birth_place: if dice.falls(80) { birth_place } else { dice.pick(origin.births) },
                nationality,
                family: number,
                legs: Vec::new(),
                registered: born,
            });
        }
        self.families.push(family);
        number
    }

    /// The two whom the handbook follows from the camp to a home.
    pub fn twins(&mut self, ids: &mut Ids, dice: &mut Dice) -> usize {
        let born = date(1934, 3, 12);
        let number = self.family(&origins::ALSACE, &[born, born], ids, dice);
        let family = &mut self.families[number];
        (family.surname, family.father, family.mother) = ("Halimi".into(), "Sami".into(), "Zohra".into());
        (family.twins, family.settled, family.kosher) = (true, true, false);
        for (child, (given, sex)) in family.children.clone().into_iter().zip([("Amina", 'f'), ("Amin", 'm')])
        {
            let child = &mut self.children[child];
            (child.given, child.surname, child.sex) = (given.into(), "Halimi".into(), sex);
            (child.birth, child.birth_place, child.nationality) = ("1934-03-12".into(), "Oran", "France");
            child.script = None;
        }
        number
    }

    /// Births of `n` brothers and sisters, between `youngest` and `eldest` years old on `on`.
    pub fn births(n: usize, youngest: i64, eldest: i64, on: Date, dice: &mut Dice) -> Vec<Date> {
        let (first, last) = (plus(on, -eldest * 365 - 200), plus(on, -youngest * 365 - 20));
        let room = days(first, last);
        let step = (room / n.max(1) as i64).clamp(300, 1100);
        let mut born = dice.day(first, plus(last, -(step.min(room / 2)) * (n as i64 - 1)).max(first));
        let mut births = Vec::new();
        for _ in 0..n {
            births.push(born.min(last));
            born = if n > 1 && dice.falls(2) { born } else { plus(born, dice.between(330, step.max(331))) };
        }
        births
    }

    /// Sets one leg after another of a whole family.
    pub fn put(&mut self, family: usize, ids: &mut Ids, leg: impl Fn(&Child) -> Leg) {
        for child in self.families[family].children.clone() {
            let mut leg = leg(&self.children[child]);
            leg.stay = ids.stay();
            self.children[child].legs.push(leg);
        }
    }
}

/// Fresh ids, from the system's randomness: two demonstrations never share one.
pub struct Ids<'a>(pub &'a mut dyn journal::chance::Chance);

impl Ids<'_> {
    /// A key.
    pub fn key(&mut self) -> Key {
        Key(journal::chance::random(self.0))
    }

    /// A stay.
    pub fn stay(&mut self) -> StayId {
        StayId(journal::chance::random(self.0))
    }

    /// A file.
    pub fn file(&mut self) -> FileId {
        FileId(journal::chance::random(self.0))
    }

    /// A subject.
    pub fn subject(&mut self) -> SubjectId {
        SubjectId(journal::chance::random(self.0))
    }
}
