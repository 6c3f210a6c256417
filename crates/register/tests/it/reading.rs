//! Bytes to tables: encodings, separators, headings, workbooks.

use register::{Format, Lang, LooksLike, Severity, Table, Unreadable, Why};
use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Workbook};

fn read(text: &str) -> Table {
    register::read(text.as_bytes(), "list.csv").unwrap()
}

fn lines(table: &Table) -> Vec<(u32, Vec<&str>)> {
    table.rows.iter().map(|r| (r.line, r.cells.iter().map(String::as_str).collect())).collect()
}

#[test]
fn titles_above_the_headings_are_kept_aside() {
    let table =
        read("Camp de la Lande\n\nListe du;3 mars 1942\nNom;Prénom;Né le\nBlum;Anna;1931\n\nLevi;Ben;1933\n");
    assert_eq!(table.title, ["Camp de la Lande", "Liste du 3 mars 1942"]);
    assert_eq!(table.header, ["Nom", "Prénom", "Né le"]);
    assert_eq!(lines(&table), [(5, vec!["Blum", "Anna", "1931"]), (7, vec!["Levi", "Ben", "1933"])]);
    assert_eq!(table.separator, Some(';'));
    assert_eq!(table.problems, []);
}

#[test]
fn a_list_without_headings_loses_nobody() {
    let table = read("Blum;Anna;12.3.1931\nLevi;Ben;1.4.1933\n");
    assert_eq!(table.header, ["A", "B", "C"]);
    assert_eq!(table.rows.len(), 2);
    assert_eq!(table.problems[0].why, Why::NoHeadings);
}

#[test]
fn a_single_column_of_names_is_a_table() {
    let table = read("Nom\nBlum, Anna\nLevi, Ben\n");
    assert_eq!((table.separator, table.header.as_slice()), (None, ["Nom".to_owned()].as_slice()));
    assert_eq!(lines(&table), [(2, vec!["Blum, Anna"]), (3, vec!["Levi, Ben"])]);
}

#[test]
fn ragged_rows_are_problems_and_not_failures() {
    let table = read("Nom;Prénom;Sexe\nBlum;Anna\nLevi;Ben;M;left;early\nRoth;Ida;F\n");
    assert_eq!(table.rows.len(), 3);
    let found: Vec<_> = table.problems.iter().map(|p| (p.row, p.why.clone(), p.severity)).collect();
    assert_eq!(
        found,
        [
            (Some(2), Why::Ragged { expected: 3, found: 2 }, Severity::Cell),
            (Some(3), Why::Ragged { expected: 3, found: 5 }, Severity::Cell),
        ]
    );
    assert_eq!(table.rows[1].cell(4), "early");
    assert_eq!(table.rows[0].cell(2), "");
}

#[test]
fn a_page_that_repeats_the_headings_is_no_child() {
    let table = read("Nom;Prénom\nBlum;Anna\nNOM;Prenom\nLevi;Ben\n");
    assert_eq!(lines(&table), [(2, vec!["Blum", "Anna"]), (4, vec!["Levi", "Ben"])]);
    assert_eq!(table.problems[0].whole_row, ["NOM", "Prenom"]);
}

#[test]
fn what_is_no_table_is_refused_with_a_remedy() {
    #[track_caller]
    fn check(bytes: &[u8], expected: Unreadable) {
        let error = register::read(bytes, "list.csv").unwrap_err();
        assert_eq!(error, expected);
        for lang in [Lang::Fr, Lang::En] {
            assert!(error.why_text(lang).len() > 10 && error.remedy_text(lang).len() > 10);
        }
    }
    check(b"", Unreadable::Empty);
    check(b" \r\n\r\n\t", Unreadable::Empty);
    check(b"%PDF-1.7 ...", Unreadable::NotATable(LooksLike::Pdf));
    check(b"\x89PNG\r\n\x1a\n....", Unreadable::NotATable(LooksLike::Picture));
    check(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", Unreadable::NotATable(LooksLike::OldOrLockedWorkbook));
    check(b"<!DOCTYPE html><table>", Unreadable::NotATable(LooksLike::WebPage));
    check(b"\x00\x01\x02\x03\x04\x05\x06\x07", Unreadable::NotATable(LooksLike::Binary));
    check(b"Dear colleague,\nthe list follows.\nYours\n", Unreadable::NotATable(LooksLike::PlainText));
}

/// A workbook with a title, a date, a number and an error cell; a second filled sheet and an empty one.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Enfants").unwrap();
    sheet.write_string(0, 0, "Registre").unwrap();
    for (place, heading) in ["N°", "Nom", "Prénom", "Né le", "Baraque"].into_iter().enumerate() {
        sheet.write_string(2, u16::try_from(place).unwrap(), heading).unwrap();
    }
    sheet.write_number(3, 0, 17.0).unwrap();
    sheet.write_string(3, 1, "Blum").unwrap();
    sheet.write_string(3, 2, "Anna").unwrap();
    let day = ExcelDateTime::from_ymd(1931, 3, 12).unwrap();
    sheet.write_datetime_with_format(3, 3, &day, &CellFormat::new().set_num_format("dd/mm/yyyy")).unwrap();
    sheet.write_number(3, 4, 21.0).unwrap();
    sheet.write_number(5, 0, 18.0).unwrap();
    sheet.write_string(5, 1, "=1+1").unwrap();
    sheet.write_number(5, 3, 1933.0).unwrap();
    book.add_worksheet().set_name("Adultes").unwrap().write_string(4, 4, "x").unwrap();
    book.add_worksheet().set_name("Vide").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_reads_as_a_person_sees_it() {
    let table = register::read(&workbook(), "list.xlsx").unwrap();
    assert_eq!(table.format, Format::Xlsx { sheet: "Enfants".into() });
    assert_eq!(table.title, ["Registre"]);
    assert_eq!(table.header, ["N°", "Nom", "Prénom", "Né le", "Baraque"]);
    assert_eq!(
        lines(&table),
        [(4, vec!["17", "Blum", "Anna", "1931-03-12", "21"]), (6, vec!["18", "=1+1", "", "1933"])]
    );
    assert_eq!(table.problems.len(), 1);
    assert_eq!(table.problems[0].why, Why::OtherSheets { names: vec!["Adultes".into()] });
}

#[test]
fn the_name_of_a_file_decides_nothing() {
    assert!(matches!(register::read(&workbook(), "list.csv").unwrap().format, Format::Xlsx { .. }));
    assert_eq!(
        register::read(b"Nom;Pr\xe9nom\nBlum;Zo\xe9\n", "list.xlsx").unwrap().encoding,
        "Windows-1252"
    );
}
