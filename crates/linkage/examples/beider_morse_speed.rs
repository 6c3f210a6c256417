//! Microseconds of the Beider-Morse codes of a name, for each kind of names: `cargo run --release -p relais-linkage
//! --example beider_morse_speed`. The names are put together from parts; `-- FILE` takes those of a file, one a line.
#![allow(clippy::disallowed_methods)] // measuring is what it is for; the crate itself reads no clock

use relais_linkage::phonetic::{NameType, RuleType, beider_morse};
use std::time::Instant;

const FIRST: [&str; 20] = [
    "Gold",
    "Rosen",
    "Silber",
    "Mosko",
    "Rabino",
    "Abramo",
    "Szcze",
    "Cohen",
    "Levi",
    "Haber",
    "Kauf",
    "Stein",
    "Виногра",
    "Каплано",
    "Benve",
    "Albu",
    "Toleda",
    "Dvořá",
    "Küçü",
    "Papado",
];
const LAST: [&str; 20] = [
    "berg", "witz", "wicz", "vitch", "mann", "stein", "feld", "baum", "ski", "owski", "son", "heimer", "er",
    "вич", "дов", "niste", "kerque", "no", "kova", "poulos",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = std::env::args().nth(1).map(std::fs::read_to_string).transpose()?;
    let names: Vec<String> = match &text {
        Some(text) => text.lines().map(str::to_owned).collect(),
        None => FIRST.iter().flat_map(|first| LAST.map(|last| format!("{first}{last}"))).collect(),
    };
    let times = 20;
    for kind in [NameType::Generic, NameType::Ashkenazi, NameType::Sephardic] {
        let start = Instant::now();
        let _ = beider_morse("", kind, RuleType::Approx);
        println!("{kind:?}: rules read in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
        for rules in [RuleType::Approx, RuleType::Exact] {
            let start = Instant::now();
            let mut codes = 0;
            for _ in 0..times {
                codes += names.iter().map(|name| beider_morse(name, kind, rules).len()).sum::<usize>();
            }
            let read = (names.len() * times) as f64;
            let each = start.elapsed().as_secs_f64() * 1e6 / read;
            println!(
                "{kind:?} {rules:?}: {each:.1} µs, {:.1} codes a name, {} names",
                codes as f64 / read,
                names.len()
            );
        }
    }
    Ok(())
}
