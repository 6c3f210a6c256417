//! Time of one comparison: `cargo run --release -p relais-linkage --example likeness_speed`.
#![allow(clippy::disallowed_methods)] // measuring is what it is for; the crate itself reads no clock

use std::hint::black_box;
use std::time::Instant;

use relais_linkage::edtf::Edtf;
use relais_linkage::likeness::{Facets, likeness};
use relais_linkage::name::tokens;

const ROUNDS: u32 = 200_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let births = [Edtf::parse("1934-03-12")?, Edtf::parse("1931~")?];
    let people: Vec<Vec<String>> = [
        "Abramowicz Mojsze",
        "Rosa Lindenbaum",
        "רבינוביץ שרה",
        "Jan Rabinowitsch",
        "Ahmad Karimi",
        "Рабинович Сара",
    ]
    .map(tokens)
    .into();
    for asked in ["sara rab", "Sara Rabinowicz", "Moses Abramovitch"] {
        let names = tokens(asked);
        let query = Facets { names: &names, birth: Some(&births[0]), sex: Some('f') };
        let start = Instant::now();
        for _ in 0..ROUNDS {
            for candidate in &people {
                let facets = Facets { names: candidate, birth: Some(&births[1]), sex: Some('m') };
                black_box(likeness(black_box(&query), black_box(&facets)));
            }
        }
        let comparisons = f64::from(ROUNDS) * people.len() as f64;
        println!("{asked}: {:.0} ns a candidate", start.elapsed().as_nanos() as f64 / comparisons);
    }
    Ok(())
}
