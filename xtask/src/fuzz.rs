//! `cargo xtask fuzz`: each target for a while, beginning with what was kept. The targets are built as cargo-fuzz builds them
//! without sanitizers, which needs no cargo-fuzz and no other toolchain; libFuzzer itself needs a C++ compiler.

use crate::Outcome;
use crate::house::House;
use crate::run::{run, succeeds};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The targets, by the names of their files below `fuzz/fuzz_targets`.
const TARGETS: [&str; 8] =
    ["bundle", "grants", "growth_score", "measures_file", "names", "pfif", "register", "wire"];
/// Those of what comes from other people: nodes, media, lists. `cargo xtask test` runs them.
const FROM_OUTSIDE: [&str; 5] = ["bundle", "grants", "pfif", "register", "wire"];
/// How long each of them runs there, seconds.
const SECONDS: &str = "60";
/// Where their chance begins there.
const SEED: &str = "1940";
/// Targets that run beside one another.
const BESIDE: usize = 2;
/// What makes a program tell libFuzzer where it has been.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
                     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
                     -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares \
                     -Ccodegen-units=1";

/// Every target for `seconds` each, or one of them.
pub fn all(house: &House, seconds: &str, only: Option<&str>) -> Outcome {
    seconds.parse::<u32>().map_err(|_| format!("`{seconds}` is no number of seconds"))?;
    let asked: Vec<&str> = TARGETS.into_iter().filter(|target| only.is_none_or(|o| o == *target)).collect();
    if asked.is_empty() {
        return Err(format!("no such target; there are: {}", TARGETS.join(", ")));
    }
    if !compiles() {
        return Err("libFuzzer needs a C++ compiler: apt-get install g++".into());
    }
    looked_through(house, seconds, &asked, None)
}

/// What comes from outside, each target for a minute and from one seed: what holds a landing back has to do it again when it
/// is asked again. `cargo xtask fuzz` looks further, from another seed each time. Without a C++ compiler it says so and goes on.
pub fn from_outside(house: &House) -> Result<(), String> {
    if !compiles() {
        println!("not shown on this machine, because libFuzzer needs a C++ compiler: what no example holds");
        return Ok(());
    }
    println!("{}", looked_through(house, SECONDS, &FROM_OUTSIDE, Some(SEED))?);
    Ok(())
}

fn compiles() -> bool {
    succeeds("c++", &["--version"])
}

fn looked_through(house: &House, seconds: &str, targets: &[&str], seed: Option<&str>) -> Outcome {
    let built = build(house, targets)?;
    for some in targets.chunks(BESIDE) {
        std::thread::scope(|scope| {
            let runs: Vec<_> =
                some.iter().map(|target| scope.spawn(|| one(house, &built, target, seconds, seed))).collect();
            let done =
                runs.into_iter().map(|run| run.join().unwrap_or_else(|_| Err("a target was lost".into())));
            done.collect::<Result<Vec<()>, String>>()
        })?;
    }
    Ok(format!("{} targets, {seconds} s each: nothing found", targets.len()))
}

/// Builds the targets; the folder they lie in.
fn build(house: &House, targets: &[&str]) -> Result<PathBuf, String> {
    let host = host()?;
    let mut command = Command::new("cargo");
    command.args(["build", "--release", "--locked", "--target", &host]);
    for target in targets {
        command.args(["--bin", target]);
    }
    // Flags that are meant for the host's target stay out of build scripts.
    command.env("RUSTFLAGS", FLAGS).env("CARGO_INCREMENTAL", "0").current_dir(house.root.join("fuzz"));
    run(command)?;
    Ok(house.root.join("fuzz/target").join(host).join("release"))
}

/// The target that rustc builds for where nobody says another.
fn host() -> Result<String, String> {
    let said = Command::new("rustc").arg("-vV").output().map_err(|e| format!("rustc: {e}"))?;
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc does not say what it builds for".into())
}

/// What leads further goes to the first folder; the second is where it begins. What breaks a target is printed, so that it
/// can be asked again where the folder is gone.
fn one(house: &House, built: &Path, target: &str, seconds: &str, seed: Option<&str>) -> Result<(), String> {
    let fuzz = house.root.join("fuzz");
    let folders = ["corpus", "seeds"].map(|kind| fuzz.join(kind).join(target));
    let found = fuzz.join("artifacts").join(target);
    for folder in folders.iter().chain([&found]) {
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    let before = files(&found);
    let mut command = Command::new(built.join(target));
    command.args(&folders).arg(format!("-max_total_time={seconds}"));
    command.args(["-max_len=4096", "-print_final_stats=1", "-verbosity=0", "-timeout=20"]);
    command.arg(format!("-artifact_prefix={}/", found.display()));
    command.args(seed.map(|seed| format!("-seed={seed}")));
    command.current_dir(fuzz);
    let ran = run(command).map(|_| ());
    for file in files(&found).iter().filter(|file| !before.contains(file)) {
        let bytes = std::fs::read(file).unwrap_or_default();
        println!("{target}: {}: b\"{}\"", file.display(), bytes.escape_ascii());
    }
    ran
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries.flatten().map(|entry| entry.path()).collect()
}
