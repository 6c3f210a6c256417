//! The distributions that percentiles, intervals and tests need: normal, Student's t, chi-square. Every function takes
//! any float and panics on none; not a number goes in and comes out.
//!
//! # Source
//! Abramowitz and Stegun, Handbook of Mathematical Functions: 6.5 (incomplete gamma), 26.2 (normal), 26.5 (incomplete
//! beta), as series and continued fractions.

use std::f64::consts::PI;

/// Steps after which a series or a fraction that does not settle is left.
const STEPS: usize = 500;
/// Smallest number a fraction may divide by.
const TINY: f64 = 1e-300;

/// The share of a standard normal distribution below `z`, 0 to 1.
pub fn normal_below(z: f64) -> f64 {
    let half = upper_gamma_share(0.5, z * z / 2.0) / 2.0;
    if z < 0.0 { half } else { 1.0 - half }
}

/// The z below which the share `p` of a standard normal distribution lies; infinite at 0 and 1, not a number beyond.
pub fn normal_quantile(p: f64) -> f64 {
    if p == 0.5 {
        return 0.0;
    }
    let tail = if p < 0.5 { p } else { 1.0 - p };
    if tail <= 0.0 || tail.is_nan() {
        return if p == 0.0 {
            f64::NEG_INFINITY
        } else if p == 1.0 {
            f64::INFINITY
        } else {
            f64::NAN
        };
    }
    // Formula 26.2.23 to begin with, then steps of Newton's method with the second derivative.
    let t = (-2.0 * tail.ln()).sqrt();
    let mut z = (2.515517 + t * (0.802853 + t * 0.010328))
        / (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
        - t;
    for _ in 0..3 {
        let error = (normal_below(z) - tail) * (2.0 * PI).sqrt() * (z * z / 2.0).exp();
        z -= error / (1.0 + z * error / 2.0);
    }
    if p < 0.5 { z } else { -z }
}

/// The t below which the share `p` of Student's distribution with `df` degrees of freedom lies; that of the normal
/// distribution where `df` is infinite, not a number unless `df` is above 0 and `p` between 0 and 1.
pub fn t_quantile(p: f64, df: f64) -> f64 {
    if df.is_infinite() && df > 0.0 {
        return normal_quantile(p);
    }
    if p.is_nan() || p <= 0.0 || p >= 1.0 || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    let tail = p.min(1.0 - p);
    let (mut low, mut high) = (0.0, 1.0);
    while t_beyond(high, df) > tail && high < 1e300 {
        high *= 2.0;
    }
    // Halving until no float lies between: at most some hundred times, and it cannot run away.
    for _ in 0..2_000 {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if t_beyond(middle, df) > tail { low = middle } else { high = middle }
    }
    if p < 0.5 { -high } else { high }
}

/// The share of Student's distribution beyond `t`, which is not below 0.
fn t_beyond(t: f64, df: f64) -> f64 {
    beta_share(df / (df + t * t), df / 2.0, 0.5) / 2.0
}

/// The share of a chi-square distribution with `df` degrees of freedom above `x`, 0 to 1: the p-value of a test.
pub fn chi_square_above(x: f64, df: f64) -> f64 {
    if x <= 0.0 { 1.0 } else { upper_gamma_share(df / 2.0, x / 2.0) }
}

/// The incomplete gamma function's upper share Q(a, x).
fn upper_gamma_share(a: f64, x: f64) -> f64 {
    if x.is_nan() || a.is_nan() || a <= 0.0 || x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 {
        return 1.0;
    }
    if x.is_infinite() {
        return 0.0;
    }
    let front = (a * x.ln() - x - ln_gamma(a)).exp();
    if x < a + 1.0 {
        let (mut term, mut sum) = (1.0 / a, 1.0 / a);
        for n in 1..STEPS {
            term *= x / (a + n as f64);
            sum += term;
            if term < sum * f64::EPSILON {
                break;
            }
        }
        return 1.0 - front * sum;
    }
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut fraction = d;
    for n in 1..STEPS {
        let n = n as f64;
        let numerator = -n * (n - a);
        b += 2.0;
        d = 1.0 / away_from_zero(numerator * d + b);
        c = away_from_zero(b + numerator / c);
        fraction *= d * c;
        if (d * c - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    front * fraction
}

/// The incomplete beta function's share I_x(a, b).
fn beta_share(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (1.0 - x).ln()).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(x, a, b) / a
    } else {
        1.0 - front * beta_fraction(1.0 - x, b, a) / b
    }
}

fn beta_fraction(x: f64, a: f64, b: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for m in 1..STEPS {
        let m = m as f64;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        fraction *= d * c;
        if (d * c - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    fraction
}

fn away_from_zero(x: f64) -> f64 {
    if x.abs() < TINY { TINY } else { x }
}

/// The logarithm of the gamma function, by Stirling's series from 15 upwards and by recurrence below (6.1.41, 6.1.15).
fn ln_gamma(x: f64) -> f64 {
    let (mut at, mut product) = (x, 1.0);
    while at < 15.0 {
        product *= at;
        at += 1.0;
    }
    let r = 1.0 / (at * at);
    let series = (1.0 / 12.0 - r * (1.0 / 360.0 - r * (1.0 / 1260.0 - r * (1.0 / 1680.0 - r / 1188.0)))) / at;
    (at - 0.5) * at.ln() - at + (2.0 * PI).ln() / 2.0 + series - f64::ln(product)
}

/// The p-value of a two-sided test of one proportion against `expected`, with the correction for continuity.
///
/// # Source
/// Yates (1934), as R's `prop.test` of one sample has it: the correction never exceeds the distance itself.
pub fn proportion_p(successes: f64, n: f64, expected: f64) -> f64 {
    let distance = (successes - n * expected).abs();
    let corrected = distance - distance.min(0.5);
    chi_square_above(corrected * corrected / (n * expected * (1.0 - expected)), 1.0)
}
