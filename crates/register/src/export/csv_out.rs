//! CSV for spreadsheet programs: a byte order mark so that accents survive, the separator that the language's
//! programs expect, every cell quoted and inert.

use crate::export::{ExportRow, columns};
use crate::inert;
use crate::problem::Lang;

/// The rows as CSV with headings in the language: ";" in French, "," in English.
pub fn csv(rows: &[ExportRow], lang: Lang) -> Vec<u8> {
    let header: Vec<String> = columns().map(|field| field.heading(lang).to_owned()).collect();
    let rows = rows.iter().map(|row| row.cells().into_iter().map(|(_, cell)| cell).collect::<Vec<_>>());
    guarded_csv(header, rows, lang)
}

/// Any table of text as inert CSV.
pub(crate) fn guarded_csv(
    header: Vec<String>,
    rows: impl Iterator<Item = Vec<String>>,
    lang: Lang,
) -> Vec<u8> {
    let separator = match lang {
        Lang::Fr => b';',
        Lang::En => b',',
    };
    let mut out = b"\xEF\xBB\xBF".to_vec();
    // Every cell is quoted, so that a program that expects another separator cannot part a cell and find a
    // formula in its middle.
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(&mut out);
    for row in std::iter::once(header).chain(rows) {
        let cells = row.iter().map(|cell| inert::guard(cell).into_owned());
        writer.write_record(cells).expect("writing to memory cannot fail");
    }
    writer.flush().expect("writing to memory cannot fail");
    drop(writer);
    out
}
