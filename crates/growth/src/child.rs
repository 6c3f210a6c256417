//! What is known of a child when it is measured, as the rules of WHO ask for it. Nothing is judged here.

/// Sex, as the tables have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    Male,
    Female,
}

impl Sex {
    /// From `1`, `2`, `m`, `f`, `male`, `female`, in any case.
    pub fn parse(text: &str) -> Option<Sex> {
        match text {
            "1" | "m" | "M" => Some(Sex::Male),
            "2" | "f" | "F" => Some(Sex::Female),
            _ if text.eq_ignore_ascii_case("male") => Some(Sex::Male),
            _ if text.eq_ignore_ascii_case("female") => Some(Sex::Female),
            _ => None,
        }
    }

    pub(crate) fn index(self) -> usize {
        match self {
            Sex::Male => 0,
            Sex::Female => 1,
        }
    }
}

/// How a child was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// Lying: length.
    Lying,
    /// Standing: height.
    Standing,
}

/// Days in a month, as WHO counts: 365.25 / 12.
pub const DAYS_PER_MONTH: f64 = 30.4375;

/// An age, in the unit it was written down in: months are not rounded before they are compared.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Age {
    /// Days, whole or not.
    Days(f64),
    /// Months, whole or not.
    Months(f64),
}

impl Age {
    /// In months of 30.4375 days, not rounded.
    pub fn months(self) -> f64 {
        match self {
            Age::Days(days) => days / DAYS_PER_MONTH,
            Age::Months(months) => months,
        }
    }

    /// In days, a half rounded up: 730.49 is 730, 730.5 is 731.
    pub fn days(self) -> f64 {
        let days = match self {
            Age::Days(days) => days,
            Age::Months(months) => months * DAYS_PER_MONTH,
        };
        (days + 0.5).floor()
    }

    /// Whether it can be an age at all: finite and not before birth.
    pub fn is_possible(self) -> bool {
        let months = self.months();
        months.is_finite() && months >= 0.0
    }
}

impl From<crate::units::AgeDays> for Age {
    fn from(days: crate::units::AgeDays) -> Age {
        Age::Days(f64::from(days.0))
    }
}

/// A child and its measures; what is not known is None. A measure that is not above zero counts as not known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    pub sex: Option<Sex>,
    pub age: Option<Age>,
    /// Weight in kilograms.
    pub weight_kg: Option<f64>,
    /// Length or height in centimetres.
    pub lenhei_cm: Option<f64>,
    pub position: Option<Position>,
    /// Circumference of the head in centimetres.
    pub headc_cm: Option<f64>,
    /// Circumference of the upper arm in centimetres.
    pub armc_cm: Option<f64>,
    /// Triceps skinfold in millimetres.
    pub triskin_mm: Option<f64>,
    /// Subscapular skinfold in millimetres.
    pub subskin_mm: Option<f64>,
    /// Oedema of both feet. Weight then says nothing, and no z of weight is given.
    pub oedema: bool,
}

/// A measure as the rules take it: finite and above zero.
#[inline]
pub(crate) fn positive(measure: Option<f64>) -> Option<f64> {
    measure.filter(|m| *m > 0.0 && m.is_finite())
}

/// A z-score as WHO gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Rounded to two decimals.
    pub z: crate::units::Z,
    /// Outside of what is plausible for this indicator: left out of a survey, looked at again for a child.
    pub flagged: bool,
}

impl Score {
    /// Compares a z that has been rounded with the bounds, as WHO does; None where there is no z.
    #[inline]
    pub(crate) fn within(rounded: f64, low: f64, high: f64) -> Option<Score> {
        let flagged = rounded < low || rounded > high;
        crate::units::Z::new(rounded).map(|z| Score { z, flagged })
    }
}
