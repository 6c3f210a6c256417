//! Measures files: one child a row, under the headings that people who use WHO's software know. Each row becomes the
//! measures of a child, and what cannot be read in it is told: nothing stops the file, and nothing is guessed.

pub mod cell;
mod columns;
mod sample;

pub use columns::{Columns, NAMES, named};
pub use sample::{Named, Sample};

/// What is odd about a cell of a measures file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// No number where one is expected.
    NotANumber,
    /// A measure of zero or less: taken as not measured.
    NotAboveZero,
    /// An age below zero: taken as not known.
    NotAnAge,
    /// No sex.
    Sex,
    /// Neither lying nor standing.
    Position,
    /// Neither yes nor no: taken as no.
    Oedema,
    /// No weight, cluster or stratum where the survey has them: not counted.
    Design,
}

impl Odd {
    /// All.
    pub const ALL: [Odd; 7] = [
        Odd::NotANumber,
        Odd::NotAboveZero,
        Odd::NotAnAge,
        Odd::Sex,
        Odd::Position,
        Odd::Oedema,
        Odd::Design,
    ];

    /// Its name.
    pub fn key(self) -> &'static str {
        match self {
            Odd::NotANumber => "not-a-number",
            Odd::NotAboveZero => "not-above-zero",
            Odd::NotAnAge => "not-an-age",
            Odd::Sex => "sex",
            Odd::Position => "position",
            Odd::Oedema => "oedema",
            Odd::Design => "design",
        }
    }

    /// In English words, for a problems file.
    pub fn words(self) -> &'static str {
        match self {
            Odd::NotANumber => "this is no number",
            Odd::NotAboveZero => "a measure is above zero; taken as not measured",
            Odd::NotAnAge => "an age is not below zero; taken as not known",
            Odd::Sex => "sex is 1, 2, m or f",
            Odd::Position => "measure is l (lying) or h (standing)",
            Odd::Oedema => "oedema is y or 1, n or 2; taken as no",
            Odd::Design => "weight, cluster or stratum is missing or unreadable; not counted",
        }
    }
}
