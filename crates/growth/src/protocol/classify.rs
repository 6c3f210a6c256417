//! Classification: every criterion of a protocol that a person meets, oedema first, the worst of them as the class; and
//! where care is given.

use super::Protocol;
use crate::oedema::Grade;
use crate::units::Z;
use serde::Deserialize;

/// What a criterion looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// Grade of oedema: 1 is +, 3 is +++.
    Oedema,
    /// Weight for length or height, z.
    Whz,
    /// Weight for age, z.
    Waz,
    /// Body mass index for age, z.
    Baz,
    /// Arm circumference in millimetres.
    MuacMm,
    /// Body mass index in kg/m2.
    Bmi,
    /// Points of the Mini Nutritional Assessment, short form.
    MnaSf,
}

/// What a protocol calls somebody, from the least to the most grave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    Overweight,
    Obese,
    AtRisk,
    Moderate,
    /// Of the Mini Nutritional Assessment, which knows one grade only.
    Malnourished,
    Severe,
}

/// One line of a protocol: a measure, its bounds, the class.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// First month of age, included; none where age does not matter.
    pub from_months: Option<f64>,
    /// First month of age beyond.
    pub until_months: Option<f64>,
    pub measure: MeasureKind,
    /// Met from this number on.
    pub at_least: Option<f64>,
    /// Met above this number.
    pub above: Option<f64>,
    /// Met below this number.
    pub below: Option<f64>,
    pub class: Class,
    pub source: String,
    /// Not yet compared with the primary text, or chosen otherwise by countries: shown with the number.
    #[serde(default)]
    pub to_be_confirmed: bool,
}

impl Criterion {
    fn asks(&self, age_months: Option<f64>) -> bool {
        // Who is of unknown age is looked at by MUAC, oedema and weight for height: none of them needs one.
        let needs_age = matches!(self.measure, MeasureKind::Waz | MeasureKind::Baz);
        match age_months {
            Some(age) => {
                self.from_months.is_none_or(|from| age >= from)
                    && self.until_months.is_none_or(|until| age < until)
            }
            None => !needs_age && self.until_months.is_none_or(|until| until > 6.0),
        }
    }

    fn is_met(&self, value: f64) -> bool {
        self.at_least.is_none_or(|bound| value >= bound)
            && self.above.is_none_or(|bound| value > bound)
            && self.below.is_none_or(|bound| value < bound)
    }
}

/// What was found. What is not known is None.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Findings {
    /// Months, not rounded.
    pub age_months: Option<f64>,
    pub oedema: Option<Grade>,
    pub whz: Option<Z>,
    pub waz: Option<Z>,
    pub baz: Option<Z>,
    pub muac_mm: Option<f64>,
    pub bmi: Option<f64>,
    /// Points of the Mini Nutritional Assessment.
    pub mna_sf: Option<u8>,
    /// The appetite test: whether it was passed.
    pub appetite: Option<bool>,
    /// A medical complication or a danger sign.
    pub complication: bool,
}

impl Findings {
    /// The number a criterion looks at; z-scores rounded first, as WHO does before it compares.
    pub fn value(&self, measure: MeasureKind) -> Option<f64> {
        match measure {
            MeasureKind::Oedema => self.oedema.map(|grade| f64::from(grade as u8)),
            MeasureKind::Whz => self.whz.map(Z::rounded),
            MeasureKind::Waz => self.waz.map(Z::rounded),
            MeasureKind::Baz => self.baz.map(Z::rounded),
            MeasureKind::MuacMm => self.muac_mm,
            MeasureKind::Bmi => self.bmi,
            MeasureKind::MnaSf => self.mna_sf.map(f64::from),
        }
        .filter(|value| value.is_finite())
    }
}

/// Why somebody is what the protocol calls them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason<'p> {
    pub criterion: &'p Criterion,
    pub value: f64,
}

/// A classification with its reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Classification<'p> {
    /// The worst class met; None where none is.
    pub class: Option<Class>,
    /// Every criterion met: oedema first, then the worst first.
    pub reasons: Vec<Reason<'p>>,
    /// What the protocol asks for at this age and nobody measured: without it, "none" is not "well".
    pub missing: Vec<MeasureKind>,
    /// Whether a number that decided has still to be confirmed locally.
    pub to_be_confirmed: bool,
}

/// Where care is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Care {
    /// A supplementary ration.
    Supplementary,
    Outpatient,
    Inpatient,
}

/// A sign by which a severe case is treated as an inpatient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InpatientSign {
    /// The appetite test was failed.
    Appetite,
    /// A medical complication or a danger sign.
    Complication,
    OedemaPlusPlusPlus,
}

/// Who is treated as an inpatient.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inpatient {
    pub signs: Vec<InpatientSign>,
    pub source: String,
    #[serde(default)]
    pub to_be_confirmed: bool,
}

impl Protocol {
    /// Lays the findings against every criterion for that age.
    pub fn classify<'p>(&'p self, found: &Findings) -> Classification<'p> {
        let asked: Vec<&'p Criterion> = self.criteria.iter().filter(|c| c.asks(found.age_months)).collect();
        let met = |c: &&'p Criterion| {
            found.value(c.measure).filter(|v| c.is_met(*v)).map(|value| Reason { criterion: c, value })
        };
        let mut reasons: Vec<Reason<'p>> = asked.iter().filter_map(met).collect();
        reasons.sort_by_key(|r| {
            (r.criterion.measure != MeasureKind::Oedema, std::cmp::Reverse(r.criterion.class))
        });
        let class = reasons.iter().map(|r| r.criterion.class).max();
        let mut missing: Vec<MeasureKind> =
            asked.iter().map(|c| c.measure).filter(|m| found.value(*m).is_none()).collect();
        missing.sort_unstable();
        missing.dedup();
        // With oedema no weight says anything, so its absence is no gap.
        if found.oedema.is_some_and(|grade| grade > Grade::Absent) {
            missing.retain(|m| {
                !matches!(m, MeasureKind::Whz | MeasureKind::Waz | MeasureKind::Baz | MeasureKind::Bmi)
            });
        }
        // A number still to be confirmed matters where no confirmed one gives the same class.
        let mut deciding = reasons.iter().filter(|r| Some(r.criterion.class) == class).peekable();
        let to_be_confirmed = deciding.peek().is_some() && deciding.all(|r| r.criterion.to_be_confirmed);
        Classification { class, reasons, missing, to_be_confirmed }
    }

    /// Where care is given, and the signs that ask for a bed. None where the class asks for no care.
    pub fn care(&self, class: Option<Class>, found: &Findings) -> Option<(Care, Vec<InpatientSign>)> {
        match class? {
            Class::Severe => {
                let shown = |sign: &InpatientSign| match sign {
                    InpatientSign::Appetite => found.appetite == Some(false),
                    InpatientSign::Complication => found.complication,
                    InpatientSign::OedemaPlusPlusPlus => found.oedema == Some(Grade::PlusPlusPlus),
                };
                let signs: Vec<_> =
                    self.inpatient.iter().flat_map(|i| &i.signs).filter(|s| shown(s)).copied().collect();
                Some((if signs.is_empty() { Care::Outpatient } else { Care::Inpatient }, signs))
            }
            Class::Moderate | Class::Malnourished | Class::AtRisk => Some((Care::Supplementary, vec![])),
            Class::Overweight | Class::Obese => None,
        }
    }
}
