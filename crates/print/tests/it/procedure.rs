//! The trip to an office: its list without a surname, its letters with the name or with a line to write it on.

use crate::sheet::{LANGS, golden, printed, promises, text};
use relais_print::Names;
use relais_print::procedure::{Request, Trip, trip};

fn request(n: usize) -> Request {
    Request {
        code: "K7M4QXP".into(),
        given: "Amina".into(),
        name: format!("Amina Halimi {n}"),
        born: "12 March 1934".into(),
        paper: "Residence authorisation".into(),
        enclosed: if n == 1 { Vec::new() } else { vec!["Identity sheet".into(), "2 copies".into()] },
    }
}

fn told(of: &Trip, names: Names, lang: &str, name: &str) -> Vec<String> {
    let pdf = trip(of, names, printed(lang)).unwrap_or_else(|e| panic!("{name}: {e}"));
    promises(name, &pdf, lang);
    golden(name, &pdf, lang);
    text(&pdf).split('\u{c}').map(str::to_string).collect()
}

#[test]
fn a_trip_has_its_list_and_a_letter_for_each_request() {
    let of = Trip {
        office: "Prefecture".into(),
        day: "3 March 1942".into(),
        procedure: "Provisional release".into(),
        count: "2 requests".into(),
        shut: None,
        requests: vec![request(1), request(2)],
    };
    for lang in LANGS {
        let pages = told(&of, Names::Shown, lang, "trip");
        assert_eq!(pages.len(), 4, "{lang}: a list and two letters");
        // Read from the right, a number that begins a line of English stands behind it.
        let count = if lang == "he" { "requests" } else { "2 requests" };
        assert!(pages[0].contains(count) && pages[0].contains("Amina"), "{lang}: {}", pages[0]);
        assert!(!pages[0].contains("Halimi"), "the list tells the surname: {}", pages[0]);
        assert!(pages[1].contains("Amina Halimi 1"));
        assert!(pages[2].contains("Amina Halimi 2") && pages[2].contains("Identity sheet"));
        let coded = told(&of, Names::Coded, lang, "trip-coded").concat();
        assert!(
            !coded.contains("Amina") && !coded.contains("1934") && coded.contains("K7M"),
            "{lang}: {coded}"
        );
    }
}

#[test]
fn a_list_for_a_day_on_which_the_office_is_closed_says_so() {
    let of = Trip {
        office: "Prefecture".into(),
        day: "8 March 1942".into(),
        procedure: "Provisional release".into(),
        count: "1 request".into(),
        shut: Some("Closed on that day. Open again on 9 March 1942.".into()),
        requests: vec![request(2)],
    };
    for lang in LANGS {
        let pages = told(&of, Names::Shown, lang, "trip-shut");
        let list = &pages[0];
        assert!(list.contains("9 March 1942"), "{lang}: {list}");
        assert!(
            pages[1..].iter().all(|letter| !letter.contains("9 March 1942")),
            "the office knows when it is open"
        );
    }
}
