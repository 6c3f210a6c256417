//! Retention: how many years after the last thing that happened a file may be kept, as data. Reaching it proposes, and
//! erases nothing.

use crate::compartment::Kind;
use jiff::civil::Date;

/// How long the files of one kind of compartment may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The kind of compartment.
    pub kind: Kind,
    /// Years after the last stay closed, or the last entry where there was none; nothing where the organisation has to say.
    pub years: Option<i16>,
    /// Where that is written; empty where the organisation has to say.
    pub source: &'static str,
}

/// The rules, one for each kind. An organisation may set its own years.
pub const RULES: [Rule; 4] = [
    Rule {
        kind: Kind::House,
        years: Some(2),
        source: "CNIL, référentiel protection de l'enfance, 20-01-2022: active base, 2 years after the last contact",
    },
    Rule { kind: Kind::Volet, years: Some(20), source: "Code de la santé publique, art. R1112-7: 20 years" },
    Rule { kind: Kind::Direction, years: None, source: "" },
    Rule { kind: Kind::Origin, years: None, source: "" },
];

/// Longest time an organisation may set, in years.
pub const YEARS_MAX: i16 = 200;

/// The rule of a kind of compartment.
pub fn rule(kind: Kind) -> Rule {
    RULES.into_iter().find(|r| r.kind == kind).unwrap_or(Rule { kind, years: None, source: "" })
}

/// The day on which the keeping of a file is over whose last event was `last`; nothing where the calendar ends.
pub fn over_on(last: Date, years: i16) -> Option<Date> {
    last.checked_add(jiff::Span::new().try_years(years).ok()?).ok()
}
