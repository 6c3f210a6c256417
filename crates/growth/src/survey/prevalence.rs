//! Prevalence by group: the share of children beyond each cut-off with its interval, the mean z, its standard
//! deviation; the columns are named as WHO's are.
//!
//! # Source
//! Recommendations for data collection, analysis and reporting on anthropometric indicators in children under 5
//! (WHO, UNICEF 2019), chapter 3; column and group names from the documentation of WHO's software.

use super::design::{Design, Estimate};
use super::group::{AgeGroup, Group, groups};
use crate::child::{Age, Score, Sex};
use crate::distribution::t_quantile;
use crate::who2006::Scores2006;

/// What a child with oedema counts as in the cut-offs of weight: severe, whatever it weighs.
const OEDEMA_Z: f64 = -3.1;
/// The cut-offs: below the first three, above the last three, never at them.
const CUT_OFFS: [f64; 6] = [-3.0, -2.0, -1.0, 1.0, 2.0, 3.0];
/// Share of intervals that hold the true value.
const LEVEL: f64 = 0.95;
/// After this day a child is no part of a survey of children under five.
const LAST_DAY: f64 = 1826.0;

/// A child of a survey.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SurveyChild {
    pub sex: Option<Sex>,
    pub age: Option<Age>,
    pub oedema: bool,
    pub scores: Scores2006,
}

impl SurveyChild {
    /// Whether it belongs into the survey: not older than 1826 days; a child of unknown age does.
    pub fn is_under_five(&self) -> bool {
        self.age.is_none_or(|age| !age.is_possible() || age.days() <= LAST_DAY)
    }
}

/// What a survey counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurveyIndicator {
    HeightForAge,
    WeightForAge,
    BmiForAge,
    WeightForHeight,
}

/// In the order of the columns.
pub const SURVEY_INDICATORS: [SurveyIndicator; 4] = [
    SurveyIndicator::HeightForAge,
    SurveyIndicator::WeightForAge,
    SurveyIndicator::BmiForAge,
    SurveyIndicator::WeightForHeight,
];

impl SurveyIndicator {
    /// The beginning of its columns: `HA`, `WA`, `BMI`, `WH`.
    pub fn prefix(self) -> &'static str {
        match self {
            SurveyIndicator::HeightForAge => "HA",
            SurveyIndicator::WeightForAge => "WA",
            SurveyIndicator::BmiForAge => "BMI",
            SurveyIndicator::WeightForHeight => "WH",
        }
    }

    /// The z that counts in the mean: known and not flagged.
    pub fn z(self, child: &SurveyChild) -> Option<f64> {
        let score: Option<Score> = match self {
            SurveyIndicator::HeightForAge => child.scores.zlen,
            SurveyIndicator::WeightForAge => child.scores.zwei,
            SurveyIndicator::BmiForAge => child.scores.zbmi,
            SurveyIndicator::WeightForHeight => child.scores.zwfl,
        };
        score.filter(|s| !s.flagged).map(|s| s.z.value())
    }

    /// The z that counts at the cut-offs: oedema stands for -3.1 in all but height.
    pub fn z_at_cut_offs(self, child: &SurveyChild) -> Option<f64> {
        if child.oedema && self != SurveyIndicator::HeightForAge { Some(OEDEMA_Z) } else { self.z(child) }
    }
}

/// A number with its error and its interval, as they are printed: shares in percent, means in z.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub value: f64,
    pub se: f64,
    /// Lower and upper limit at 95 %; None with no degree of freedom.
    pub limits: Option<(f64, f64)>,
}

/// The columns of one indicator in one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Columns {
    /// Sum of weights of those counted at the cut-offs.
    pub weighted: f64,
    /// How many they are.
    pub children: usize,
    /// Share beyond each cut-off (-3, -2, -1, 1, 2, 3), in percent; None where nobody is counted.
    pub shares: [Option<Interval>; 6],
    /// Mean z.
    pub mean: Option<Interval>,
    /// Standard deviation of z; None below two children.
    pub sd: Option<f64>,
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Prevalence {
    pub group: Group,
    /// In the order of [`SURVEY_INDICATORS`].
    pub indicators: [Columns; 4],
    /// Stunted and wasted at once (height for age and weight for height below -2): weighted, children, share.
    pub stunted_wasted: (f64, usize, Option<Interval>),
    /// Stunted and overweight at once (height for age below -2, weight for height above 2).
    pub stunted_overweight: (f64, usize, Option<Interval>),
}

/// The table of a survey, one row for each group. `children` and `design` are of the same length; children older than
/// five years have been left out before the design was made.
///
/// The interval of a share is drawn on the logit scale with Student's t and `clusters - strata` degrees of freedom; a
/// group is a domain of the whole sample. A share of 0 or 1 has itself for limits.
pub fn prevalence(children: &[SurveyChild], design: &Design) -> Vec<Prevalence> {
    let t = t_quantile(0.5 + LEVEL / 2.0, design.df());
    let ages: Vec<_> =
        children.iter().map(|c| c.age.filter(|age| age.is_possible()).and_then(AgeGroup::of)).collect();
    let row = |group: Group| {
        let members: Vec<usize> = (0..children.len().min(design.len()))
            .filter(|i| group.holds(ages[*i], children[*i].sex))
            .collect();
        let indicators = SURVEY_INDICATORS.map(|indicator| columns(children, design, &members, indicator, t));
        let both = |wanted: fn(f64) -> bool| {
            let of = |i: &usize| {
                let ha = SurveyIndicator::HeightForAge.z_at_cut_offs(&children[*i])?;
                let wh = SurveyIndicator::WeightForHeight.z_at_cut_offs(&children[*i])?;
                Some((*i, f64::from(u8::from(ha < -2.0 && wanted(wh)))))
            };
            let cases: Vec<_> = members.iter().filter_map(of).collect();
            let estimate = design.mean(&cases);
            (estimate.map_or(0.0, |e| e.weight), cases.len(), estimate.map(|e| share(e, t)))
        };
        Prevalence {
            group,
            indicators,
            stunted_wasted: both(|wh| wh < -2.0),
            stunted_overweight: both(|wh| wh > 2.0),
        }
    };
    groups().into_iter().map(row).collect()
}

