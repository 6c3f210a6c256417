//! Reads a placement problem and prints the proposal as JSON: `cargo run --release -p relais-planning --example
//! propose -- problem.json`. Ends with 3 and the faults where the problem is refused.

use relais_planning::placement::{Effort, Problem, propose};
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: propose PROBLEM.json");
        return ExitCode::from(2);
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(e) => {
            eprintln!("{path}: {e}");
            return ExitCode::from(4);
        }
    };
    match Problem::parse(&text) {
        Ok(problem) => match serde_json::to_string_pretty(&propose(&problem, Effort::default())) {
            Ok(json) => println!("{json}"),
            Err(e) => {
                eprintln!("{e}");
                return ExitCode::FAILURE;
            }
        },
        Err(faults) => {
            faults.iter().for_each(|fault| eprintln!("{fault}"));
            return ExitCode::from(3);
        }
    }
    ExitCode::SUCCESS
}
