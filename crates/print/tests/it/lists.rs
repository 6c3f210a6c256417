//! Lists, coded cards and blank forms: laid in three languages, as they were last looked at.

use crate::sheet::{LANGS, golden, printed, promises};
use relais_print::blank_form::{Form, blank};
use relais_print::coded_card::cards;
use relais_print::list::{List, list};

/// A column of that share.
fn column(head: &str, width: u8) -> (String, u8) {
    (head.to_string(), width)
}

fn journey(people: usize) -> List {
    let line = |n: usize| {
        vec![
            format!("Amina {n}"),
            "\u{2066}K7M\u{a0}4QXP\u{2069}".into(),
            "8".into(),
            "אילן".into(),
            String::new(),
        ]
    };
    List {
        title: "Thursday's journey".into(),
        about: vec![("Day".into(), "5 March 1942".into()), ("Way".into(), String::new())],
        columns: vec![
            column("Given", 4),
            column("Code", 3),
            column("Age", 2),
            column("To", 5),
            column("Luggage", 3),
        ],
        lines: (0..people).map(line).collect(),
        below: vec!["60 people".into()],
        signed: vec!["Handed over by".into(), "Received by".into()],
        foot: "Printed on 2 March 1942".into(),
    }
}

#[test]
fn a_list_is_numbered_ruled_and_signed() {
    for lang in LANGS {
        let pdf = list(&journey(60), printed(lang)).unwrap();
        promises("list", &pdf, lang);
        golden("list", &pdf, lang);
        promises("list-empty", &list(&journey(0), printed(lang)).unwrap(), lang);
    }
}

#[test]
fn cards_bear_codes_and_pictures() {
    let codes: Vec<String> = ["K7M4QXP", "22XVP9A", "229J7WK"].map(str::to_string).to_vec();
    for lang in LANGS {
        let pdf = cards(&codes, printed(lang)).unwrap();
        promises("cards", &pdf, lang);
        golden("cards", &pdf, lang);
    }
    let many: Vec<String> = (0..200).map(|n| format!("K7M{n:04}")).collect();
    promises("cards-many", &cards(&many, printed("en")).unwrap(), "en");
    promises("cards-none", &cards(&[], printed("en")).unwrap(), "en");
    assert!(cards(&["x".repeat(5_000)], printed("en")).is_err(), "no picture holds that");
}

#[test]
fn a_blank_form_leaves_room_for_a_hand() {
    let form = |fields: u8, lines: u8| Form {
        title: "Registration of a family".into(),
        how: "Write clearly.".into(),
        head: vec!["Place".into(), "From".into()],
        fields: (vec!["Surname".into(), "Given name".into()], fields),
        table: (vec![column("Code", 4), column("Weight, kg", 4)], lines),
        lines: 2,
        typed_at: "/people/new".into(),
    };
    for lang in LANGS {
        let pdf = blank(&form(3, 8), printed(lang)).unwrap();
        promises("blank-form", &pdf, lang);
        golden("blank-form", &pdf, lang);
        promises("blank-form-bare", &blank(&form(0, 0), printed(lang)).unwrap(), lang);
    }
}
