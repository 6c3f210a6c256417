//! The WHO Growth Reference of 2007, five to nineteen years: height, weight to ten years, body mass index; and, marked
//! as not WHO's, the circumference of the arm by Mramba and others (2017).
//!
//! # Source
//! de Onis and others, Bulletin of WHO 2007;85:660-667. Mramba and others, BMJ 2017;358:j3423.

use crate::child::{Measures, Score, positive};
use crate::lms::{Asked, rounded};
use crate::tables::Tables;
use crate::who2006;

/// First and last age of height and body mass index, in months, both included.
pub const MONTHS: (f64, f64) = (60.0, 228.0);
/// Last age of weight for age, in months, included.
pub const WEIGHT_UNTIL_MONTHS: f64 = 120.0;

/// The scores of one child. Names are those of WHO's columns.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores2007 {
    /// Body mass index in kg/m2, from the height as measured.
    pub cbmi: Option<f64>,
    /// Height for age.
    pub zhfa: Option<Score>,
    /// Weight for age, to ten years.
    pub zwfa: Option<Score>,
    /// Body mass index for age.
    pub zbfa: Option<Score>,
}

impl Scores2007 {
    /// The z-scores in the order of WHO's columns.
    pub fn scores(&self) -> [Option<Score>; 3] {
        [self.zhfa, self.zwfa, self.zbfa]
    }
}

/// Scores one child. Height is taken as measured: there is no correction for position from five years on.
pub fn score(child: &Measures) -> Scores2007 {
    score_with(Tables::get(), child)
}

/// As [`score`], with the tables at hand: a loop asks for them once.
#[inline]
pub fn score_with(tables: &Tables, child: &Measures) -> Scores2007 {
    let (weight, height) = (positive(child.weight_kg), positive(child.lenhei_cm));
    let bmi = weight.zip(height).map(|(kg, cm)| kg / ((cm / 100.0) * (cm / 100.0)));
    let mut scores = Scores2007 { cbmi: bmi, ..Scores2007::default() };
    let (Some(sex), Some(age)) = (child.sex, child.age) else { return scores };
    let months = age.months();
    let of = |table: &crate::tables::Table, measure: Option<f64>, restricted| {
        Some(Asked { row: table.between(sex, months)?, measure: measure?, restricted })
    };
    let (weight, bmi) = if child.oedema { (None, None) } else { (weight, bmi) };
    // Height is not restricted beyond three standard deviations, the other two are.
    let [height, weight, bmi] = rounded([
        of(&tables.school_hfa, height, false),
        of(&tables.school_wfa, weight, true),
        of(&tables.school_bfa, bmi, true),
    ]);
    scores.zhfa = Score::within(height, -6.0, 6.0);
    scores.zwfa = Score::within(weight, -6.0, 5.0);
    scores.zbfa = Score::within(bmi, -5.0, 5.0);
    scores
}

/// The circumference of the arm for age, 60 to 228 months. **Not a WHO reference.** No flag is defined for it.
///
/// # Source
/// Mramba and others, BMJ 2017;358:j3423, supplementary tables.
pub fn arm_z(child: &Measures) -> Option<crate::units::Z> {
    let (sex, age) = (child.sex?, child.age?);
    let row = Tables::get().school_acfa.between(sex, age.months())?;
    let [z] = rounded([Some(Asked { row, measure: positive(child.armc_cm)?, restricted: true })]);
    crate::units::Z::new(z)
}

/// Whether a child of that age stands in the 2007 reference: from 60 months on, so from the 1827th day.
pub fn applies(age: crate::child::Age) -> bool {
    age.months() >= who2006::END_MONTHS
}
