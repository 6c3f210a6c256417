//! The LMS method of WHO: a row of a table, the z-score of a measure against it, and the way back. Never looks a row
//! up.

use crate::units::Z;

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
