//! An invented population with its truth, for measuring:
//! `cargo run --release -p relais-linkage --example population -- RECORDS SEED FOLDER [SURNAMES]`
//! writes `people.csv` (what a register knows) and `truth.csv` (`id,person,father,mother`: who it is, and whose child).
//!
//! Families of parents and children live in towns; several sources have met them, each with its language, script,
//! gaps and mistakes. Everybody is invented. No name list but the one in `forms.rs` is used:
//! 1,700 surnames, and as many more as are asked for.

mod dice;
mod families;
mod forms;
mod sources;

use dice::Dice;
use std::io::{BufWriter, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let records: usize = args.next().ok_or("how many records?")?.parse()?;
    let seed: u64 = args.next().unwrap_or_else(|| "1".into()).parse()?;
    let folder = std::path::PathBuf::from(args.next().unwrap_or_else(|| ".".into()));
    std::fs::create_dir_all(&folder)?;
    let mut dice = Dice::new(seed);
    let more: usize = args.next().unwrap_or_else(|| "0".into()).parse()?;
    let people = families::people(&mut dice, records, more);
    let mut rows: Vec<(usize, sources::Record)> = Vec::with_capacity(records);
    for (number, person) in people.iter().enumerate() {
        for _ in 0..person.records {
            rows.push((number, sources::record(&mut dice, person)));
        }
    }
    dice.shuffle(&mut rows);
    rows.truncate(records);
    let mut out = BufWriter::new(std::fs::File::create(folder.join("people.csv"))?);
    let mut truth = BufWriter::new(std::fs::File::create(folder.join("truth.csv"))?);
    writeln!(out, "id,given,surname,sex,birth,birth_place,father,mother,residence,source")?;
    writeln!(truth, "id,person,father,mother")?;
    for (id, (number, row)) in rows.iter().enumerate() {
        writeln!(out, "r{id},{}", row.join(","))?;
        let person = &people[*number];
        let parent = |p: Option<usize>| p.map(|p| format!("p{p}")).unwrap_or_default();
        writeln!(truth, "r{id},p{number},{},{}", parent(person.father), parent(person.mother))?;
    }
    Ok(())
}
