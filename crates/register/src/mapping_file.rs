//! A mapping as a small TOML text that a person can read, change and keep for the next register of that office.
//!
//! ```toml
//! day_first = true
//! century = 1900
//! [columns]
//! "Nom" = "surname"
//! "Poids" = "none"
//! [sex]
//! female = ["F"]
//! male = ["G", "M"]
//! ```
//! Columns that it does not name are kept with the row as they stand. A name that does not exist is a problem
//! with the nearest one that does; everything else in the text still counts.

use toml::Value;

use crate::field::{FIELDS, Field};
use crate::heading::{fold, nearest};
use crate::mapping::Mapping;
use crate::problem::{Problem, Remedy, Why};
use crate::sex::SexCodes;
use crate::table::Table;

/// The word for a column that no field takes.
const NO_FIELD: &str = "none";

/// The settings outside the tables.
const SETTINGS: [&str; 4] = ["day_first", "century", "columns", "sex"];
const SEX_SETTINGS: [&str; 3] = ["female", "male", "other"];

/// Columns named in a remedy: a list longer than this helps nobody.
const COLUMNS_NAMED: usize = 12;

impl Mapping {
    /// Reads a mapping for a table. What the text leaves out (order of dates, sex codes) is guessed from the
    /// table; columns are not guessed. `file_name` names the mapping file in problems.
    pub fn from_toml(text: &str, table: &Table, file_name: &str) -> (Mapping, Vec<Problem>) {
        let mut mapping = Mapping::guess(table).mapping;
        mapping.columns = vec![None; table.header.len()];
        let settings = match text.parse::<toml::Table>() {
            Ok(settings) => settings,
            Err(error) => {
                let start = error.span().map_or(0, |span| span.start.min(text.len()));
                let line = text.as_bytes()[..start].iter().filter(|b| **b == b'\n').count();
                let line = u32::try_from(line).unwrap_or(u32::MAX).saturating_add(1);
                let why = Why::MappingSyntax { line, message: error.message().to_owned() };
                return (mapping, vec![Problem::of_file(file_name, "", why)]);
            }
        };
        let mut reader = Reader { table, file: file_name, mapping, problems: Vec::new() };
        reader.settings(&settings);
        (reader.mapping, reader.problems)
    }

    /// The mapping as text for [`Mapping::from_toml`], every column of the table in its order.
    pub fn to_toml(&self, table: &Table) -> String {
        let mut out = format!("day_first = {}\n", self.day_first);
        if let Some(century) = self.century {
            out.push_str(&format!("century = {century}\n"));
        }
        out.push_str("\n[columns]\n");
        for (place, heading) in table.header.iter().enumerate() {
            let field = self.columns.get(place).copied().flatten().map_or(NO_FIELD, Field::key);
            out.push_str(&format!("{} = \"{field}\"\n", quoted(heading)));
        }
        out.push_str("\n[sex]\n");
        let lists = [&self.sex_codes.female, &self.sex_codes.male, &self.sex_codes.other];
        for (name, codes) in SEX_SETTINGS.into_iter().zip(lists) {
            let codes: Vec<String> = codes.iter().map(|c| quoted(c)).collect();
            out.push_str(&format!("{name} = [{}]\n", codes.join(", ")));
        }
        out
    }
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

struct Reader<'t> {
    table: &'t Table,
    file: &'t str,
    mapping: Mapping,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn settings(&mut self, settings: &toml::Table) {
        for (name, value) in settings {
            match (name.as_str(), value) {
                ("day_first", Value::Boolean(first)) => self.mapping.day_first = *first,
                ("century", Value::Integer(year)) if (0..=9999).contains(year) => {
                    self.mapping.century = i16::try_from(*year).ok();
                }
                ("columns", Value::Table(columns)) => self.columns(columns),
                ("sex", Value::Table(sex)) => self.sex(sex),
                _ => self.unknown_setting(name, &SETTINGS),
            }
        }
    }

    fn columns(&mut self, columns: &toml::Table) {
        for (name, value) in columns {
            let Some(place) = self.place(name) else {
                self.unknown_column(name);
                continue;
            };
            let key = value.as_str().unwrap_or("");
            if key == NO_FIELD {
                continue;
            }
            match Field::from_key(key) {
                Some(field) => self.mapping.columns[place] = Some(field),
                None => {
                    let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    let near = nearest(key, FIELDS.into_iter().map(Field::key)).map(str::to_owned);
                    let mut problem = Problem::of_file(self.file, &shown, Why::UnknownField { near });
                    problem.column = Some(name.clone());
                    self.problems.push(problem);
                }
            }
        }
    }

    /// The column of a heading: exactly, else in folded form.
    fn place(&self, name: &str) -> Option<usize> {
        let header = &self.table.header;
        let folded = fold(name);
        let same = |h: &String| !folded.is_empty() && fold(h) == folded;
        header.iter().position(|h| h == name).or_else(|| header.iter().position(same))
    }

    fn unknown_column(&mut self, name: &str) {
        let near = nearest(name, self.table.header.iter().map(String::as_str)).map(str::to_owned);
        let mut problem = Problem::of_file(self.file, name, Why::UnknownColumn { near: near.clone() });
        if near.is_none() {
            let columns = self.table.header.iter().take(COLUMNS_NAMED).cloned().collect();
            problem.remedy = Remedy::UseAColumn(columns);
        }
        self.problems.push(problem);
    }

    fn unknown_setting(&mut self, name: &str, known: &[&str]) {
        let near = nearest(name, known.iter().copied()).filter(|near| *near != name).map(str::to_owned);
        self.problems.push(Problem::of_file(self.file, name, Why::UnknownSetting { near }));
    }

    /// Codes named here come before the usual ones: a code moves to the list that names it.
    fn sex(&mut self, sex: &toml::Table) {
        for (name, value) in sex {
            let codes: Option<Vec<String>> =
                value.as_array().and_then(|list| list.iter().map(|c| c.as_str().map(fold)).collect());
            let (Some(codes), true) = (codes, SEX_SETTINGS.contains(&name.as_str())) else {
                self.unknown_setting(name, &SEX_SETTINGS);
                continue;
            };
            let known: &mut SexCodes = &mut self.mapping.sex_codes;
            for list in [&mut known.female, &mut known.male, &mut known.other] {
                list.retain(|code| !codes.contains(code));
            }
            match name.as_str() {
                "female" => known.female.extend(codes),
                "male" => known.male.extend(codes),
                _ => known.other.extend(codes),
            }
        }
    }
}
