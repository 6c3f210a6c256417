//! Registers in and out: the lists that camps, homes and offices keep in spreadsheets.
//!
//! In: [`read`] turns the bytes of a CSV or XLSX file into a [`Table`], [`Mapping::guess`] says which column
//! holds what, and [`rows`] gives [`Row`]s *and* [`Problem`]s. A damaged register gives what it holds and names
//! what it lacks: a birth date that cannot be read never loses the child.
//! Out: [`export`] writes the same columns as CSV, XLSX or JSON, and nothing in it can act when it is opened.
//!
//! Beside them, [`measures`] reads the files of nutrition surveys, and [`pfif`] what tracing services exchange.
//!
//! This crate never touches the file system, a clock or a database, never joins two people, never guesses a
//! value that is not in the file, and never hands over religion or health as ordinary columns: they are
//! recognised so that they can be held apart.

mod encoding;
pub mod export;
mod field;
mod fingerprint;
mod full_name;
mod guess;
mod heading;
mod inert;
pub mod limit;
mod mapping;
mod mapping_file;
pub mod measures;
pub mod pfif;
pub mod planted;
mod problem;
mod problem_csv;
mod problem_text;
mod read;
mod row;
mod separated;
mod separator;
mod sex;
mod synonym;
mod table;
mod unreadable;
mod workbook;
mod workbook_caps;

pub use export::ExportRow;
pub use field::{FIELDS, Field};
pub use full_name::split_full_name;
pub use guess::{ColumnGuess, Guess, Reason};
pub use mapping::Mapping;
pub use problem::{Lang, Problem, Remedy, Severity, Why};
pub use problem_csv::problems_csv;
pub use read::read;
pub use row::{Row, rows};
pub use sex::{Sex, SexCodes};
pub use table::{Format, Table, TableRow};
pub use unreadable::{LooksLike, Unreadable};
