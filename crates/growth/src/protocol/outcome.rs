//! How treatments ended, their rates and the bounds of Sphere; and the bands of prevalence.

/// How a treatment ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    Recovered,
    Died,
    Defaulted,
    NotResponded,
    /// Went on to another programme: no end.
    Transferred,
}

/// How many ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    pub recovered: u32,
    pub died: u32,
    pub defaulted: u32,
    pub not_responded: u32,
    pub transferred: u32,
}

/// What a rate is of: guides differ, so the reader is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denominator {
    /// All who ended, transfers not among them (Sphere).
    Ended,
    /// Transfers among them (WFP, indicators 14 to 17).
    WithTransfers,
}

/// Which treatment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    Severe,
    Moderate,
}

/// A bound of Sphere, in percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    pub treatment: Treatment,
    pub outcome: Outcome,
    /// More than this share; None where it is a ceiling.
    pub above: Option<f64>,
    /// Less than this share.
    pub below: Option<f64>,
    pub source: &'static str,
    /// Not yet compared with the primary text.
    pub to_be_confirmed: bool,
}

/// The bounds of Sphere.
pub const OUTCOME_BOUNDS: [Bounds; 6] = [
    bound(Treatment::Severe, Outcome::Recovered, Some(75.0), None),
    bound(Treatment::Severe, Outcome::Defaulted, None, Some(15.0)),
    bound(Treatment::Severe, Outcome::Died, None, Some(10.0)),
    bound(Treatment::Moderate, Outcome::Recovered, Some(75.0), None),
    bound(Treatment::Moderate, Outcome::Defaulted, None, Some(15.0)),
    bound(Treatment::Moderate, Outcome::Died, None, Some(3.0)),
];

const fn bound(treatment: Treatment, outcome: Outcome, above: Option<f64>, below: Option<f64>) -> Bounds {
    Bounds {
        treatment,
        outcome,
        above,
        below,
        source: "Sphere handbook 2018, food security and nutrition 2",
        to_be_confirmed: true,
    }
}

impl Bounds {
    /// Whether a share in percent keeps it.
    pub fn is_kept(&self, percent: f64) -> bool {
        self.above.is_none_or(|bound| percent > bound) && self.below.is_none_or(|bound| percent < bound)
    }
}

impl Outcomes {
    /// How many ended so.
    pub fn count(&self, outcome: Outcome) -> u32 {
        match outcome {
            Outcome::Recovered => self.recovered,
            Outcome::Died => self.died,
            Outcome::Defaulted => self.defaulted,
            Outcome::NotResponded => self.not_responded,
            Outcome::Transferred => self.transferred,
        }
    }

    /// The share that ended so, in percent; None where nobody did, and for transfers where they are not counted.
    pub fn rate(&self, outcome: Outcome, of: Denominator) -> Option<f64> {
        let ended = [self.recovered, self.died, self.defaulted, self.not_responded]
            .map(f64::from)
            .iter()
            .sum::<f64>();
        let all = match of {
            Denominator::Ended if outcome == Outcome::Transferred => return None,
            Denominator::Ended => ended,
            Denominator::WithTransfers => ended + f64::from(self.transferred),
        };
        (all > 0.0).then(|| 100.0 * f64::from(self.count(outcome)) / all)
    }
}

/// What a prevalence among children under five is called: very low, low, medium, high, very high.
///
/// # Source
/// de Onis and others, Public Health Nutrition 2019;22:175-179 (PMC6390397).
pub fn prevalence_band(stunting: bool, percent: f64) -> &'static str {
    let bounds = if stunting { [2.5, 10.0, 20.0, 30.0] } else { [2.5, 5.0, 10.0, 15.0] };
    const NAMES: [&str; 5] = ["very low", "low", "medium", "high", "very high"];
    NAMES[bounds.iter().position(|bound| percent < *bound).unwrap_or(4)]
}
