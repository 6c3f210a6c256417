//! The LMS method of WHO: a row of a table, the z-score of a measure against it, and the way back. Never looks a row
//! up.

use crate::power::{self, WHOLE};
use crate::units::{Z, two_decimals};

/// Beyond so many standard deviations the restricted form may hold.
const PLAIN_WITHIN: f64 = 2.999;
/// Nearer to a half of a hundredth than this share of one, the exact way decides the rounding.
const HALF_MARGIN: f64 = 1e-5;
/// Below this L·S a power that is good to twelve digits is not good enough.
const LEAST_SPREAD: f64 = 1e-3;

/// Below this, L is taken as 0 and the curve as log-normal: the two forms differ there by less than two decimals show.
const L_IS_ZERO: f64 = 1e-7;

/// A row of a table: L (power), M (median, in the unit of the table) and S (coefficient of variation).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    pub l: f64,
    pub m: f64,
    pub s: f64,
}

impl Row {
    /// ((y/M)^L - 1) / (L·S): the plain z of the measure `y`, in the unit of the table. Not a number where none exists.
    ///
    /// The power is a power: ln and exp are as fast, but fall on the other side of a half often enough to be seen.
    #[inline]
    pub fn plain(self, y: f64) -> f64 {
        let Row { l, m, s } = self;
        // A power of one is the number itself: all of length, height and head.
        if l == 1.0 {
            (y / m - 1.0) / s
        } else if l.abs() < L_IS_ZERO {
            (y / m).ln() / s
        } else {
            ((y / m).powf(l) - 1.0) / (l * s)
        }
    }

    /// The z of the measure `y` as WHO restricts it beyond three standard deviations: the distance between the second
    /// and the third is carried on. Not a number where none exists.
    #[inline]
    pub fn restricted(self, y: f64) -> f64 {
        let z = self.plain(y);
        if z > 3.0 {
            let third = self.sd(3.0);
            3.0 + (y - third) / (third - self.sd(2.0))
        } else if z < -3.0 {
            let third = self.sd(-3.0);
            -3.0 + (y - third) / (self.sd(-2.0) - third)
        } else {
            z
        }
    }

    /// M·(1 + L·S·k)^(1/L): the measure that stands `k` standard deviations from the median, by the plain formula.
    pub fn sd(self, k: f64) -> f64 {
        let Row { l, m, s } = self;
        if l == 1.0 {
            m * (1.0 + s * k)
        } else if l.abs() < L_IS_ZERO {
            m * (s * k).exp()
        } else {
            m * (1.0 + l * s * k).powf(1.0 / l)
        }
    }

    /// The measure at a z-score: the inverse of [`Row::restricted`].
    pub fn measure_at(self, z: f64) -> f64 {
        if z > 3.0 {
            let third = self.sd(3.0);
            third + (z - 3.0) * (third - self.sd(2.0))
        } else if z < -3.0 {
            let third = self.sd(-3.0);
            third + (z + 3.0) * (self.sd(-2.0) - third)
        } else {
            self.sd(z)
        }
    }

    /// The row at a share of the way from this one to the next; L, M and S go in straight lines, as WHO lets them.
    #[inline]
    pub(crate) fn towards(self, next: Row, share: f64) -> Row {
        Row {
            l: self.l + share * (next.l - self.l),
            m: self.m + share * (next.m - self.m),
            s: self.s + share * (next.s - self.s),
        }
    }
}

/// A measure beside its row: what a z-score is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub row: Row,
    pub measure: f64,
    /// Whether WHO restricts the z beyond three standard deviations.
    pub restricted: bool,
}

/// Where nothing is asked: a row that gives zero.
const NOTHING: Asked = Asked { row: Row { l: 1.0, m: 1.0, s: 1.0 }, measure: 1.0, restricted: false };

