//! Whether the measures of a survey can be believed: the checks of SMART's plausibility report, each with its value, its
//! points and the number of children it rests on. A check that cannot be made is left out and said so.
//!
//! # Source
//! SMART methodology 2.0, plausibility check.

use super::plausibility_scores::{self as scores, Rating, Verdict};
use crate::child::{Age, Sex};
use crate::distribution::{chi_square_above, normal_below, proportion_p};

/// Distance from the observed mean beyond which a z is flagged.
const FLAG_REACH: f64 = 3.0;
/// Children of 6 to 29 months to those of 30 to 59 months, expected.
const AGE_RATIO: f64 = 0.85;
/// Below this z a child is wasted.
const WASTED: f64 = -2.0;

/// The checks in the order of the report: key and name.
pub const CHECKS: [(&str, &str); 10] = [
    ("flagged", "Flagged data, % of weight for height"),
    ("sex-ratio", "Sex ratio, p"),
    ("age-ratio", "Age ratio 6-29 to 30-59 months, p"),
    ("digits-weight", "Digit preference, weight"),
    ("digits-height", "Digit preference, height"),
    ("digits-muac", "Digit preference, MUAC"),
    ("deviation", "Standard deviation of weight for height"),
    ("skewness", "Skewness of weight for height"),
    ("kurtosis", "Kurtosis of weight for height"),
    ("clusters", "Spread of wasting over clusters (Poisson), p"),
];

/// A child of a survey, as the checks ask for it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Surveyed {
    pub sex: Option<Sex>,
    pub age: Option<Age>,
    pub weight_kg: Option<f64>,
    pub lenhei_cm: Option<f64>,
    /// Arm circumference in millimetres.
    pub muac_mm: Option<f64>,
    /// Weight for height, rounded; flagged by WHO's bounds or not.
    pub whz: Option<f64>,
    pub oedema: bool,
    /// The cluster, where the survey has them.
    pub cluster: Option<u32>,
}

/// One check.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Its key: `sex-ratio`.
    pub key: &'static str,
    /// Its name in the report, in English.
    pub name: &'static str,
    /// What was found: percent, standard deviation, p, score.
    pub value: f64,
    pub rating: Rating,
    /// Whether its points count in the total: those of MUAC's digits stand beside it.
    pub counts: bool,
    /// Children it rests on.
    pub children: usize,
}

/// The report.
#[derive(Clone, Debug, PartialEq)]
pub struct Plausibility {
    pub checks: Vec<Check>,
    /// Names of the checks for which there was too little.
    pub not_made: Vec<&'static str>,
    /// Points together, of those that count.
    pub total: u32,
    pub verdict: Verdict,
    /// Mean of weight for height without the flagged.
    pub mean_whz: Option<f64>,
    /// Where the standard deviation of weight for height is rated problematic: the prevalence of wasting that a
    /// standard deviation of 1 around the same mean would give, in percent (PROBIT).
    pub probit_wasting: Option<f64>,
}

/// Makes every check that can be made.
pub fn plausibility(children: &[Surveyed]) -> Plausibility {
    let z: Vec<f64> =
        children.iter().filter(|c| !c.oedema).filter_map(|c| c.whz).filter(|z| z.is_finite()).collect();
    let middle = mean(&z);
    let kept: Vec<f64> =
        z.iter().copied().filter(|z| middle.is_some_and(|m| (z - m).abs() <= FLAG_REACH)).collect();
    let mut report = Report { checks: vec![], not_made: vec![] };
    let flagged = (!z.is_empty()).then(|| 100.0 * (z.len() - kept.len()) as f64 / z.len() as f64);
    report.add(CHECKS[0], flagged, scores::flags, z.len());
    report.add(CHECKS[1], sex_ratio(children), scores::ratio, children.len());
    report.add(CHECKS[2], age_ratio(children), scores::ratio, children.len());
    let digits = |of: fn(&Surveyed) -> Option<f64>, tenths: bool| {
        let measures: Vec<f64> =
            children.iter().filter_map(of).filter(|m| m.is_finite() && *m > 0.0).collect();
        (digit_preference(&measures, tenths), measures.len())
    };
    let (score, n) = digits(|c| c.weight_kg, true);
    report.add(CHECKS[3], score, scores::digits, n);
    let (score, n) = digits(|c| c.lenhei_cm, true);
    report.add(CHECKS[4], score, scores::digits, n);
    let (score, n) = digits(|c| c.muac_mm, false);
    report.add(CHECKS[5], score, scores::digits, n);
    if let Some(check) = report.checks.iter_mut().find(|c| c.key == CHECKS[5].0) {
        check.counts = false;
    }
    let sd = deviation(&kept);
    report.add(CHECKS[6], sd, scores::deviation, kept.len());
    report.add(CHECKS[7], moment(&kept, 3), scores::shape, kept.len());
    report.add(CHECKS[8], moment(&kept, 4).map(|k| k - 3.0), scores::shape, kept.len());
    report.add(CHECKS[9], poisson(children, middle), scores::spread, children.len());
    let total = report.checks.iter().filter(|c| c.counts).map(|c| c.rating.points).sum();
    let problematic = sd.is_some_and(|sd| scores::deviation(sd).points >= 20);
    let mean_whz = mean(&kept);
    Plausibility {
        checks: report.checks,
        not_made: report.not_made,
        total,
        verdict: Verdict::of(total),
        mean_whz,
        probit_wasting: mean_whz.filter(|_| problematic).map(|m| 100.0 * normal_below(WASTED - m)),
    }
}

