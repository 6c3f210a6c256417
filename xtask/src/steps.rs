//! The steps of `cargo xtask test`, in order, each with its time. The first failure ends the run; its last line
//! says which step and which command.

use crate::count::Counts;
use crate::house::House;
use crate::run::{run, succeeds};
use crate::{Outcome, fuzz, setup, tidy};
use std::process::Command;
use std::time::{Duration, Instant};

/// One step.
pub struct Step {
    pub name: &'static str,
    pub title: &'static str,
    run: fn(&House) -> Result<Counts, String>,
}

/// All of them; the cheap ones first.
pub const STEPS: &[Step] = &[
    Step { name: "setup", title: "What the tests need from the system", run: set_up },
    Step { name: "locks", title: "Locked versions", run: locks },
    Step { name: "format", title: "Format", run: format },
    Step { name: "tidy", title: "House rules", run: tidy_up },
    Step { name: "deny", title: "Licences, bans and sources of dependencies", run: deny },
    Step { name: "clippy", title: "Lints", run: clippy },
    Step { name: "tests", title: "Tests: SQLite, PostgreSQL, browser", run: tests },
    Step { name: "doc", title: "Examples in the documentation", run: doc },
    Step { name: "fuzz", title: "What comes from outside, a minute each", run: fuzz },
];

/// Every step. The last line is the number of tests.
pub fn all(house: &House) -> Outcome {
    go(house, &STEPS.iter().collect::<Vec<_>>())
}

/// One step.
pub fn only(house: &House, name: &str) -> Outcome {
    let Some(step) = STEPS.iter().find(|step| step.name == name) else {
        let names = STEPS.iter().map(|step| step.name).collect::<Vec<_>>().join(", ");
        return Err(format!("no step `{name}`; there are: {names}"));
    };
    let said = go(house, &[step])?;
    let counted = matches!(name, "tests" | "doc");
    Ok(if counted { said } else { format!("{name}: nothing to complain of") })
}

fn go(house: &House, steps: &[&Step]) -> Outcome {
    let mut times: Vec<(&str, Duration)> = Vec::new();
    let mut counts = Counts::default();
    let mut stopped = None;
    for step in steps {
        println!("\n== {}: {}", step.name, step.title);
        let start = Instant::now();
        let done = (step.run)(house);
        times.push((step.name, start.elapsed()));
        println!("== {}: {:.1} s", step.name, start.elapsed().as_secs_f64());
        match done {
            Ok(found) => counts.add(found),
            Err(why) => {
                stopped = Some(format!("step `{}`: {why}", step.name));
                break;
            }
        }
    }
    println!("\n{}", table(&times));
    stopped.map_or_else(|| Ok(counts.to_string()), Err)
}

fn table(times: &[(&str, Duration)]) -> String {
    let line = |name: &str, time: Duration| format!("{name:<10}{:>9.1} s\n", time.as_secs_f64());
    let total = times.iter().map(|(_, time)| *time).sum();
    times.iter().map(|(name, time)| line(name, *time)).collect::<String>() + &line("together", total)
}

fn set_up(_: &House) -> Result<Counts, String> {
    let postgresql = setup::ready()?;
    println!("PostgreSQL's programs: {}", postgresql.display());
    match setup::disks() {
        Ok(()) => println!("disks whose power can be cut: here"),
        Err(why) => println!("disks whose power can be cut: not here, because {why}"),
    }
    Ok(Counts::default())
}

/// Both lock files name what the manifests ask for. That of the fuzz targets goes by the manifests of the crates they stand on,
/// so that whoever gives a crate a dependency has to write it anew; the step that builds them is the last one.
fn locks(house: &House) -> Result<Counts, String> {
    run(house.cargo(&["fetch", "--locked"]))?;
    run(house.cargo(&["fetch", "--locked", "--manifest-path", "fuzz/Cargo.toml"])).map_err(|why| {
        format!(
            "{why}; where fuzz/Cargo.lock is behind: cargo update --workspace --manifest-path fuzz/Cargo.toml"
        )
    })
}

fn format(house: &House) -> Result<Counts, String> {
    run(house.cargo(&["fmt", "--all", "--check"]))
}

