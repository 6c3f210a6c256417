//! The indicators as a closed list, each with its table: the row at an age or a length, the measure at a z-score, and
//! the lines of a chart.

use crate::child::Sex;
use crate::lms::Row;
use crate::tables::{Table, Tables};
use crate::units::Z;

/// What an indicator's table runs along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Age in days, whole.
    Days,
    /// Age in months, between whole ones in straight lines.
    Months,
    /// Length or height in centimetres, between tenths in straight lines.
    Centimetres,
}

/// An indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Indicator {
    WeightForAge,
    LengthForAge,
    BmiForAge,
    HeadForAge,
    ArmForAge,
    TricepsForAge,
    SubscapularForAge,
    WeightForLength,
    WeightForHeight,
    SchoolHeightForAge,
    SchoolWeightForAge,
    SchoolBmiForAge,
    /// Mramba 2017, not WHO's.
    SchoolArmForAge,
}

/// All of them.
pub const INDICATORS: [Indicator; 13] = [
    Indicator::WeightForAge,
    Indicator::LengthForAge,
    Indicator::BmiForAge,
    Indicator::HeadForAge,
    Indicator::ArmForAge,
    Indicator::TricepsForAge,
    Indicator::SubscapularForAge,
    Indicator::WeightForLength,
    Indicator::WeightForHeight,
    Indicator::SchoolHeightForAge,
    Indicator::SchoolWeightForAge,
    Indicator::SchoolBmiForAge,
    Indicator::SchoolArmForAge,
];

impl Indicator {
    /// The short name: `wfa`, `lhfa`, .., `hfa-5-19`.
    pub fn key(self) -> &'static str {
        self.described().0
    }

    /// The name in English.
    pub fn title(self) -> &'static str {
        self.described().1
    }

    /// The unit of the measure: kg, cm, mm or kg/m2.
    pub fn unit(self) -> &'static str {
        self.described().2
    }

    fn described(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Indicator::WeightForAge => ("wfa", "Weight for age, birth to 5 years (WHO 2006)", "kg"),
            Indicator::LengthForAge => {
                ("lhfa", "Length or height for age, birth to 5 years (WHO 2006)", "cm")
            }
            Indicator::BmiForAge => ("bfa", "Body mass index for age, birth to 5 years (WHO 2006)", "kg/m2"),
            Indicator::HeadForAge => {
                ("hcfa", "Head circumference for age, birth to 5 years (WHO 2006)", "cm")
            }
            Indicator::ArmForAge => {
                ("acfa", "Arm circumference for age, 3 months to 5 years (WHO 2006)", "cm")
            }
            Indicator::TricepsForAge => {
                ("tsfa", "Triceps skinfold for age, 3 months to 5 years (WHO 2006)", "mm")
            }
            Indicator::SubscapularForAge => {
                ("ssfa", "Subscapular skinfold for age, 3 months to 5 years (WHO 2006)", "mm")
            }
            Indicator::WeightForLength => ("wfl", "Weight for length (WHO 2006)", "kg"),
            Indicator::WeightForHeight => ("wfh", "Weight for height (WHO 2006)", "kg"),
            Indicator::SchoolHeightForAge => ("hfa-5-19", "Height for age, 5 to 19 years (WHO 2007)", "cm"),
            Indicator::SchoolWeightForAge => ("wfa-5-19", "Weight for age, 5 to 10 years (WHO 2007)", "kg"),
            Indicator::SchoolBmiForAge => {
                ("bfa-5-19", "Body mass index for age, 5 to 19 years (WHO 2007)", "kg/m2")
            }
            Indicator::SchoolArmForAge => {
                ("acfa-5-19", "Arm circumference for age, 5 to 19 years (Mramba 2017, not WHO)", "cm")
            }
        }
    }

    /// By its short name.
    pub fn parse(key: &str) -> Option<Indicator> {
        INDICATORS.into_iter().find(|i| i.key() == key)
    }

    /// What its table runs along.
    pub fn axis(self) -> Axis {
        match self {
            Indicator::WeightForLength | Indicator::WeightForHeight => Axis::Centimetres,
            Indicator::SchoolHeightForAge
            | Indicator::SchoolWeightForAge
            | Indicator::SchoolBmiForAge
            | Indicator::SchoolArmForAge => Axis::Months,
            _ => Axis::Days,
        }
    }

    /// First and last point of its table, in the unit of the axis, both included.
    pub fn range(self) -> (f64, f64) {
        (self.table().first(), self.table().last())
    }

    fn table(self) -> &'static Table {
        let tables = Tables::get();
        match self {
            Indicator::WeightForAge => &tables.wfa,
            Indicator::LengthForAge => &tables.lfa,
            Indicator::BmiForAge => &tables.bfa,
            Indicator::HeadForAge => &tables.hcfa,
            Indicator::ArmForAge => &tables.acfa,
            Indicator::TricepsForAge => &tables.tsfa,
            Indicator::SubscapularForAge => &tables.ssfa,
            Indicator::WeightForLength => &tables.wfl,
            Indicator::WeightForHeight => &tables.wfh,
            Indicator::SchoolHeightForAge => &tables.school_hfa,
            Indicator::SchoolWeightForAge => &tables.school_wfa,
            Indicator::SchoolBmiForAge => &tables.school_bfa,
            Indicator::SchoolArmForAge => &tables.school_acfa,
        }
    }

    /// The row at a point of the axis: days are rounded, half up; None outside of the table.
    pub fn row(self, sex: Sex, at: f64) -> Option<Row> {
        match self.axis() {
            Axis::Days if at.is_finite() && at >= 0.0 => self.table().row(sex, (at + 0.5).floor()),
            Axis::Days => None,
            Axis::Months | Axis::Centimetres => self.table().between(sex, at),
        }
    }

    /// The z-score of a measure at a point of the axis, not rounded; None where there is none.
    pub fn z(self, sex: Sex, at: f64, measure: f64) -> Option<Z> {
        let row = self.row(sex, at)?;
        let measure = crate::child::positive(Some(measure))?;
        Z::new(if self.is_restricted() { row.restricted(measure) } else { row.plain(measure) })
    }

    /// The measure that has the z-score at a point of the axis: the inverse of [`Indicator::z`]. None outside of the
    /// table, and where no measure above zero has that z.
    pub fn measure_at(self, sex: Sex, at: f64, z: Z) -> Option<f64> {
        let row = self.row(sex, at)?;
        let measure = if self.is_restricted() { row.measure_at(z.value()) } else { row.sd(z.value()) };
        crate::child::positive(Some(measure))
    }

    /// Whether the z is restricted beyond three standard deviations.
    fn is_restricted(self) -> bool {
        !matches!(self, Indicator::LengthForAge | Indicator::SchoolHeightForAge)
    }

    /// The line of a z-score for a chart: points (axis, measure) at `steps` even steps over the part of the table from
    /// `from` to `until`.
    pub fn line(self, sex: Sex, z: Z, from: f64, until: f64, steps: usize) -> Vec<(f64, f64)> {
        let (first, last) = self.range();
        let (from, until) = (from.max(first), until.min(last));
        let at = |i: usize| from + (until - from) * i as f64 / steps.max(1) as f64;
        (0..=steps).filter_map(|i| self.measure_at(sex, at(i), z).map(|y| (at(i), y))).collect()
    }
}
