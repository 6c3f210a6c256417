//! What goes out and comes in again is the same, whatever the cells hold, and nothing in it can act.

use linkage::edtf::Edtf;
use proptest::prelude::*;
use register::{ExportRow, Lang, Sex, export, split_full_name};

use crate::import;

/// Any text a cell can carry: control signs are left out on the way, and blanks at its ends are no part of it.
fn cell() -> impl Strategy<Value = Option<String>> {
    let live =
        prop_oneof![Just(""), Just("="), Just("+"), Just("-"), Just("@"), Just("'"), Just("'="), Just("''-")];
    let tail = prop_oneof![
        any::<String>(),
        "[a-zéüß ,;|\"'=+@\\-\t\r\n_x0-9A-F]{0,24}",
        "_x[0-9A-F]{4}_",
        "[אבגד \"]{1,8}",
    ];
    proptest::option::of((live, tail).prop_map(|(start, tail)| format!("{start}{tail}"))).prop_map(|text| {
        let kept = |c: &char| !c.is_control() || matches!(c, '\t' | '\r' | '\n');
        let text: String =
            text?.chars().filter(kept).filter(|c| !"\u{feff}\u{fffe}\u{ffff}".contains(*c)).collect();
        let text = text.trim().to_owned();
        let error = text.starts_with('#');
        (!text.is_empty() && !error && text.chars().count() <= 4_000).then_some(text)
    })
}

/// A name that stands whole: one that the writing parts would come back parted.
fn whole_name() -> impl Strategy<Value = Option<String>> {
    cell().prop_map(|text| text.filter(|t| split_full_name(t).is_none()))
}

fn date() -> impl Strategy<Value = Option<Edtf>> {
    let text = prop_oneof![
        (1850i16..2030).prop_map(|y| y.to_string()),
        (1850i16..2030, 1u8..13).prop_map(|(y, m)| format!("{y}-{m:02}")),
        (1850i16..2030, 1u8..13, 1u8..29).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
        (1850i16..2030).prop_map(|y| format!("{y}~")),
        (185u8..203).prop_map(|d| format!("{d}X")),
        (1850i16..2030).prop_map(|y| format!("../{y}")),
        (1850i16..1900).prop_map(|y| format!("{y}/{}", y + 3)),
    ];
    proptest::option::of(text.prop_map(|t| Edtf::parse(&t).unwrap()))
}

fn languages() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::btree_set("[a-zé]{2,9}( [a-z]{2,5})?", 0..4).prop_map(|l| l.into_iter().collect())
}

fn row() -> impl Strategy<Value = ExportRow> {
    let sex = proptest::option::of(prop_oneof![Just(Sex::F), Just(Sex::M), Just(Sex::X)]);
    let names = (cell(), whole_name(), cell(), "[a-zA-Z]{1,8}", cell());
    let birth = (sex, date(), cell(), cell(), languages());
    let kin = (cell(), cell(), cell(), cell());
    let stay = (date(), cell(), cell(), date(), cell(), cell(), cell(), cell());
    (names, birth, kin, stay).prop_map(|(names, birth, kin, stay)| ExportRow {
        code: names.0,
        full_name: names.1,
        surname: names.2,
        given: Some(names.3),
        birth_surname: names.4,
        sex: birth.0,
        birth: birth.1,
        birth_place: birth.2,
        nationality: birth.3,
        languages: birth.4,
        father: kin.0,
        mother: kin.1,
        family: kin.2,
        barrack: kin.3,
        arrived_on: stay.0,
        came_from: stay.1,
        convoy: stay.2,
        left_on: stay.3,
        leave_reason: stay.4,
        left_for: stay.5,
        note: stay.6,
        number: stay.7,
    })
}

fn back(bytes: &[u8]) -> Vec<ExportRow> {
    let (_, rows, problems) = import(bytes);
    let lost: Vec<_> = problems.iter().filter(|p| !matches!(p.why, register::Why::SameAsRow(_))).collect();
    assert!(lost.is_empty(), "{lost:?}");
    rows.iter().map(ExportRow::from).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn csv_comes_back_the_same(rows in proptest::collection::vec(row(), 1..6), french: bool) {
        let lang = if french { Lang::Fr } else { Lang::En };
        prop_assert_eq!(back(&export::csv(&rows, lang)), rows);
    }

    #[test]
    fn xlsx_comes_back_the_same(rows in proptest::collection::vec(row(), 1..4), french: bool) {
        let lang = if french { Lang::Fr } else { Lang::En };
        prop_assert_eq!(back(&export::xlsx(&rows, lang).unwrap()), rows);
    }

    #[test]
    fn json_comes_back_the_same(rows in proptest::collection::vec(row(), 0..4)) {
        let bytes = export::json(&rows).unwrap();
        prop_assert_eq!(serde_json::from_slice::<Vec<ExportRow>>(&bytes).unwrap(), rows);
    }

    #[test]
    fn f5_no_cell_of_a_csv_begins_a_formula(rows in proptest::collection::vec(row(), 1..6)) {
        let bytes = export::csv(&rows, Lang::En);
        prop_assert_eq!(live_cells(&bytes[3..]), Vec::<String>::new());
    }
}

/// Cells of a CSV that a spreadsheet would compute.
fn live_cells(bytes: &[u8]) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
    let cells = reader.records().flat_map(|r| r.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
    cells.filter(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])).collect()
}

/// The same check over what a writer that guards nothing makes of the same cells.
#[test]
fn f5_is_seen_red_where_cells_are_not_guarded() {
    let live = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"];
    let mut plain = csv::Writer::from_writer(Vec::new());
    plain.write_record(["Nom"]).unwrap();
    live.iter().for_each(|cell| plain.write_record([cell]).unwrap());
    assert_eq!(live_cells(&plain.into_inner().unwrap()), live);
    let rows: Vec<ExportRow> =
        live.iter().map(|t| ExportRow { surname: Some((*t).to_owned()), ..ExportRow::default() }).collect();
    assert_eq!(live_cells(&export::csv(&rows, Lang::En)[3..]), Vec::<String>::new());
}

#[test]
fn f5_no_cell_of_a_workbook_is_a_formula() {
    use calamine::{Reader, Xlsx};
    let live = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "http://example.org"];
    let rows: Vec<ExportRow> =
        live.iter().map(|t| ExportRow { surname: Some((*t).to_owned()), ..ExportRow::default() }).collect();
    let bytes = export::xlsx(&rows, Lang::En).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let formulas = book.worksheet_formula("Register").unwrap();
    assert_eq!(formulas.used_cells().count(), 0);
    let cells = book.worksheet_range("Register").unwrap();
    let texts: Vec<String> = cells
        .rows()
        .skip(1)
        .flatten()
        .filter_map(|c| match c {
            calamine::Data::String(s) if !s.is_empty() => Some(s.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(texts, live);
}

#[test]
fn what_does_not_fit_into_a_workbook_is_said_and_not_cut() {
    let row = ExportRow { note: Some("x".repeat(40_000)), ..ExportRow::default() };
    let error = export::xlsx(&[row], Lang::En).unwrap_err();
    assert!(matches!(error, export::ExportError::CellTooLong { row: 1, .. }), "{error}");
    for lang in [Lang::Fr, Lang::En] {
        assert!(error.text(lang).contains(".csv"));
    }
}
