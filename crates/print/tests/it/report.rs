//! A report: its tables under their headings, in three languages, as they were last looked at.

use crate::sheet::{LANGS, golden, printed, promises, text};
use relais_print::report::{Report, Section, report};

fn section(heading: &str, lines: Vec<Vec<String>>) -> Section {
    let columns =
        [("Age", 4), ("Girls", 2), ("Boys", 2)].map(|(head, width)| (head.to_string(), width)).to_vec();
    Section { heading: heading.into(), columns, lines, below: vec!["Counted from stays.".into()] }
}

#[test]
fn a_report_has_its_tables_and_says_what_stands_in_none() {
    let line = |band: &str, girls: usize| vec![band.to_string(), girls.to_string(), "7".to_string()];
    let of = Report {
        title: "Camp of Rivesaltes".into(),
        about: vec![("From".into(), "1 August 1942".into()), ("To".into(), "31 August 1942".into())],
        sections: vec![
            section("Present", vec![line("0-2 years", 3), line("6-14 years", 241), line("ילדים", 1)]),
            section("Papers waiting", Vec::new()),
        ],
        foot: "Printed on 2 March 1942".into(),
    };
    for lang in LANGS {
        let pdf = report(&of, printed(lang)).unwrap();
        promises("report", &pdf, lang);
        golden("report", &pdf, lang);
        let told = text(&pdf);
        assert!(told.contains("241") && told.contains("Papers waiting"), "{lang}: {told}");
    }
}
