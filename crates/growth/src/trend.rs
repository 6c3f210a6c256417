//! Two readings of one child, compared only where the comparison says something: not across the fifth birthday, where
//! the reference changes under an unchanged body.

use crate::child::Age;
use crate::units::Z;
use crate::who2006;

/// A z-score with the age it was read at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    pub age: Age,
    /// Rounded, as it was shown.
    pub z: Z,
}

/// What two readings of one indicator say together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trend {
    /// By how much the z rose (above zero) or fell, in z, between readings against one reference.
    Change(f64),
    /// One reading against the standards of 2006, the other against the reference of 2007: the same body stands up to
    /// 0.2 z lower or higher there. Show both, raise no alarm.
    Seam,
}

impl Trend {
    /// Compares two readings of the same indicator, in either order of time.
    ///
    /// At 24 months nothing has to be done: length and height are brought to one another when they are scored, so a
    /// child lies and stands at the same z.
    pub fn between(earlier: Reading, later: Reading) -> Trend {
        let school = |reading: Reading| reading.age.months() >= who2006::END_MONTHS;
        if school(earlier) != school(later) {
            return Trend::Seam;
        }
        Trend::Change(later.z.value() - earlier.z.value())
    }

    /// Whether the z fell by at least so much; never across the seam.
    pub fn falls_by(self, z: f64) -> bool {
        match self {
            Trend::Change(change) => change <= -z,
            Trend::Seam => false,
        }
    }
}
