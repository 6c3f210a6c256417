//! XLSX: one sheet, every cell written as text. No formula is ever written, so no guard is needed.

use rust_xlsxwriter::{Format, Workbook};

use crate::export::{ExportError, ExportRow, columns};
use crate::limit::XLSX_CELL_CHARS;
use crate::problem::Lang;

/// Rows of one sheet, the headings not counted, by the specification of the spreadsheet programs.
const SHEET_ROWS: usize = 1_048_575;

/// The rows as a workbook of one sheet with headings in the language.
///
/// # Errors
/// [`ExportError::CellTooLong`] and [`ExportError::TooManyRows`] where a workbook has no room; nothing is cut.
pub fn xlsx(rows: &[ExportRow], lang: Lang) -> Result<Vec<u8>, ExportError> {
    if rows.len() > SHEET_ROWS {
        return Err(ExportError::TooManyRows { rows: rows.len(), limit: SHEET_ROWS });
    }
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(match lang {
        Lang::Fr => "Registre",
        Lang::En => "Register",
    })?;
    let bold = Format::new().set_bold();
    let text = Format::new().set_num_format("@");
    for (place, field) in (0u16..).zip(columns()) {
        sheet.write_string_with_format(0, place, field.heading(lang), &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (line, row) in (1u32..).zip(rows) {
        for (place, (field, cell)) in (0u16..).zip(row.cells()) {
            if cell.is_empty() {
                continue;
            }
            // The programs count UTF-16 units, the writer characters; the stricter one decides.
            if cell.encode_utf16().count() > XLSX_CELL_CHARS {
                let row = usize::try_from(line).unwrap_or(usize::MAX);
                return Err(ExportError::CellTooLong { row, field, limit: XLSX_CELL_CHARS });
            }
            sheet.write_string_with_format(line, place, &cell, &text)?;
        }
    }
    Ok(book.save_to_buffer()?)
}
