//! Files made to harm: refused with a reason or read as what they are, never a panic, never more than the caps.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use register::{Mapping, Unreadable, Why, limit};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Reads as far as a file goes; what it gives does not matter here, only that it gives something.
fn survive(bytes: &[u8]) -> Option<usize> {
    let table = register::read(bytes, "x").ok()?;
    let guess = Mapping::guess(&table);
    let (rows, problems) = register::rows(&table, &guess.mapping, "x");
    register::problems_csv(&problems, register::Lang::Fr);
    Some(rows.len())
}

/// A workbook whose parts are given; the parts every workbook needs are there.
fn workbook(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let rels: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book: &[u8] = br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let book_rels: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let fixed = [("_rels/.rels", rels), ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", book_rels)];
    for (name, content) in fixed.iter().chain(parts) {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const SHEET: &[u8] = br#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Nom</t></is></c><c r="B1" t="inlineStr"><is><t>Prenom</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Blum</t></is></c></row></sheetData></worksheet>"#;

fn sheet(rows: &str) -> Vec<u8> {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").into_bytes()
}

#[test]
fn the_plain_workbook_reads() {
    assert_eq!(survive(&workbook(&[("xl/worksheets/sheet1.xml", SHEET)])), Some(1));
}

#[test]
pub fn f2_bombs_are_refused_with_a_reason() {
    #[track_caller]
    fn check(parts: &[(&str, &[u8])], expected: &Unreadable) {
        assert_eq!(&register::read(&workbook(parts), "x").unwrap_err(), expected);
    }
    let zeros = vec![b' '; 40 << 20];
    check(&[("xl/worksheets/sheet1.xml", &zeros)], &Unreadable::PackedTooTightly);
    let strings = br#"<sst uniqueCount="99999999999999"><si><t>a</t></si></sst>"#;
    let announces = Unreadable::Damaged { detail: "it announces too many strings".into() };
    check(&[("xl/worksheets/sheet1.xml", SHEET), ("xl/sharedStrings.xml", strings)], &announces);
    check(&[("xl/worksheets/sheet1.xml", SHEET), ("XL\\SharedStrings.xml", strings)], &announces);
    // The announcement hidden over the border of two chunks, behind blanks, or in UTF-16.
    let mut late = vec![b'x'; 64 * 1024 - 5];
    late.extend(strings);
    check(&[("xl/sharedStrings.xml", &late)], &announces);
    check(&[("xl/sharedStrings.xml", br#"<sst uniqueCount = "99999999999999">"#)], &announces);
    let wide: Vec<u8> = "<sst/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let zero = Unreadable::Damaged { detail: "zero bytes in an XML part".into() };
    check(&[("xl/sharedStrings.xml", &wide)], &zero);
}

#[test]
fn f2_fonts_copied_into_a_million_formats_are_refused() {
    let mut name: Vec<u8> =
        (0..1_000_000u32).map(|n| b'a' + u8::try_from(n * 7 % 23 % 26).unwrap()).collect();
    name.splice(0..0, *b"<styleSheet><fonts><font><name val=\"");
    name.extend(b"\"/></font></fonts><cellXfs>");
    name.extend(b"<xf fontId=\"0\"/>".repeat(2_000));
    name.extend(b"</cellXfs></styleSheet>");
    let bytes = workbook(&[("xl/worksheets/sheet1.xml", SHEET), ("xl/styles.xml", &name)]);
    assert_eq!(register::read(&bytes, "x").unwrap_err(), Unreadable::TooMuchText);
}

#[test]
pub fn f2_a_million_entries_are_refused_before_they_are_read() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..3_000 {
        zip.start_file(format!("f{n}"), SimpleFileOptions::default()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let expected = Unreadable::TooManyEntries { limit: limit::MAX_ZIP_ENTRIES };
    assert_eq!(register::read(&bytes, "x").unwrap_err(), expected);
}

#[test]
fn f2_sizes_that_lie_are_not_believed() {
    // The sheet's declared size is set to 10 in both headers: below every cap, and not what it inflates to.
    let content = vec![b' '; 3 << 20];
    let mut bytes = workbook(&[("xl/worksheets/sheet1.xml", &content)]);
    let size = u32::try_from(content.len()).unwrap().to_le_bytes();
    let places: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, w)| *w == size).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&10u32.to_le_bytes());
    }
    let error = register::read(&bytes, "x").unwrap_err();
    assert!(matches!(error, Unreadable::Damaged { .. }), "{error}");
}

#[test]
fn f2_one_long_string_named_many_times_stays_small() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "ab1 ".repeat(250_000));
    let rows: String =
        (1..=60_000).map(|r| format!("<row r=\"{r}\"><c t=\"s\"><v>0</v></c></row>")).collect();
    let bytes = workbook(&[
        ("xl/worksheets/sheet1.xml", &sheet(&rows)),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ]);
    assert_eq!(register::read(&bytes, "x").unwrap_err(), Unreadable::TooMuchText);
}

#[test]
fn far_cells_cost_nothing() {
    let rows = r#"<row r="1"><c r="A1" t="str"><v>Nom</v></c><c r="B1" t="str"><v>Prenom</v></c></row>
        <row r="1048576"><c r="A1048576" t="str"><v>Blum</v></c><c r="XFD1048576" t="str"><v>x</v></c></row>"#;
    let table = register::read(&workbook(&[("xl/worksheets/sheet1.xml", &sheet(rows))]), "x").unwrap();
    assert_eq!(table.rows.len(), 0);
    assert_eq!(table.problems[0].row, Some(1_048_576));
    assert_eq!(table.problems[0].why, Why::TooManyCells { found: 16_384, limit: limit::MAX_COLUMNS });
    assert_eq!(table.problems[0].whole_row[0], "Blum");
}

#[test]
fn references_that_overflow_are_damage() {
    for reference in ["ZZZZZZZZZZZZ1", "A99999999999999999999", "1", "A", "é1", "A0"] {
        let rows = format!(r#"<row><c r="{reference}" t="str"><v>x</v></c></row>"#);
        let result = register::read(&workbook(&[("xl/worksheets/sheet1.xml", &sheet(&rows))]), "x");
        assert!(result.is_err(), "{reference}: {result:?}");
    }
}

#[test]
fn a_truncated_workbook_is_damaged_at_every_length() {
    let whole = workbook(&[("xl/worksheets/sheet1.xml", SHEET)]);
    for length in 4..whole.len() {
        let result = register::read(&whole[..length], "x");
        assert!(matches!(result, Err(Unreadable::Damaged { .. })), "{length}: {result:?}");
    }
}

#[test]
fn a_line_of_a_million_columns() {
    let text = format!("Nom;Prénom\nBlum;Anna\n{}\nLevi;Ben\n", "x;".repeat(1_000_000));
    let table = register::read(text.as_bytes(), "x").unwrap();
    assert_eq!(table.rows.len(), 2);
    assert_eq!(table.problems[0].why, Why::TooManyCells { found: 1_000_000, limit: limit::MAX_COLUMNS });
    let headings = format!("{}\nBlum\n", "x;".repeat(1_000_000));
    let error = register::read(headings.as_bytes(), "x").unwrap_err();
    assert_eq!(error, Unreadable::TooManyColumns { found: 1_000_000, limit: limit::MAX_COLUMNS });
}

#[test]
fn files_beyond_the_caps_are_refused() {
    let large = vec![b'a'; limit::MAX_FILE_BYTES + 1];
    assert!(matches!(register::read(&large, "x").unwrap_err(), Unreadable::TooLarge { .. }));
    let rows = format!("Nom;Prénom\n{}", "a;b\n".repeat(limit::MAX_ROWS + 1));
    assert!(matches!(register::read(rows.as_bytes(), "x").unwrap_err(), Unreadable::TooManyRows { .. }));
    let exactly = format!("Nom;Prénom\n{}", "a;b\n".repeat(limit::MAX_ROWS));
    assert_eq!(register::read(exactly.as_bytes(), "x").unwrap().rows.len(), limit::MAX_ROWS);
    let wide = format!("Nom;Prénom\n{}", format!("{}a\n", ";".repeat(199)).repeat(41_000));
    assert_eq!(register::read(wide.as_bytes(), "x").unwrap_err(), Unreadable::TooMuchText);
}

#[test]
fn zero_bytes_in_text_are_taken_out_and_said() {
    let text = format!("Nom;Prénom\nBl\0um;Anna\n{}", "Levi;Ben\n".repeat(40));
    let table = register::read(text.as_bytes(), "x").unwrap();
    assert_eq!(table.rows[0].cells, ["Blum", "Anna"]);
    assert_eq!(table.problems[0].why, Why::ControlSigns { count: 1 });
}

#[test]
fn a_forgotten_quote_in_a_large_file_loses_nobody() {
    let mut text = String::from("Nom;Prénom;Adresse\n");
    for n in 0..2_000 {
        let quote = if n == 700 { "\"" } else { "" };
        text.push_str(&format!("{quote}Blum{n};Anna;\"rue {n}; escalier B\"\n"));
    }
    let table = register::read(text.as_bytes(), "x").unwrap();
    assert_eq!(table.rows.len(), 2_000);
    assert_eq!(table.problems.len(), 1);
    assert_eq!((table.problems[0].row, &table.problems[0].why), (Some(702), &Why::UnclosedQuote));
}

/// Cells up to several times as long as what is kept of one, in signs of one to four bytes, by a seed.
pub fn long_cells_are_survived(seed: RngSeed) {
    let config = ProptestConfig {
        cases: 200,
        failure_persistence: None,
        max_shrink_iters: 32,
        rng_seed: seed,
        ..ProptestConfig::default()
    };
    let cells = ("[aé\u{5d0}\u{1f600}]{1,9}", 400usize..2_000).prop_map(|(signs, times)| signs.repeat(times));
    let found = TestRunner::new(config).run(&cells, |cell| {
        prop_assert_eq!(survive(format!("Nom;Prénom\n{cell};Anna\n").as_bytes()), Some(1));
        Ok(())
    });
    if let Err(found) = found {
        let said: String = found.to_string().chars().take(300).collect();
        panic!("seed {seed:?}: {said}");
    }
}

#[test]
fn f1_any_length_of_a_cell_is_survived() {
    long_cells_are_survived(RngSeed::Random);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn f1_any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        survive(&bytes);
    }

    #[test]
    fn f1_any_text_is_survived(text in "[NomPré;,\t|\"'=\r\n0-9./ \u{0}\u{feff}é\u{5d0}]{0,400}") {
        survive(text.as_bytes());
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        survive(&wide);
    }

    #[test]
    fn f1_a_bitten_workbook_is_survived(
        at in 0usize..4_000, with in any::<u8>(), name in "[a-z<>&\"]{0,12}"
    ) {
        let rows = format!("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>{name}</v></c></row>");
        let mut bytes = workbook(&[("xl/worksheets/sheet1.xml", &sheet(&rows))]);
        let at = at % bytes.len();
        bytes[at] = with;
        survive(&bytes);
    }

    #[test]
    fn f1_any_sheet_is_survived(rows in "(<row( r=\"[0-9A-Z]{0,12}\")?>|</row>|<c( r=\"[A-Za-z0-9]{0,12}\")?( s=\"[0-9]{0,3}\")?( t=\"(s|b|e|d|n|str|inlineStr)\")?>|</c>|<v>[0-9.e+-]{0,12}</v>|<is><t>x</t></is>|<f>A1</f>){0,12}") {
        survive(&workbook(&[("xl/worksheets/sheet1.xml", &sheet(&rows))]));
    }

    #[test]
    fn f1_any_mapping_is_survived(text in "[a-z_\\[\\]=\"\n 0-9.{}]{0,200}") {
        let table = register::read("Nom;Prénom\na;b\n".as_bytes(), "x").unwrap();
        Mapping::from_toml(&text, &table, "map.toml");
    }
}
