//! Powers near one, fast and almost exact: good to twelve digits, where the system's own are good to sixteen and take
//! several times as long. Nobody sees the difference: who asks rounds to two decimals, and asks the system's power again
//! wherever the rounding could turn out otherwise (`lms::rounded`).

/// Steps between one and two whose logarithm and power are at hand.
const STEPS: usize = 128;
const LN_2: f64 = std::f64::consts::LN_2;
/// Bits of a float below its exponent.
const MANTISSA: u32 = 52;
/// Adding and taking it away leaves the nearest whole number of a small float: no digit behind the point is held there.
pub(crate) const WHOLE: f64 = 6_755_399_441_055_744.0;
/// Exponents beyond this are no measure of anybody; they are left to the system.
const MOST: f64 = 60.0;

/// For each step the inverse of its middle, and the logarithm of that middle.
static LOGARITHMS: [(f64, f64); STEPS] = logarithms();
/// Two to the power of each step's share.
static POWERS: [f64; STEPS] = powers();

/// ln x for x from one to two, by the series of artanh; exact to the last digit but one.
const fn ln_series(x: f64) -> f64 {
    let t = (x - 1.0) / (x + 1.0);
    let (mut sum, mut power, mut n) = (0.0, t, 1);
    while n < 60 {
        sum += power / n as f64;
        power *= t * t;
        n += 2;
    }
    2.0 * sum
}

/// e to the power of x for x from zero to one, by its series.
const fn exp_series(x: f64) -> f64 {
    let (mut sum, mut term, mut n) = (1.0, 1.0, 1);
    while n < 30 {
        term *= x / n as f64;
        sum += term;
        n += 1;
    }
    sum
}

const fn logarithms() -> [(f64, f64); STEPS] {
    let mut out = [(0.0, 0.0); STEPS];
    let mut i = 0;
    while i < STEPS {
        let middle = 1.0 + (i as f64 + 0.5) / STEPS as f64;
        out[i] = (1.0 / middle, ln_series(middle));
        i += 1;
    }
    out
}

const fn powers() -> [f64; STEPS] {
    let mut out = [0.0; STEPS];
    let mut i = 0;
    while i < STEPS {
        out[i] = exp_series(LN_2 * i as f64 / STEPS as f64);
        i += 1;
    }
    out
}

/// ln x; not a number unless x is an ordinary number above zero.
#[inline]
fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let exponent = (bits >> MANTISSA) as i32;
    let step = (bits >> (MANTISSA - STEPS.ilog2())) as usize % STEPS;
    let mantissa = f64::from_bits((bits & ((1 << MANTISSA) - 1)) | (1023 << MANTISSA));
    let (inverse, middle) = LOGARITHMS[step];
    let f = mantissa * inverse - 1.0;
    let square = f * f;
    let tail = (f - 0.5 * square) + square * f * ((1.0 / 3.0 - 0.25 * f) + 0.2 * square);
    let sum = f64::from(exponent - 1023) * LN_2 + (middle + tail);
    // Zero, what is below it, what is too small for a full mantissa, and what is no number.
    if (1..0x7ff).contains(&exponent) { sum } else { f64::NAN }
}

/// e to the power of x, for x not beyond [`MOST`] on either side.
#[inline]
fn exp(x: f64) -> f64 {
    let shifted = x * (STEPS as f64 / LN_2) + WHOLE;
    // The whole number stands in the last bits of the shifted one.
    let steps = shifted.to_bits() as i32;
    let r = x - (shifted - WHOLE) * (LN_2 / STEPS as f64);
    let square = r * r;
    let near = (1.0 + r) + square * ((0.5 + r * (1.0 / 6.0)) + square * (1.0 / 24.0));
    let scale = f64::from_bits(((i64::from(steps.div_euclid(STEPS as i32)) + 1023) as u64) << MANTISSA);
    POWERS[steps.rem_euclid(STEPS as i32) as usize] * near * scale
}

/// Each x to the power of its l, to twelve digits; not a number where it is left to the system.
#[inline]
pub(crate) fn powers_of<const N: usize>(x: [f64; N], l: [f64; N]) -> [f64; N] {
    let mut exponents = x.map(ln);
    for i in 0..N {
        let exponent = exponents[i] * l[i];
        exponents[i] = if exponent.abs() <= MOST { exponent } else { f64::NAN };
    }
    exponents.map(|e| if e.is_nan() { e } else { exp(e) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn power(x: f64, l: f64) -> f64 {
        powers_of([x], [l])[0]
    }

    #[test]
    fn a_power_is_the_systems_to_twelve_digits() {
        let mut seed = 20_261_128_u64;
        let mut draw = |low: f64, high: f64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            low + (high - low) * ((seed >> 11) as f64 / (1u64 << 53) as f64)
        };
        for _ in 0..2_000_000 {
            let (x, l) = (draw(0.05, 6.0), draw(-6.0, 6.0));
            let (ours, system) = (power(x, l), x.powf(l));
            assert!((ours / system - 1.0).abs() < 1e-12, "{x} to the power of {l}: {ours}, not {system}");
        }
    }

    #[test]
    fn what_is_no_ordinary_number_is_left_to_the_system() {
        for x in [0.0, -1.0, f64::NAN, f64::INFINITY, f64::MIN_POSITIVE / 2.0, -0.0] {
            assert!(power(x, 0.5).is_nan(), "{x}");
        }
        assert!(power(2.0, 1e6).is_nan() && power(2.0, f64::NAN).is_nan());
    }
}