struct Report {
    checks: Vec<Check>,
    not_made: Vec<&'static str>,
}

impl Report {
    fn add(
        &mut self,
        (key, name): (&'static str, &'static str),
        value: Option<f64>,
        rate: fn(f64) -> Rating,
        children: usize,
    ) {
        match value.filter(|v| v.is_finite()) {
            Some(value) => {
                self.checks.push(Check { key, name, value, rating: rate(value), counts: true, children })
            }
            None => self.not_made.push(name),
        }
    }
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn deviation(values: &[f64]) -> Option<f64> {
    let m = mean(values)?;
    let squares: f64 = values.iter().map(|v| (v - m) * (v - m)).sum();
    (values.len() > 1).then(|| (squares / (values.len() - 1) as f64).sqrt())
}

/// The mean of (z - mean)^power over the standard deviation of the sample to that power.
fn moment(values: &[f64], power: i32) -> Option<f64> {
    let (m, sd) = (mean(values)?, deviation(values)?);
    Some(values.iter().map(|v| ((v - m) / sd).powi(power)).sum::<f64>() / values.len() as f64)
}

fn sex_ratio(children: &[Surveyed]) -> Option<f64> {
    let n = children.iter().filter(|c| c.sex.is_some()).count() as f64;
    let boys = children.iter().filter(|c| c.sex == Some(Sex::Male)).count() as f64;
    (n > 0.0).then(|| proportion_p(boys, n, 0.5))
}

fn age_ratio(children: &[Surveyed]) -> Option<f64> {
    let within = |from: f64, until: f64| {
        let of = |c: &&Surveyed| c.age.is_some_and(|age| (from..until).contains(&age.months()));
        children.iter().filter(of).count() as f64
    };
    let (young, old) = (within(6.0, 30.0), within(30.0, 60.0));
    (young + old > 0.0).then(|| proportion_p(young, young + old, AGE_RATIO / (1.0 + AGE_RATIO)))
}

/// 100 times the root of chi-square over (n times 9): 0 where every last digit is as frequent as the others.
fn digit_preference(measures: &[f64], tenths: bool) -> Option<f64> {
    let mut counts = [0.0; 10];
    for measure in measures {
        let scaled = if tenths { measure * 10.0 } else { *measure };
        counts[(scaled.round() % 10.0) as usize % 10] += 1.0;
    }
    let n = measures.len() as f64;
    let expected = n / 10.0;
    let chi: f64 = counts.iter().map(|c| (c - expected) * (c - expected) / expected).sum();
    (n > 0.0).then(|| 100.0 * (chi / (n * 9.0)).sqrt())
}

/// p of the index of dispersion of wasted children over clusters: small where they crowd together; oedema is a case.
fn poisson(children: &[Surveyed], middle: Option<f64>) -> Option<f64> {
    let mut cases: std::collections::BTreeMap<u32, f64> = std::collections::BTreeMap::new();
    for child in children {
        let Some(cluster) = child.cluster else { continue };
        let kept = child.whz.filter(|z| middle.is_some_and(|m| (z - m).abs() <= FLAG_REACH));
        let case = child.oedema || kept.is_some_and(|z| z < WASTED);
        *cases.entry(cluster).or_default() += f64::from(u8::from(case));
    }
    let counts: Vec<f64> = cases.into_values().collect();
    let m = mean(&counts).filter(|m| *m > 0.0)?;
    let squares: f64 = counts.iter().map(|c| (c - m) * (c - m)).sum();
    (counts.len() > 1).then(|| chi_square_above(squares / m, (counts.len() - 1) as f64))
}
