//! From bytes to a table: what the file is, is told by its content and never by its name.

use crate::encoding::decode;
use crate::limit::MAX_FILE_BYTES;
use crate::problem::{Problem, Why};
use crate::separated::Records;
use crate::separator::{NO_SEPARATOR, sniff};
use crate::table::{Format, Gather, Table};
use crate::unreadable::{LooksLike, Unreadable};
use crate::{inert, workbook};

/// Reads a register. `file_name` is used only to name the file in problems.
///
/// # Errors
/// [`Unreadable`] when the bytes are no table or are beyond a cap of [`crate::limit`]; everything less than
/// that is a [`Problem`] in the table.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Table, Unreadable> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Unreadable::too_large(bytes.len()));
    }
    if bytes.iter().all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | 0)) {
        return Err(Unreadable::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return workbook::read(bytes, file_name);
    }
    if let Some(kind) = known_kind(bytes) {
        return Err(Unreadable::NotATable(kind));
    }
    text(bytes, file_name)
}

/// Files that are often chosen by mistake, told by how they begin.
fn known_kind(bytes: &[u8]) -> Option<LooksLike> {
    const BEGINNINGS: [(&[u8], LooksLike); 8] = [
        (b"%PDF-", LooksLike::Pdf),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", LooksLike::OldOrLockedWorkbook),
        (b"\x89PNG\r\n", LooksLike::Picture),
        (b"\xFF\xD8\xFF", LooksLike::Picture),
        (b"GIF8", LooksLike::Picture),
        (b"II*\0", LooksLike::Picture),
        (b"MM\0*", LooksLike::Picture),
        (b"\x1F\x8B", LooksLike::OtherContainer),
    ];
    if let Some((_, kind)) = BEGINNINGS.into_iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        return Some(kind);
    }
    let head: Vec<u8> = bytes.iter().take(64).map(u8::to_ascii_lowercase).collect();
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head).trim_ascii_start();
    let web = head.starts_with(b"<!doctype html") || head.starts_with(b"<html") || head.starts_with(b"<?xml");
    web.then_some(LooksLike::WebPage)
}

fn text(bytes: &[u8], file: &str) -> Result<Table, Unreadable> {
    let decoded = decode(bytes);
    if decoded.binary {
        return Err(Unreadable::NotATable(LooksLike::Binary));
    }
    let found = sniff(&decoded.text).ok_or(Unreadable::NotATable(LooksLike::PlainText))?;
    let separator = found.separator.map(char::from);
    let mut table = Table::empty(Format::Csv, decoded.encoding, separator);
    if decoded.broken > 0 {
        let why = Why::BrokenLetters { count: decoded.broken };
        table.problems.push(Problem::of_file(file, decoded.encoding, why));
    }
    if decoded.controls > 0 {
        table.problems.push(Problem::of_file(file, "", Why::ControlSigns { count: decoded.controls }));
    }
    let mut rows = Gather::default();
    for mut row in Records::new(&decoded.text[found.start..], found.separator.unwrap_or(NO_SEPARATOR)) {
        for cell in &mut row.cells {
            inert::unguard(cell);
        }
        rows.push(row)?;
    }
    rows.finish(table, file)
}
