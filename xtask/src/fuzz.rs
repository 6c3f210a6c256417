//! `cargo xtask fuzz`: each target for a while, with what it found before. Not part of the tests: it needs cargo-fuzz.

use crate::Outcome;
use crate::house::House;
use crate::run::{run, succeeds};
use std::process::Command;

/// The targets, by the names of their files below `fuzz/fuzz_targets`.
const TARGETS: [&str; 7] = ["bundle", "grants", "growth_score", "measures_file", "names", "pfif", "wire"];

/// Every target for `seconds` each, or one of them.
pub fn all(house: &House, seconds: &str, only: Option<&str>) -> Outcome {
    if !succeeds("cargo-fuzz", &["--version"]) {
        return Err("cargo-fuzz is not installed: cargo install --locked cargo-fuzz".into());
    }
    seconds.parse::<u32>().map_err(|_| format!("`{seconds}` is no number of seconds"))?;
    let asked: Vec<&str> = TARGETS.into_iter().filter(|target| only.is_none_or(|o| o == *target)).collect();
    if asked.is_empty() {
        return Err(format!("no such target; there are: {}", TARGETS.join(", ")));
    }
    for target in &asked {
        let mut command = Command::new("cargo");
        // The sanitizers need another toolchain; what is looked for are panics.
        command.args(["fuzz", "run", "--sanitizer", "none", target]);
        // What it finds goes to the first folder; the second is where it begins.
        let folders = ["corpus", "seeds"].map(|kind| house.root.join("fuzz").join(kind).join(target));
        std::fs::create_dir_all(&folders[0]).map_err(|e| format!("{}: {e}", folders[0].display()))?;
        command.args(&folders).arg("--");
        command.arg(format!("-max_total_time={seconds}")).args(["-max_len=4096", "-print_final_stats=1"]);
        command.env("RUSTC_BOOTSTRAP", "1").current_dir(&house.root);
        run(command)?;
    }
    Ok(format!("{} targets, {seconds} s each: nothing found", asked.len()))
}