/// The z-scores to two decimals of several measures at once: the same numbers that [`Row::plain`] and [`Row::restricted`]
/// round to, in most cases without the system's power. Not a number where nothing is asked or no z exists.
///
/// Step by step over all of them: none waits for the one before.
#[inline]
pub(crate) fn rounded<const N: usize>(asked: [Option<Asked>; N]) -> [f64; N] {
    let each = asked.map(|one| one.unwrap_or(NOTHING));
    let ratio = each.map(|a| a.measure / a.row.m);
    let powers = power::powers_of(ratio, each.map(|a| a.row.l));
    let mut out = [f64::NAN; N];
    for i in 0..N {
        let Row { l, s, .. } = each[i].row;
        let spread = l * s;
        let z = if l == 1.0 { (ratio[i] - 1.0) / s } else { (powers[i] - 1.0) / spread };
        let hundredths = z * 100.0;
        // The nearest whole number, without a call: what is larger fails the next comparison.
        let whole = hundredths + WHOLE - WHOLE;
        let beside_half = 0.5 - (hundredths - whole).abs() > HALF_MARGIN;
        let fine = l == 1.0 || spread.abs() >= LEAST_SPREAD;
        // A z that is not a number fails each of these.
        out[i] = if fine && beside_half && z.abs() < PLAIN_WITHIN { whole / 100.0 } else { f64::NAN };
    }
    for (z, one) in out.iter_mut().zip(asked) {
        match one {
            None => *z = f64::NAN,
            Some(a) if z.is_nan() => {
                let exact = if a.restricted { a.row.restricted(a.measure) } else { a.row.plain(a.measure) };
                *z = two_decimals(exact);
            }
            // No minus stands before 0.00.
            Some(_) => *z += 0.0,
        }
    }
    out
}

/// The z-score of a measure `y` against a row `l`, `m`, `s` of a WHO table; `y` and `m` in the unit of the table.
///
/// Within three standard deviations z = ((y/M)^L - 1) / (L·S). Beyond, the distance between the second and
/// the third standard deviation is carried on: z = 3 + (y - SD3) / (SD3 - SD2), and its mirror below, with
/// SDk = M·(1 + L·S·k)^(1/L). Where L is 1 (length and height to five years) both forms are equal, so the one
/// function serves all indicators of the 2006 standards; height-for-age from 5 to 19 years is not restricted
/// by WHO, and its L is 1 too.
///
/// None where no z exists: anything not finite, `y`, `m` or `s` not above zero, or a row so narrow that its
/// second and third standard deviations fall together.
///
/// # Source
/// WHO Child Growth Standards, Methods and development, 2006, chapter on the construction of the standards
/// (restricted LMS).
///
/// ```
/// use relais_growth::lms_z;
/// // A row in the style of WHO's tables; the median itself stands at zero.
/// assert_eq!(lms_z(3.3464, 0.3487, 3.3464, 0.14602).map(|z| z.rounded()), Some(0.0));
/// ```
pub fn lms_z(y: f64, l: f64, m: f64, s: f64) -> Option<Z> {
    let finite = [y, l, m, s].iter().all(|number| number.is_finite());
    if !finite || y <= 0.0 || m <= 0.0 || s <= 0.0 {
        return None;
    }
    Z::new(Row { l, m, s }.restricted(y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{INDICATORS, Sex};

    /// Every row of every table, with measures that lie on a half of a hundredth and a few floats beside it.
    #[test]
    fn the_fast_way_rounds_as_the_exact_way_does() {
        let mut compared = 0_u64;
        for indicator in INDICATORS {
            let (first, last) = indicator.range();
            for sex in [Sex::Female, Sex::Male] {
                let mut at = first;
                while at <= last {
                    let row = indicator.row(sex, at).expect("a row within its range");
                    for half in (-655..=655).step_by(10) {
                        let on_a_half = row.measure_at(f64::from(half) / 100.0 + 0.005);
                        for step in -3_i64..=3 {
                            let y = f64::from_bits(on_a_half.to_bits().wrapping_add_signed(step));
                            for restricted in [false, true] {
                                let exact = if restricted { row.restricted(y) } else { row.plain(y) };
                                let asked = Asked { row, measure: y, restricted };
                                let ([fast], exact) = (rounded([Some(asked)]), two_decimals(exact));
                                let same = fast == exact || (fast.is_nan() && exact.is_nan());
                                assert!(same, "{} {at} {y}: {fast}, not {exact}", indicator.key());
                                compared += 1;
                            }
                        }
                    }
                    at += (last - first) / 60.0;
                }
            }
        }
        assert!(compared > 1_000_000, "{compared}");
    }
}
