//! Workbooks: the first visible sheet with anything on it, cell by cell, each as the text a person sees.
//!
//! Formulas are never evaluated: the value that the spreadsheet program stored is read.

use std::io::Cursor;
use std::panic::catch_unwind;

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use crate::problem::{Problem, Why};
use crate::separated::RawRow;
use crate::table::{Format, Gather, Table};
use crate::unreadable::Unreadable;
use crate::workbook_caps;

/// Reads a workbook under the caps.
pub(crate) fn read(bytes: &[u8], file: &str) -> Result<Table, Unreadable> {
    workbook_caps::prove(bytes)?;
    // The library that reads workbooks may overflow on hostile cell references; a file must never end the
    // program, so what it cannot read is a damaged workbook like any other.
    catch_unwind(|| open(bytes, file)).unwrap_or_else(|_| Err(damaged(&"its cells contradict each other")))
}

fn damaged(error: &dyn std::fmt::Display) -> Unreadable {
    Unreadable::Damaged { detail: error.to_string() }
}

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

fn open(bytes: &[u8], file: &str) -> Result<Table, Unreadable> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| opening(&e))?;
    let sheets: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|s| s.typ == SheetType::WorkSheet && s.visible == SheetVisible::Visible)
        .map(|s| s.name.clone())
        .collect();
    let mut read: Option<(String, Gather)> = None;
    let mut others = Vec::new();
    for name in sheets {
        if read.is_some() {
            if filled(&mut book, &name) {
                others.push(name);
            }
            continue;
        }
        let rows = sheet(&mut book, &name)?;
        if !rows.is_empty() {
            read = Some((name, rows));
        }
    }
    let (name, rows) = read.ok_or(Unreadable::NoSheet)?;
    let mut table = Table::empty(Format::Xlsx { sheet: name }, "UTF-8", None);
    if !others.is_empty() {
        let value = others.join(", ");
        table.problems.push(Problem::of_file(file, &value, Why::OtherSheets { names: others }));
    }
    rows.finish(table, file)
}

fn opening(error: &XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::Locked,
        other => damaged(other),
    }
}

/// Whether a sheet has a cell with something in it.
fn filled(book: &mut Book<'_>, name: &str) -> bool {
    let Ok(mut cells) = book.worksheet_cells_reader(name) else { return false };
    while let Ok(Some(cell)) = cells.next_cell() {
        if !text(cell.get_value()).trim().is_empty() {
            return true;
        }
    }
    false
}

fn sheet(book: &mut Book<'_>, name: &str) -> Result<Gather, Unreadable> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|e| damaged(&e))?;
    let mut rows = Gather::default();
    let mut row = RawRow::default();
    while let Some(cell) = cells.next_cell().map_err(|e| damaged(&e))? {
        let (at, place) = cell.get_position();
        let line = at.saturating_add(1);
        if line != row.line {
            take(&mut rows, std::mem::take(&mut row))?;
            row.line = line;
        }
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        match cell.get_value() {
            DataRef::Empty => {}
            DataRef::SharedString(shared) => row.set(place, shared),
            DataRef::String(own) => row.set(place, own),
            other => row.set(place, &text(other)),
        }
    }
    take(&mut rows, row)?;
    Ok(rows)
}

fn take(rows: &mut Gather, mut row: RawRow) -> Result<(), Unreadable> {
    row.close();
    // Workbooks leave blank cells out, so a short row means nothing here.
    row.width = usize::MAX;
    rows.push(row)
}

/// A cell as text: dates as ISO, whole numbers without a fraction.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => number(*n),
        DataRef::String(s) => s.clone(),
        DataRef::SharedString(s) => (*s).to_owned(),
        DataRef::Bool(b) => b.to_string(),
        DataRef::DateTime(moment) => date(*moment),
        DataRef::DateTimeIso(iso) => match iso.split_once('T') {
            Some((day, time)) if time.starts_with("00:00:00") => day.to_owned(),
            _ => iso.clone(),
        },
        DataRef::DurationIso(iso) => iso.clone(),
        DataRef::Error(error) => Data::Error(error.clone()).to_string(),
    }
}

/// A number as a person would type it.
fn number(n: f64) -> String {
    // Beyond 2^53 a float names no single whole number; the shortest text that reads back is then honest.
    if n.fract() == 0.0 && n.abs() < 9_007_199_254_740_992.0 {
        format!("{:.0}", n + 0.0)
    } else {
        n.to_string()
    }
}

/// A moment as ISO text: the day alone when its time is midnight, the time alone before the first day.
fn date(moment: ExcelDateTime) -> String {
    if moment.is_duration() || !moment.as_f64().is_finite() {
        return number(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if (0.0..1.0).contains(&moment.as_f64()) {
        return time;
    }
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {time}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_and_dates_read_as_a_person_types_them() {
        fn check(value: DataRef<'_>, expected: &str) {
            assert_eq!(text(&value), expected);
        }
        let moment = |n| DataRef::DateTime(ExcelDateTime::new(n, ExcelDateTimeType::DateTime, false));
        check(DataRef::Float(1934.0), "1934");
        check(DataRef::Float(12.5), "12.5");
        check(DataRef::Float(-0.0), "0");
        check(DataRef::Int(7), "7");
        check(moment(15_249.0), "1941-09-30");
        check(moment(15_249.5), "1941-09-30 12:00:00");
        check(moment(0.25), "06:00:00");
        check(DataRef::DateTimeIso("1941-09-30T00:00:00".into()), "1941-09-30");
        check(DataRef::Bool(true), "true");
        check(DataRef::Error(calamine::CellErrorType::Ref), "#REF!");
    }
}
