//! Units in types, so that grams are never taken for kilograms nor months for days. Never a float for what is
//! read off a scale.

/// A mass in grams, as read from the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grams(pub u32);

impl Grams {
    /// In kilograms, the unit of WHO's weight tables.
    pub fn kilograms(self) -> f64 {
        f64::from(self.0) / 1_000.0
    }
}

/// A length, a height or the circumference of an arm, in millimetres: the board and the tape are read to the
/// millimetre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Millimetres(pub u32);

impl Millimetres {
    /// In centimetres, the unit of WHO's length and height tables.
    pub fn centimetres(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

/// A child's age in completed days. WHO's standards to the fifth birthday are tables by day; months are never
/// an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgeDays(pub u32);

/// A z-score: how many standard deviations from the median of the reference. Always finite.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Z(f64);

impl Z {
    /// None unless the number is finite.
    pub fn new(value: f64) -> Option<Z> {
        value.is_finite().then_some(Z(value))
    }

    /// As computed, not rounded.
    pub fn value(self) -> f64 {
        self.0
    }

    /// Rounded to two decimals, as WHO's software does before it compares with a cut-off: classify this one.
    pub fn rounded(self) -> f64 {
        let rounded = (self.0 * 100.0).round() / 100.0;
        // Beyond 1e306 the product overflows; there is no decimal left to round.
        if rounded.is_finite() { rounded } else { self.0 }
    }
}
