//! Retention: how many years after the last thing that happened a file may be kept, as data. Reaching it proposes, and
//! erases nothing.

use crate::compartment::Kind;
use jiff::civil::Date;
use linkage::edtf::Bounds;

/// How long the files of one kind of compartment may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The kind of compartment.
    pub kind: Kind,
    /// Years after the last stay closed, or the last entry where there was none; nothing where the organisation has to say.
    pub years: Option<i16>,
    /// Whoever was a child is kept on file until this birthday at least.
    pub birthday: Option<i16>,
    /// Of whoever died within so many years after that, so many years after the death, whatever the rest says.
    pub after_death: Option<i16>,
    /// Where that is written; empty where the organisation has to say.
    pub source: &'static str,
}

/// What is known of the life of whom a file is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Life {
    /// Between which days they were born.
    pub born: Bounds,
    /// Between which days they died, where they did.
    pub died: Option<Bounds>,
}

/// The rules, one for each kind. An organisation may set its own years; what is said of birthdays and deaths stays.
pub const RULES: [Rule; 4] = [
    Rule {
        kind: Kind::House,
        years: Some(2),
        birthday: None,
        after_death: None,
        source: "CNIL, référentiel protection de l'enfance, 20-01-2022: active base, 2 years after the last contact",
    },
    Rule {
        kind: Kind::Volet,
        years: Some(20),
        birthday: Some(28),
        after_death: Some(10),
        source: "Code de la santé publique, art. R1112-7 (decree 2006-6 of 4-1-2006)",
    },
    unsaid(Kind::Direction),
    unsaid(Kind::Origin),
];

const fn unsaid(kind: Kind) -> Rule {
    Rule { kind, years: None, birthday: None, after_death: None, source: "" }
}

/// Longest time an organisation may set, in years.
pub const YEARS_MAX: i16 = 200;

/// The rule of a kind of compartment.
pub fn rule(kind: Kind) -> Rule {
    RULES.into_iter().find(|r| r.kind == kind).unwrap_or(unsaid(kind))
}

impl Rule {
    /// Before this day the keeping of such a file is not over, whatever life it is about.
    pub fn at_the_earliest(&self, last: Date, years: i16) -> Option<Date> {
        later(last, self.after_death.map_or(years, |after| after.min(years)))
    }

    /// The day on which the keeping of a file is over whose last event was `last`, where files of its kind are kept `years`;
    /// nothing where the calendar ends. What is uncertain keeps longer: whoever was there was born by then.
    pub fn over_on(&self, last: Date, years: i16, life: &Life) -> Option<Date> {
        let mut over = later(last, years)?;
        if let Some(birthday) = self.birthday {
            over = over.max(later(life.born.latest.unwrap_or(last), birthday)?);
        }
        let (Some(within), Some(died)) = (self.after_death, life.died) else { return Some(over) };
        let soon = later(last, within)?;
        let Some(earliest) = died.earliest else { return Some(over) };
        // A death of which no last day is known fell within those years at the latest, or does not count.
        let Some(latest) = died.latest else {
            return Some(if earliest < soon { over.max(later(soon, within)?) } else { over });
        };
        let after = later(latest, within)?;
        Some(match (earliest < soon, latest < soon) {
            (_, true) => after,
            (true, false) => over.max(after),
            (false, false) => over,
        })
    }
}

fn later(day: Date, years: i16) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_years(years).ok()?).ok()
}
