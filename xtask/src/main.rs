//! `cargo xtask`: what a developer and CI run. Sets up what the tests need, checks the house rules, runs every
//! test, and says in its last line how it ended. It skips nothing: what cannot be run is a failure with a remedy.
//!
//! It is no part of the program: nothing depends on it, and it depends on the standard library and `toml` only.
#![allow(clippy::disallowed_methods)] // it measures time and reads the environment: it is a developer's tool

mod count;
mod fuzz;
mod growth_tables;
mod house;
mod promises;
mod run;
mod setup;
mod simulate;
mod steps;
mod tidy;

use house::House;
use std::process::ExitCode;
use steps::STEPS;

/// What went well, as the last line says it, or why the run stopped.
type Outcome = Result<String, String>;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = House::find().and_then(|house| command(&house, &words));
    match outcome {
        Ok(last) => {
            println!("{last}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            println!("failed: {why}");
            ExitCode::FAILURE
        }
    }
}

fn command(house: &House, words: &[&str]) -> Outcome {
    match words {
        ["test" | "ci"] => steps::all(house),
        ["test" | "ci", "--only", name] => steps::only(house, name),
        ["tidy"] => tidy::run(house),
        ["growth-tables"] => growth_tables::write(house),
        ["fuzz", "--seconds", n] => fuzz::all(house, n, None),
        ["fuzz", "--seconds", n, target] => fuzz::all(house, n, Some(target)),
        ["promises"] => promises::write(house),
        ["simulate", "--histories", n, "--seed", seed] => simulate::play(house, n, seed),
        ["deny"] => steps::deny_everything(house),
        ["help" | "--help" | "-h"] | [] => Ok(help()),
        _ => Err(format!("`cargo xtask {}` is unknown\n{}", words.join(" "), help())),
    }
}

fn help() -> String {
    let mut text = String::from(
        "cargo xtask test              install what the tests need, then run everything (`ci` is the same)\n\
         cargo xtask test --only NAME  one step\n\
         cargo xtask tidy              the house rules alone\n\
         cargo xtask deny              licences, bans, sources and advisories by cargo-deny (asks the network)\n\
         cargo xtask fuzz --seconds N [TARGET]  the fuzz targets, or one of them (needs a C++ compiler)\n\
         cargo xtask promises          docs/promises.md again, from the names of the tests\n\
         cargo xtask simulate --histories N --seed S  histories of several nodes that meet (docs/handbook/exchange.md)\n\
         cargo xtask growth-tables     the tables of crates/growth again, from PyPI\n\nSteps:",
    );
    for step in STEPS {
        text.push_str(&format!("\n  {:8} {}", step.name, step.title));
    }
    text
}
