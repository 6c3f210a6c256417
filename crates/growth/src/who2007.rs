//! The WHO Growth Reference of 2007, five to nineteen years: height, weight to ten years, body mass index; and, marked
//! as not WHO's, the circumference of the arm by Mramba and others (2017).
//!
//! # Source
//! de Onis and others, Bulletin of WHO 2007;85:660-667. Mramba and others, BMJ 2017;358:j3423.

use crate::child::{Measures, Score, positive};
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
    // Height is not restricted beyond three standard deviations, the other two are.
    scores.zhfa =
        height.and_then(|cm| Score::within(tables.school_hfa.between(sex, months)?.plain(cm), -6.0, 6.0));
    if child.oedema {
        return scores;
    }
    scores.zwfa = weight
        .and_then(|kg| Score::within(tables.school_wfa.between(sex, months)?.restricted(kg), -6.0, 5.0));
    scores.zbfa =
        bmi.and_then(|y| Score::within(tables.school_bfa.between(sex, months)?.restricted(y), -5.0, 5.0));
    scores
}

/// The circumference of the arm for age, 60 to 228 months. **Not a WHO reference.** No flag is defined for it.
///
/// # Source
/// Mramba and others, BMJ 2017;358:j3423, supplementary tables.
pub fn arm_z(child: &Measures) -> Option<crate::units::Z> {
    let (sex, age) = (child.sex?, child.age?);
    let row = Tables::get().school_acfa.between(sex, age.months())?;
    crate::units::Z::new(crate::units::two_decimals(row.restricted(positive(child.armc_cm)?)))
}

/// Whether a child of that age stands in the 2007 reference: from 60 months on, so from the 1827th day.
pub fn applies(age: crate::child::Age) -> bool {
    age.months() >= who2006::END_MONTHS
}
