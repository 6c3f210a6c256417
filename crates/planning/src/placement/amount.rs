//! Costs as exact numbers: thousandths of whatever the planner's user counts in.

use serde::{Serialize, Serializer};

/// A cost, exact to the thousandth, never negative in a problem; a difference of two may be.
///
/// Costs have no currency: they weigh one harm against another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(pub i64);

impl Amount {
    /// Thousandths in one.
    pub const ONE: i64 = 1000;
    /// Largest cost a problem may name: a million. With [`super::MAX_CHILDREN`] and [`super::MAX_WORDS`] every
    /// sum stays far inside 64 bits.
    pub const MAX: i64 = 1_000_000 * Amount::ONE;

    /// A whole number.
    pub const fn whole(n: i64) -> Amount {
        Amount(n * Amount::ONE)
    }

    /// A JSON number with at most three decimals.
    pub(super) fn read(number: f64) -> Option<Amount> {
        let thousandths = number * Amount::ONE as f64;
        let rounded = thousandths.round();
        let fits = number.is_finite() && (0.0..=Amount::MAX as f64).contains(&rounded);
        (fits && (thousandths - rounded).abs() < 1e-6).then_some(Amount(rounded as i64))
    }
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 % Amount::ONE == 0 {
            return write!(f, "{}", self.0 / Amount::ONE);
        }
        let text = format!("{:.3}", self.0 as f64 / Amount::ONE as f64);
        f.write_str(text.trim_end_matches('0'))
    }
}

impl Serialize for Amount {
    /// An integer where it is one, else a decimal number.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % Amount::ONE == 0 {
            serializer.serialize_i64(self.0 / Amount::ONE)
        } else {
            serializer.serialize_f64(self.0 as f64 / Amount::ONE as f64)
        }
    }
}
