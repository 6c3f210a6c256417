//! The WHO Child Growth Standards of 2006, birth to the fifth birthday: the rules of age, position and oedema, and the
//! eight z-scores, as WHO's own software gives them.
//!
//! # Source
//! The rules are restated from WHO's documentation and from what its software was seen to do, in the crate's README.

use crate::child::{Age, Measures, Position, Score, Sex, positive};
use crate::lms::{Asked, Row, rounded};
use crate::tables::Tables;

/// From this age on no z of the 2006 standards is given, in months, not rounded.
pub const END_MONTHS: f64 = 60.0;
/// Below this age in months nobody stands: a standing child was measured some other way.
const STANDS_FROM_MONTHS: f64 = 9.0;
/// From this age in days height is measured standing, and weight compared with height.
pub const HEIGHT_FROM_DAYS: f64 = 731.0;
/// What lying adds to standing, in centimetres.
pub const LYING_ADDS_CM: f64 = 0.7;
/// From this length on, in centimetres, a child of unknown age and position is taken as standing.
const STANDS_FROM_CM: f64 = 87.0;

/// The scores of one child. Names are those of WHO's columns.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores2006 {
    /// Length or height in centimetres, after the correction for position.
    pub clenhei: Option<f64>,
    /// The position that was used.
    pub cmeasure: Option<Position>,
    /// Standing below nine months: the position was not believed.
    pub c9mo_flag: bool,
    /// Body mass index in kg/m2, from the corrected length or height.
    pub cbmi: Option<f64>,
    /// Length or height for age.
    pub zlen: Option<Score>,
    /// Weight for age.
    pub zwei: Option<Score>,
    /// Weight for length or height.
    pub zwfl: Option<Score>,
    /// Body mass index for age.
    pub zbmi: Option<Score>,
    /// Circumference of the head for age.
    pub zhc: Option<Score>,
    /// Circumference of the arm for age.
    pub zac: Option<Score>,
    /// Triceps skinfold for age.
    pub zts: Option<Score>,
    /// Subscapular skinfold for age.
    pub zss: Option<Score>,
}

impl Scores2006 {
    /// The z-scores in the order of WHO's columns.
    pub fn scores(&self) -> [Option<Score>; 8] {
        [self.zlen, self.zwei, self.zwfl, self.zbmi, self.zhc, self.zac, self.zts, self.zss]
    }
}

/// Scores one child. Whatever the numbers are, nothing panics: what cannot be scored is None.
///
/// ```
/// use relais_growth::{Age, Measures, Sex, who2006};
/// let child = Measures { sex: Some(Sex::Male), age: Some(Age::Days(0.0)), weight_kg: Some(2.9), ..Measures::default() };
/// assert_eq!(who2006::score(&child).zwei.map(|score| score.z.value()), Some(-0.96));
/// ```
pub fn score(child: &Measures) -> Scores2006 {
    score_with(Tables::get(), child)
}

/// As [`score`], with the tables at hand: a loop asks for them once.
#[inline]
pub fn score_with(tables: &Tables, child: &Measures) -> Scores2006 {
    let age = child.age.filter(|age| age.is_possible());
    let c9mo_flag = child.position == Some(Position::Standing)
        && age.is_some_and(|age| age.months() < STANDS_FROM_MONTHS);
    let position = if c9mo_flag { None } else { child.position };
    let days = age.map(Age::days);
    let lenhei = corrected(positive(child.lenhei_cm), position, days);
    let weight = positive(child.weight_kg);
    let bmi = weight.zip(lenhei).map(|(kg, cm)| kg / ((cm / 100.0) * (cm / 100.0)));
    let mut scores =
        Scores2006 { clenhei: lenhei, cmeasure: position, c9mo_flag, cbmi: bmi, ..Scores2006::default() };
    let Some(sex) = child.sex else { return scores };
    let (weight, bmi) = if child.oedema { (None, None) } else { (weight, bmi) };
    let young = age.is_none_or(|age| age.months() < END_MONTHS);
    let by_height = |(kg, cm)| Some((weight_row(tables, sex, cm, position, days)?, kg));
    let wfl = weight.zip(lenhei).filter(|_| young).and_then(by_height);
    let day = days.filter(|_| young);
    let at = |table: &crate::tables::Table, measure: Option<f64>| Some((table.row(sex, day?)?, measure?));
    let of = |found: Option<(Row, f64)>| found.map(|(row, measure)| Asked { row, measure, restricted: true });
    let length = at(&tables.lfa, lenhei).map(|(row, measure)| Asked { row, measure, restricted: false });
    let z = rounded([
        length,
        of(at(&tables.wfa, weight)),
        of(wfl),
        of(at(&tables.bfa, bmi)),
        of(at(&tables.hcfa, positive(child.headc_cm))),
        of(at(&tables.acfa, positive(child.armc_cm))),
        of(at(&tables.tsfa, positive(child.triskin_mm))),
        of(at(&tables.ssfa, positive(child.subskin_mm))),
    ]);
    scores.zlen = Score::within(z[0], -6.0, 6.0);
    scores.zwei = Score::within(z[1], -6.0, 5.0);
    let within = |z| Score::within(z, -5.0, 5.0);
    [scores.zwfl, scores.zbmi, scores.zhc, scores.zac, scores.zts, scores.zss] =
        [z[2], z[3], z[4], z[5], z[6], z[7]].map(within);
    scores
}

/// The length or height as the tables of that age want it: lying below two years, standing above.
#[inline]
fn corrected(lenhei: Option<f64>, position: Option<Position>, days: Option<f64>) -> Option<f64> {
    let (cm, Some(days)) = (lenhei?, days) else { return lenhei };
    Some(match position {
        Some(Position::Standing) if days < HEIGHT_FROM_DAYS => cm + LYING_ADDS_CM,
        Some(Position::Lying) if days >= HEIGHT_FROM_DAYS => cm - LYING_ADDS_CM,
        _ => cm,
    })
}

/// The row of weight for length or for height: by age, else by position, else by the length itself.
#[inline]
fn weight_row(
    tables: &Tables,
    sex: Sex,
    cm: f64,
    position: Option<Position>,
    days: Option<f64>,
) -> Option<Row> {
    let by_length = match (days, position) {
        (Some(days), _) => days < HEIGHT_FROM_DAYS,
        (None, Some(position)) => position == Position::Lying,
        (None, None) => cm < STANDS_FROM_CM,
    };
    let table = if by_length { &tables.wfl } else { &tables.wfh };
    table.between(sex, cm)
}