fn clippy(house: &House) -> Result<Counts, String> {
    run(house.cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
}

fn tidy_up(house: &House) -> Result<Counts, String> {
    tidy::run(house).map(|said| {
        println!("{said}");
        Counts::default()
    })
}

fn fuzz(house: &House) -> Result<Counts, String> {
    fuzz::from_outside(house).map(|()| Counts::default())
}

/// Without cargo-deny it says so and goes on: the manifest's bans stay checked by whoever has it, and by `tidy`.
fn deny(house: &House) -> Result<Counts, String> {
    if !succeeds("cargo-deny", &["--version"]) {
        println!("cargo-deny is not installed: not run (cargo install --locked cargo-deny)");
        return Ok(Counts::default());
    }
    // Advisories need the network: `cargo xtask deny`.
    run(house.cargo(&["deny", "check", "bans", "licenses", "sources"]))
}

/// All four checks of cargo-deny.
pub fn deny_everything(house: &House) -> Outcome {
    run(house.cargo(&["deny", "check"])).map(|_| "cargo-deny found nothing".into())
}

fn tests(house: &House) -> Result<Counts, String> {
    let postgresql = setup::ready()?;
    // The whole workspace and its tests in one go: the program is built with the dependencies the tests use, once.
    run(house.cargo(&["build", "--workspace", "--bins", "--tests", "--locked"]))?;
    let program = house.program();
    if !program.is_file() {
        return Err(format!("the build made no {}", program.display()));
    }
    let with = |mut command: Command| {
        command.env("RELAIS_PG_BIN", &postgresql).env("RELAIS_BIN", &program);
        if let Some(scratch) = House::scratch() {
            command.env("TMPDIR", scratch);
        }
        command
    };
    let runner: &[&str] =
        if succeeds("cargo-nextest", &["nextest", "--version"]) { &["nextest", "run"] } else { &["test"] };
    // Documentation examples have a step of their own; with nextest they would not run here either.
    let targets: &[&str] = if runner.len() == 1 { &["--lib", "--bins", "--tests"] } else { &[] };
    let mut without = Vec::new();
    if let Err(why) = setup::disks() {
        println!(
            "not shown on this machine, because {why}: power cuts, full and seized disks, memory, other users"
        );
        without.extend(["power", "seized", "other_user", "full"]);
    }
    if let Err(why) = setup::calls() {
        println!("not shown on this machine, because {why}: a disk that fails while something is written");
        without.push("failing");
    }
    let without = left_out(runner, &without);
    let mut args = [runner, targets, &["--workspace", "--locked", "--no-fail-fast"]].concat();
    args.extend(without.iter().map(String::as_str));
    let mut counts = run(with(house.cargo(&args)))?;
    if !without.is_empty() {
        counts.skipped = 0; // which they are was said, and why
    }
    proved(counts)
}

/// The words that leave out the tests of some modules.
fn left_out(runner: &[&str], modules: &[&str]) -> Vec<String> {
    if modules.is_empty() {
        return Vec::new();
    }
    if runner.len() == 1 {
        let skip = modules.iter().flat_map(|module| ["--skip".into(), format!("{module}::")]);
        return std::iter::once("--".into()).chain(skip).collect();
    }
    vec!["-E".into(), format!("not test(/^({})::/)", modules.join("|"))]
}

fn doc(house: &House) -> Result<Counts, String> {
    proved(run(house.cargo(&["test", "--doc", "--workspace", "--locked"]))?)
}

/// A test that was passed over proves nothing.
fn proved(counts: Counts) -> Result<Counts, String> {
    if counts.skipped > 0 { Err(format!("tests were skipped ({counts}); each must run")) } else { Ok(counts) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_skipped_test_fails_the_run() {
        assert!(proved(Counts { passed: 3, failed: 0, skipped: 1 }).is_err());
        assert!(proved(Counts { passed: 3, failed: 0, skipped: 0 }).is_ok());
    }

    #[test]
    fn what_cannot_be_shown_here_is_left_out_by_either_runner() {
        let words = |runner: &[&str], modules: &[&str]| left_out(runner, modules).join(" ");
        assert_eq!(words(&["test"], &["power", "full"]), "-- --skip power:: --skip full::");
        assert_eq!(words(&["nextest", "run"], &["power", "full"]), "-E not test(/^(power|full)::/)");
        assert_eq!(words(&["test"], &[]), "");
    }

    #[test]
    fn an_unknown_step_names_the_known_ones() {
        let house = House::find();
        let said = house.and_then(|house| only(&house, "test")).unwrap_err();
        assert!(said.contains("no step `test`") && said.contains("clippy, tests, doc"), "{said}");
    }

    #[test]
    fn the_table_ends_in_the_sum() {
        let text = table(&[("format", Duration::from_millis(1_300)), ("clippy", Duration::from_secs(60))]);
        assert_eq!(text, "format          1.3 s\nclippy         60.0 s\ntogether       61.3 s\n");
    }
}
