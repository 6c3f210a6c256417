//! The LMS method of WHO with its restriction beyond three standard deviations. Takes L, M and S; never looks
//! them up.

use crate::units::Z;

/// Below this, L is taken as 0 and the curve as log-normal: the two forms differ there by less than a float
/// can show.
const L_IS_ZERO: f64 = 1e-10;

/// The z-score of a measure `y` against a row `l`, `m`, `s` of a WHO table; `y` and `m` in the unit of the
/// table.
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
    let raw = within(y, l, m, s);
    if raw.abs() <= 3.0 {
        return Z::new(raw);
    }
    let side = raw.signum();
    let (second, third) = (sd(2.0 * side, l, m, s), sd(3.0 * side, l, m, s));
    let step = (third - second).abs();
    let beyond = (y - third) * side / step;
    // Rounding may leave a point just beyond the seam a hair inside it.
    if step > 0.0 { Z::new(side * (3.0 + beyond.max(0.0))) } else { None }
}

/// ((y/m)^l - 1) / (l s), through expm1 so that a small l loses nothing.
fn within(y: f64, l: f64, m: f64, s: f64) -> f64 {
    let log = y.ln() - m.ln();
    if l.abs() < L_IS_ZERO { log / s } else { (l * log).exp_m1() / l / s }
}

/// The value that stands `k` standard deviations from the median. It exists wherever the plain z goes beyond
/// `k`.
fn sd(k: f64, l: f64, m: f64, s: f64) -> f64 {
    if l.abs() < L_IS_ZERO { m * (s * k).exp() } else { m * ((l * s * k).ln_1p() / l).exp() }
}
