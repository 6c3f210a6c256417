//! When somebody may leave a programme as recovered. Weight gained in percent is never asked: it keeps the most ill
//! children longest in the shortest treatment.

use super::Protocol;
use super::classify::MeasureKind;
use crate::oedema::Grade;
use crate::units::Z;
use serde::Deserialize;

/// How the measures of a rule go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Every measure.
    All,
    /// One of them.
    Any,
    /// The one by which the child was admitted; either for one admitted by oedema alone.
    AsAdmitted,
}

/// When to leave.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discharge {
    pub from_months: Option<f64>,
    pub until_months: Option<f64>,
    pub whz_at_least: Option<f64>,
    pub waz_at_least: Option<f64>,
    pub muac_mm_at_least: Option<f64>,
    pub rule: Rule,
    /// Days without oedema that must have passed.
    pub oedema_free_days: u32,
    /// Visits one after the other at which all this holds.
    pub visits: usize,
    /// Weeks after which a child may leave as recovered when one measure is reached.
    pub maximum_weeks: Option<(u32, u32)>,
    pub source: String,
    #[serde(default)]
    pub to_be_confirmed: bool,
}

/// One visit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Visit {
    /// Days since admission.
    pub day: u32,
    pub whz: Option<Z>,
    pub waz: Option<Z>,
    pub muac_mm: Option<f64>,
    pub oedema: Option<Grade>,
}

/// By what somebody was admitted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Admission {
    pub by_whz: bool,
    pub by_muac: bool,
    pub by_oedema: bool,
}

/// What is still wanting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unmet {
    /// A measure below its line, with the line; or not taken at the last visit.
    Measure(MeasureKind, f64),
    /// Oedema at the last visit, or not looked for.
    Oedema,
    /// Days without oedema still wanting.
    OedemaFreeDays(u32),
    /// Visits still wanting at which everything holds.
    Visits(usize),
}

/// Whether somebody may leave.
#[derive(Clone, Debug, PartialEq)]
pub enum Leaving {
    /// Everything holds.
    Recovered,
    /// The longest stay is over and one measure is reached: may leave as recovered, with what is wanting.
    MayLeave(Vec<Unmet>),
    /// Not yet.
    Stays(Vec<Unmet>),
}

impl Protocol {
    /// The rule for an age in months; the first one where the age is unknown.
    pub fn discharge_for(&self, age_months: Option<f64>) -> Option<&Discharge> {
        self.discharges.iter().find(|d| {
            age_months.is_none_or(|age| {
                d.from_months.is_none_or(|from| age >= from) && d.until_months.is_none_or(|until| age < until)
            })
        })
    }
}

impl Discharge {
    /// Lays the visits, in their order, against the rule.
    pub fn leaving(&self, admitted: Admission, visits: &[Visit]) -> Leaving {
        let Some(last) = visits.last() else { return Leaving::Stays(vec![Unmet::Visits(self.visits)]) };
        let mut unmet = self.unmet(admitted, last);
        if unmet.is_empty() {
            let held = visits.iter().rev().take_while(|v| self.unmet(admitted, v).is_empty()).count();
            if held < self.visits {
                unmet.push(Unmet::Visits(self.visits - held));
            }
            let wanting = self.oedema_free_days.saturating_sub(free_days(visits));
            // Who never had oedema waits for nothing.
            if wanting > 0 && admitted.by_oedema | visits.iter().any(|v| v.oedema > Some(Grade::Absent)) {
                unmet.push(Unmet::OedemaFreeDays(wanting));
            }
        }
        if unmet.is_empty() {
            return Leaving::Recovered;
        }
        let over = self.maximum_weeks.is_some_and(|(_, most)| last.day >= 7 * most);
        let one_reached =
            self.lines(last).into_iter().any(|(_, line, value)| value.is_some_and(|v| v >= line));
        let free = last.oedema == Some(Grade::Absent);
        if over && one_reached && free { Leaving::MayLeave(unmet) } else { Leaving::Stays(unmet) }
    }

    /// The measures with their lines and what the visit found.
    fn lines(&self, visit: &Visit) -> Vec<(MeasureKind, f64, Option<f64>)> {
        let lines = [
            (MeasureKind::Whz, self.whz_at_least, visit.whz.map(Z::rounded)),
            (MeasureKind::Waz, self.waz_at_least, visit.waz.map(Z::rounded)),
            (MeasureKind::MuacMm, self.muac_mm_at_least, visit.muac_mm),
        ];
        lines.into_iter().filter_map(|(kind, line, value)| line.map(|line| (kind, line, value))).collect()
    }

    fn unmet(&self, admitted: Admission, visit: &Visit) -> Vec<Unmet> {
        let lines = self.lines(visit);
        let either = self.rule == Rule::Any
            || (self.rule == Rule::AsAdmitted && !admitted.by_whz && !admitted.by_muac);
        let asked = |kind: MeasureKind| match (self.rule, kind) {
            (Rule::AsAdmitted, MeasureKind::Whz) => either || admitted.by_whz,
            (Rule::AsAdmitted, MeasureKind::MuacMm) => either || admitted.by_muac,
            _ => true,
        };
        let below = |(kind, line, value): &(MeasureKind, f64, Option<f64>)| {
            (asked(*kind) && value.is_none_or(|v| v < *line)).then_some(Unmet::Measure(*kind, *line))
        };
        let mut unmet: Vec<Unmet> = lines.iter().filter_map(below).collect();
        if either && unmet.len() < lines.iter().filter(|(kind, ..)| asked(*kind)).count() {
            unmet.clear();
        }
        if visit.oedema != Some(Grade::Absent) {
            unmet.push(Unmet::Oedema);
        }
        unmet
    }
}

/// Days from the first of the last visits without oedema to the last visit.
fn free_days(visits: &[Visit]) -> u32 {
    let free = visits.iter().rev().take_while(|v| v.oedema == Some(Grade::Absent));
    let first = free.last().map(|v| v.day);
    visits.last().zip(first).map_or(0, |(last, first)| last.day.saturating_sub(first))
}
