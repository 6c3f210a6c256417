//! Nanoseconds of one Jaro-Winkler similarity over all pairs of the names of a file, one a line; beside rapidfuzz in one
//! run: `python3 crates/linkage/rivals/jaro_winkler.py`.
#![allow(clippy::disallowed_methods)] // measuring is what it is for; the crate itself reads no clock

use relais_linkage::likeness::jaro_winkler;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let text = std::fs::read_to_string(path)?;
    let names: Vec<&str> = text.lines().collect();
    let start = Instant::now();
    let mut sum = 0.0;
    for a in &names {
        for b in &names {
            sum += jaro_winkler(a, b);
        }
    }
    let pairs = (names.len() * names.len()) as f64;
    println!("{:.1} {:.6}", start.elapsed().as_nanos() as f64 / pairs, sum / pairs);
    Ok(())
}
