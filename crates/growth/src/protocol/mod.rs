//! Protocols of nutrition programmes as versioned data: who is severe or moderate and by which number, where care is
//! given, the ration, when a child leaves, how programmes are counted. Each number names its source; numbers that still
//! have to be compared with the primary text or the country's guide carry `to_be_confirmed`.
//!
//! Nothing here decides: a classification is a proposal with its reasons.

mod classify;
mod discharge;
mod mna;
mod outcome;
mod ration;
mod shipped;

pub use classify::{
    Care, Class, Classification, Criterion, Findings, Inpatient, InpatientSign, MeasureKind, Reason,
};
pub use discharge::{Admission, Discharge, Leaving, Rule, Unmet, Visit};
pub use mna::{Calf, MnaAnswers, mna_score};
pub use outcome::{Bounds, Denominator, OUTCOME_BOUNDS, Outcome, Outcomes, Treatment, prevalence_band};
pub use ration::{Product, Ration, RationBand, RationFor, RationTable, SACHET_G, SACHET_KCAL};
pub use shipped::{PROTOCOLS, find, shipped};

use serde::Deserialize;

/// A protocol as its data file has it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    pub id: String,
    pub title: String,
    /// Rises with every change of a number; what was decided by an older version stays decided by it.
    pub version: u32,
    pub source: String,
    #[serde(rename = "criterion")]
    pub criteria: Vec<Criterion>,
    pub inpatient: Option<Inpatient>,
    #[serde(default, rename = "ration")]
    pub rations: Vec<Ration>,
    #[serde(default, rename = "ration_table")]
    pub ration_tables: Vec<RationTable>,
    #[serde(default, rename = "discharge")]
    pub discharges: Vec<Discharge>,
    pub follow_up: Option<FollowUp>,
}

/// When somebody counts as gone or as not recovering.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// Visits missed one after the other.
    pub absent_visits_default: u32,
    /// Months after which who has not recovered does not respond.
    pub no_response_months: f64,
    pub source: String,
    #[serde(default)]
    pub to_be_confirmed: bool,
}
