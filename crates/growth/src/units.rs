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

/// A child's age in completed days. WHO's standards to the fifth birthday are tables by day.
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

    /// The number.
    pub fn value(self) -> f64 {
        self.0
    }

    /// Rounded to two decimals, as WHO's software does before it compares with a cut-off: classify this one.
    pub fn rounded(self) -> f64 {
        two_decimals(self.0)
    }

    /// The share of the reference population below, in percent (0 to 100).
    pub fn percentile(self) -> f64 {
        100.0 * crate::distribution::normal_below(self.0)
    }

    /// The z-score below which `percent` of the reference population lies; None unless it is above 0 and below 100.
    pub fn at_percentile(percent: f64) -> Option<Z> {
        Z::new(crate::distribution::normal_quantile(percent / 100.0))
    }
}

/// Beyond this a float holds no second decimal that could be rounded.
const DECIMALS_END: f64 = 1e13;

/// Two decimals, as R rounds since its version 4: the nearer of the two neighbouring numbers of two decimals, each as
/// the float it is; between two equally near the one whose last digit is even.
///
/// # Source
/// R 4.0.0, help page `Round`: "the algorithm ... now rounds to the nearest representable number".
#[inline]
pub(crate) fn two_decimals(value: f64) -> f64 {
    let size = value.abs();
    if size.is_nan() || size >= DECIMALS_END {
        return value;
    }
    let hundredths = size * 100.0;
    let below = hundredths as u64;
    let above = below + u64::from(below as f64 != hundredths);
    let (low, high) = (below as f64 / 100.0, above as f64 / 100.0);
    let (down, up) = (size - low, high - size);
    let rounded = if down < up || (down == up && below.is_multiple_of(2)) { low } else { high };
    // Taken from zero, so that no minus stands before 0.00.
    if value < 0.0 { 0.0 - rounded } else { rounded }
}
