//! From TOML to a [`Procedure`]: syntax and shape. Never judges the content; that is `check`.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error, ValueDeserializer};

use crate::problem::Problem;
use crate::procedure::{MAX_BYTES, PaperKind, Procedure, Rule, Source};

/// Reads the file, or names every mistake of syntax, or, where the syntax holds, every entry that has the
/// wrong shape.
pub(crate) fn read(text: &str) -> Result<Procedure, Vec<Problem>> {
    if text.len() > MAX_BYTES {
        return Err(vec![Problem::TooLong { bytes: text.len() }]);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(name(text, errors));
    }
    let whole = match Procedure::deserialize(Deserializer::from(table.clone())) {
        Ok(procedure) => return Ok(procedure),
        Err(error) => error,
    };
    // The whole stops at its first mistake; its entries are read one by one so that the author sees all of
    // them at once.
    let mut errors = vec![whole];
    errors.extend(mistakes::<Source>(&table, "sources"));
    errors.extend(mistakes::<Rule>(&table, "eligibility"));
    errors.extend(mistakes::<PaperKind>(&table, "papers"));
    Err(name(text, errors))
}

fn mistakes<T: DeserializeOwned>(table: &Spanned<DeTable<'_>>, list: &str) -> Vec<Error> {
    let Some(DeValue::Array(entries)) = table.get_ref().get(list).map(Spanned::get_ref) else {
        return Vec::new();
    };
    entries.iter().filter_map(|entry| T::deserialize(ValueDeserializer::from(entry.clone())).err()).collect()
}

/// Errors as problems with their line, in the order of the file, each once.
fn name(text: &str, errors: Vec<Error>) -> Vec<Problem> {
    let mut named: Vec<(Option<usize>, String)> = errors
        .into_iter()
        .map(|error| (error.span().map(|span| line(text, span.start)), error.message().to_owned()))
        .collect();
    named.sort();
    named.dedup();
    named.into_iter().map(|(line, message)| Problem::Toml { line, message }).collect()
}

/// The line, counted from 1, of a byte of the text.
fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1
}
