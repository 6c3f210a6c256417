//! Prints z-scores per CPU second on one core, from memory, and the time of a clustered prevalence.
//!
//!     cargo run --release -p relais-growth --example growth_speed
//!
//! Beside it, in the same minute: `python3 crates/growth/examples/pygrowup2_speed.py`.
#![allow(clippy::disallowed_methods)] // it measures time

use relais_growth::survey::{Design, SurveyChild, prevalence};
use relais_growth::{Age, Measures, Position, Sex, Tables, who2006, who2007};
use std::hint::black_box;

const CHILDREN: usize = 100_000;

/// CPU seconds of this process, as Linux counts them in hundredths: what others take of the machine is left out.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |i: usize| fields.get(i).and_then(|f| f.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

/// A number between 0 and 1, the next of its row.
fn noise(state: &mut u64) -> f64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as f64 / f64::from(1u32 << 31)
}

fn children(from_days: f64, until_days: f64) -> Vec<Measures> {
    let mut state = 20_261_128;
    let mut child = || {
        let mut between = |low: f64, high: f64| low + (high - low) * noise(&mut state);
        let days = between(from_days, until_days).floor();
        let height = 50.0 + 60.0 * (days / 1_826.0).powf(0.6) + between(-5.0, 5.0);
        Measures {
            sex: Some(if between(0.0, 1.0) < 0.5 { Sex::Male } else { Sex::Female }),
            age: Some(Age::Days(days)),
            weight_kg: Some(15.5 * (height / 100.0) * (height / 100.0) * between(0.75, 1.25)),
            lenhei_cm: Some(height),
            position: Some(if days < 731.0 { Position::Lying } else { Position::Standing }),
            headc_cm: Some(between(44.0, 50.0)),
            armc_cm: Some(between(13.0, 17.0)),
            triskin_mm: Some(between(6.0, 11.0)),
            subskin_mm: Some(between(5.0, 9.0)),
            oedema: false,
        }
    };
    (0..CHILDREN).map(|_| child()).collect()
}

/// Repeats for a CPU second; how much was done in each.
fn rate(mut pass: impl FnMut() -> usize) -> f64 {
    let (start, mut done) = (cpu_seconds(), 0);
    loop {
        done += pass();
        let spent = cpu_seconds() - start;
        if spent >= 1.0 {
            return done as f64 / spent;
        }
    }
}

fn main() {
    let tables = Tables::get();
    let early = children(91.0, 1_826.0);
    let z = rate(|| {
        early
            .iter()
            .map(|c| black_box(who2006::score_with(tables, c)).scores().iter().flatten().count())
            .sum()
    });
    println!("2006, eight indicators: {:.1} million z per CPU second", z / 1e6);
    let school = children(1_830.0, 3_600.0);
    let z = rate(|| {
        school
            .iter()
            .map(|c| black_box(who2007::score_with(tables, c)).scores().iter().flatten().count())
            .sum()
    });
    println!("2007, three indicators: {:.1} million z per CPU second", z / 1e6);
    let scored = |c: &Measures| who2006::score_with(tables, c);
    let child = |c: &Measures| SurveyChild { sex: c.sex, age: c.age, oedema: false, scores: scored(c) };
    let sample: Vec<SurveyChild> = early.iter().take(929).map(child).collect();
    let weights: Vec<f64> = (0..929).map(|i| 0.5 + f64::from(i % 7)).collect();
    let clusters: Vec<u32> = (0..929).map(|i| i % 30).collect();
    let strata: Vec<u32> = (0..929).map(|i| i % 30 % 3).collect();
    let surveys = rate(|| {
        let design = Design::new(929, Some(&weights), Some(&clusters), Some(&strata));
        design.map_or(0, |d| black_box(prevalence(&sample, &d)).len().min(1))
    });
    println!("prevalence of 929 children with weights, clusters, strata, 21 groups: {:.2} ms", 1e3 / surveys);
}
