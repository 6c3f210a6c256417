//! `cargo xtask simulate`: histories of several nodes, each from one seed. The last line counts what went wrong.

use crate::Outcome;
use crate::house::House;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

/// Plays `histories` histories from `seed` on.
pub fn play(house: &House, histories: &str, seed: &str) -> Outcome {
    for number in [histories, seed] {
        number.parse::<u64>().map_err(|_| format!("`{number}` is no number"))?;
    }
    let mut command = house.cargo(&[
        "run",
        "--quiet",
        "--locked",
        "-p",
        "relais-store",
        "--example",
        "simulate",
        "--",
        histories,
        seed,
    ]);
    if let Some(scratch) = House::scratch() {
        command.env("TMPDIR", scratch);
    }
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|e| e.to_string())?;
    let mut last = String::new();
    for line in BufReader::new(child.stdout.take().ok_or("no output")?).lines() {
        if !last.is_empty() {
            println!("{last}");
        }
        last = line.map_err(|e| e.to_string())?;
    }
    let ended = child.wait().map_err(|e| e.to_string())?;
    if ended.success() { Ok(last) } else { Err(last) }
}