fn columns(
    children: &[SurveyChild],
    design: &Design,
    members: &[usize],
    indicator: SurveyIndicator,
    t: f64,
) -> Columns {
    let counted: Vec<(usize, f64)> =
        members.iter().filter_map(|i| indicator.z_at_cut_offs(&children[*i]).map(|z| (*i, z))).collect();
    let shares = CUT_OFFS.map(|cut_off| {
        let beyond = |z: f64| if cut_off < 0.0 { z < cut_off } else { z > cut_off };
        let cases: Vec<_> = counted.iter().map(|(i, z)| (*i, f64::from(u8::from(beyond(*z))))).collect();
        design.mean(&cases).map(|e| share(e, t))
    });
    let scored: Vec<(usize, f64)> =
        members.iter().filter_map(|i| indicator.z(&children[*i]).map(|z| (*i, z))).collect();
    let mean = design.mean(&scored);
    Columns {
        weighted: counted.iter().map(|(i, _)| design.weight(*i)).sum(),
        children: counted.len(),
        shares,
        mean: mean.map(|e| {
            let reach = t * e.se;
            let limits = reach.is_finite().then_some((e.mean - reach, e.mean + reach));
            Interval { value: e.mean, se: e.se, limits }
        }),
        sd: mean.and_then(|e| deviation(design, &scored, e)),
    }
}

/// The standard deviation in the population: squares by weight, with n / (n - 1) of those who count.
fn deviation(design: &Design, scored: &[(usize, f64)], mean: Estimate) -> Option<f64> {
    let n = scored.iter().filter(|(i, _)| design.weight(*i) > 0.0).count() as f64;
    let squares: f64 =
        scored.iter().map(|(i, z)| design.weight(*i) * (z - mean.mean) * (z - mean.mean)).sum();
    (n > 1.0).then(|| (squares / mean.weight * n / (n - 1.0)).sqrt())
}

/// A share in percent with its interval on the logit scale.
fn share(estimate: Estimate, t: f64) -> Interval {
    let Estimate { mean: p, se, .. } = estimate;
    let limits = if p <= 0.0 || p >= 1.0 {
        Some((p, p))
    } else {
        let middle = (p / (1.0 - p)).ln();
        let reach = t * se / (p * (1.0 - p));
        let back = |x: f64| 1.0 / (1.0 + (-x).exp());
        reach.is_finite().then_some((back(middle - reach), back(middle + reach)))
    };
    Interval {
        value: 100.0 * p,
        se: 100.0 * se,
        limits: limits.map(|(low, high)| (100.0 * low, 100.0 * high)),
    }
}

impl Prevalence {
    /// The names of all columns in order: `Group`, `HAZ_pop`, `HAZ_unwpop`, `HA_3_r`, ..
    pub fn column_names() -> Vec<String> {
        let mut names = vec!["Group".to_string()];
        for indicator in SURVEY_INDICATORS {
            let prefix = indicator.prefix();
            names.extend([format!("{prefix}Z_pop"), format!("{prefix}Z_unwpop")]);
            for cut_off in ["_3_", "_2_", "_1_", "1_", "2_", "3_", "_"] {
                names.extend(["r", "se", "ll", "ul"].map(|end| format!("{prefix}{cut_off}{end}")));
            }
            names.push(format!("{prefix}_stdev"));
        }
        for both in ["HA_2_WH_2", "HA_2_WH2"] {
            names.extend(["pop", "unwpop", "r", "se", "ll", "ul"].map(|end| format!("{both}_{end}")));
        }
        names
    }

    /// The numbers in the order of the columns behind `Group`; None is an empty cell.
    pub fn cells(&self) -> Vec<Option<f64>> {
        let mut cells = Vec::new();
        for columns in &self.indicators {
            cells.extend([Some(columns.weighted), Some(columns.children as f64)]);
            columns.shares.iter().chain([&columns.mean]).for_each(|interval| push(&mut cells, *interval));
            cells.push(columns.sd);
        }
        for (weighted, children, share) in [self.stunted_wasted, self.stunted_overweight] {
            cells.extend([Some(weighted), Some(children as f64)]);
            push(&mut cells, share);
        }
        cells
    }
}

fn push(cells: &mut Vec<Option<f64>>, interval: Option<Interval>) {
    let limits = interval.and_then(|i| i.limits);
    cells.extend([
        interval.map(|i| i.value),
        interval.map(|i| i.se),
        limits.map(|l| l.0),
        limits.map(|l| l.1),
    ]);
}
