//! Dates as registers write them.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use relais_linkage::edtf::{Edtf, EdtfProblem as P, Reading, loose};

const DAY_FIRST: Reading = Reading { day_first: true, century: None };
const MONTH_FIRST: Reading = Reading { day_first: false, century: None };

#[track_caller]
fn check(text: &str, expected: &str) {
    let read = loose(text, &DAY_FIRST);
    assert_eq!(read.as_ref().map(Edtf::as_str), Ok(expected), "{text}");
}

#[track_caller]
fn refuse(text: &str, expected: P) {
    assert_eq!(loose(text, &DAY_FIRST), Err(expected), "{text}");
}

fn word(word: &str) -> P {
    P::UnknownWord { word: word.to_owned() }
}

#[test]
fn days_in_figures() {
    for text in [
        "12.3.1934",
        "12/03/1934",
        "12-03-1934",
        "12. 3. 1934",
        "1934-03-12",
        "1934/3/12",
        "1934.03.12",
        "12.03.34",
        "12-03-34",
        "12.III.1934",
        "12/iii/34",
        "12 III 1934",
        "12031934",
        "19340312",
        "12/03/1934 00:00",
        "1934-03-12 00:00:00",
        "1934-03-12T00:00:00Z",
        "12/03/1934 12:00:00 AM",
        "12–03–1934",
        "12\u{a0}/\u{a0}3/1934",
        "١٢/٣/١٩٣٤",
        "１２.３.１９３４",
        "le 12/03/1934",
        "(12.3.1934)",
        "12,3,1934",
    ] {
        check(text, "1934-03-12");
    }
    check("1.X.1934", "1934-10-01");
    check("19.03.1934", "1934-03-19");
    check("19031934", "1934-03-19");
}

#[test]
fn who_comes_first_is_the_registers_habit() {
    let read = |text: &str| loose(text, &MONTH_FIRST).map(|date| date.to_string());
    assert_eq!(read("3/12/1934").as_deref(), Ok("1934-03-12"));
    assert_eq!(read("03121934").as_deref(), Ok("1934-03-12"));
    assert_eq!(read("1934-03-12").as_deref(), Ok("1934-03-12"));
    assert_eq!(read("March 12, 1934").as_deref(), Ok("1934-03-12"));
    assert_eq!(read("25/12/1934"), Err(P::ImpossibleMonth { month: 25 }));
    refuse("12/25/1934", P::ImpossibleMonth { month: 25 });
}

#[test]
fn days_in_words() {
    for text in [
        "12 mars 1934",
        "12 MARS 1934",
        "March 12 1934",
        "March 12th, 1934",
        "12th March 1934",
        "12. März 1934",
        "12. Maerz 1934",
        "12 mar 1934",
        "12-Mar-34",
        "12mars1934",
        "né le 12 mars 1934",
        "geb. am 12. März 1934",
        "born on 12 March 1934",
        "the 12th of March, 1934",
        "1934 March 12",
        "den 12ten März 1934",
    ] {
        check(text, "1934-03-12");
    }
    check("1er mai 1934", "1934-05-01");
    check("1ᵉʳ mai 1934", "1934-05-01");
    check("1° mai 1934", "1934-05-01");
    check("May 2nd 1934", "1934-05-02");
    check("d'août 1934", "1934-08");
}

#[test]
fn months_in_three_languages() {
    let months = [
        "janvier janv. January Januar Jänner jan",
        "février fevrier févr. February Februar feb",
        "mars March März mrz",
        "avril avr. April apr",
        "mai May",
        "juin June Juni jun",
        "juillet juil. July Juli jul",
        "août aout August aug",
        "septembre sept. September sep",
        "octobre oct. October Oktober okt",
        "novembre nov. November",
        "décembre déc. December Dezember dez dec",
    ];
    for (number, names) in (1..).zip(months) {
        for name in names.split(' ') {
            check(&format!("{name} 1934"), &format!("1934-{number:02}"));
            check(&format!("7 {name} 1934"), &format!("1934-{number:02}-07"));
        }
    }
}

#[test]
fn months_years_decades() {
    check("3/1934", "1934-03");
    check("03.1934", "1934-03");
    check("1934/3", "1934-03");
    check("1934-03", "1934-03");
    check("3/34", "1934-03");
    check("mars 34", "1934-03");
    check("mars 1934", "1934-03");
    check("1934", "1934");
    check("en 1934", "1934");
    check("im Jahre 1934", "1934");
    check("34", "1934");
    check("'34", "1934");
    check("1930s", "193X");
    check("1930er Jahre", "193X");
    check("30er Jahre", "193X");
    check("193?", "193X");
    check("19??", "19XX");
    check("193X", "193X");
}

#[test]
fn what_is_not_known_is_left_out() {
    check("00.03.1934", "1934-03");
    check("00/00/1934", "1934");
    check("1934-00-00", "1934");
    check("1934-03-00", "1934-03");
    check("??.03.1934", "1934-03");
    check("?.3.1934", "1934-03");
    check("XX.XX.1934", "1934");
    check("__.__.1934", "1934");
    check("12.00.1934", "1934-XX-12");
    check("12.03.193?", "193X-03-12");
    for text in [
        "?",
        "???",
        "-",
        "--",
        "—",
        "unknown",
        "inconnue",
        "date inconnue",
        "Unbekannt",
        "n/a",
        "N.N.",
        "s.d.",
    ] {
        refuse(text, P::SaidUnknown);
    }
    for text in ["00.00.0000", "0000-00-00", "0000", "??.??.????"] {
        refuse(text, P::SaidUnknown);
    }
}

#[test]
fn about_and_perhaps() {
    for text in [
        "vers 1934",
        "ca. 1934",
        "ca 1934",
        "circa 1934",
        "um 1934",
        "about 1934",
        "~1934",
        "~ 1934",
        "env. 1934",
        "1934 env.",
        "1934 approx",
        "c. 1934",
        "etwa 1934",
        "ungefähr 1934",
        "≈1934",
        "1934~",
    ] {
        check(text, "1934~");
    }
    for text in ["1934?", "1934 ?", "1934 (?)", "probablement 1934", "wohl 1934", "peut-être 1934"] {
        check(text, "1934?");
    }
    check("vers 1934 ?", "1934%");
    check("ca. 1934?", "1934%");
    check("12.3.1934?", "1934-03-12?");
    check("vers mars 1934", "1934-03~");
    check("um den 12.3.1934", "1934-03-12~");
    check("vers 34?", "1934%");
}

#[test]
fn before_and_after() {
    for text in ["avant 1934", "vor 1934", "before 1934", "né avant 1934", "<1934", "av. 1934"] {
        check(text, "../1933");
    }
    for text in ["après 1934", "nach 1934", "after 1934", "> 1934"] {
        check(text, "1935/..");
    }
    check("avant mars 1934", "../1934-02");
    check("avant janvier 1934", "../1933-12");
    check("avant le 1er mars 1936", "../1936-02-29");
    check("après le 31.12.1934", "1935-01-01/..");
    check("après décembre 1934", "1935-01/..");
    check("avant le printemps 1934", "../1934-02-28");
    check("avant 193?", "../1929");
    check("après 1934 ?", "1935?/..");
}

#[test]
fn one_of_several() {
    check("1934-35", "[1934..1935]");
    check("1934/35", "[1934..1935]");
    check("1934-1936", "[1934..1936]");
    check("1934 – 1936", "[1934..1936]");
    check("ca. 1934-36", "[1934~..1936~]");
    check("entre 1934 et 1936", "[1934..1936]");
    check("zwischen März 1934 und 1936", "[1934-03..1936]");
    check("between 1934 and 1936", "[1934..1936]");
    check("1934 ou 1935", "[1934,1935]");
    check("12.3.1934 oder 3.12.1934", "[1934-03-12,1934-12-03]");
    // Valid EDTF goes before a register's habits.
    check("1934/1936", "1934/1936");
    check("1920-21", "1920-21");
    refuse("1936-1934", P::Reversed);
    refuse("entre 1936 et 1934", P::Reversed);
    refuse("2008/1964", P::Reversed);
    refuse("entre 1934", P::NotADate);
    refuse("avant 1934-36", P::NotADate);
    refuse("avant 1934 ou 1935", P::NotADate);
    refuse("avant après 1934", P::NotADate);
}

#[test]
fn seasons() {
    check("printemps 1934", "1934-21");
    check("Frühjahr 1934", "1934-21");
    check("Fruehling 1934", "1934-21");
    check("spring of 1934", "1934-21");
    check("l'été 1934", "1934-22");
    check("Herbst 34", "1934-23");
    check("vers l'hiver 1934", "1934-24~");
}

#[test]
fn edtf_passes_through() {
    for text in [
        "1934-03-12",
        "1934?",
        "193X",
        "../1933",
        "[1667,1668]",
        "1950S2",
        "2001-21",
        "?2004-06-~11",
        "1934-03-12T10:00:00",
    ] {
        check(text, text);
    }
    check("193u", "193X");
}

#[test]
fn centuries() {
    #[track_caller]
    fn check(text: &str, century: Option<i16>, expected: Result<&str, P>) {
        let read = loose(text, &Reading { day_first: true, century });
        assert_eq!(read.as_ref().map(Edtf::as_str), expected.as_ref().copied(), "{text} {century:?}");
    }
    check("12-03-34", None, Ok("1934-03-12"));
    check("12-03-30", None, Ok("1930-03-12"));
    check("12-03-99", None, Ok("1999-03-12"));
    check("12-03-29", None, Err(P::AmbiguousCentury { year: 29 }));
    check("12-03-00", None, Err(P::AmbiguousCentury { year: 0 }));
    check("12-03-29", Some(1900), Ok("1929-03-12"));
    check("12-03-29", Some(19), Ok("1929-03-12"));
    check("12-03-84", Some(1800), Ok("1884-03-12"));
    check("12-03-05", Some(2000), Ok("2005-03-12"));
    check("12-03-05", Some(2026), Ok("2005-03-12"));
    check("12-03-05", Some(-300), Err(P::AmbiguousCentury { year: 5 }));
    check("12-03-05", Some(i16::MAX), Err(P::AmbiguousCentury { year: 5 }));
    check("12-03-05", Some(i16::MIN), Err(P::AmbiguousCentury { year: 5 }));
}

#[test]
fn what_cannot_be_says_why() {
    refuse("", P::Empty);
    refuse("31.2.1934", P::ImpossibleDay { year: 1934, month: 2, day: 31 });
    refuse("29 février 1935", P::ImpossibleDay { year: 1935, month: 2, day: 29 });
    refuse("1934-02-31", P::ImpossibleDay { year: 1934, month: 2, day: 31 });
    refuse("45.3.1934", P::ImpossibleDay { year: 1934, month: 3, day: 45 });
    refuse("1934-13", P::ImpossibleMonth { month: 13 });
    refuse("13/1934", P::ImpossibleMonth { month: 13 });
    refuse("12.13.1934", P::ImpossibleMonth { month: 13 });
    refuse("12 mars", P::NoYear);
    refuse("mars", P::NoYear);
    refuse("March 12", P::NoYear);
    refuse("12.3.", P::NoYear);
    refuse("12.03.0000", P::NoYear);
    refuse("12 mars ?", P::NoYear);
    refuse("vor 3 Jahren", word("jahren"));
    refuse("8 ans", word("ans"));
    refuse("12 foo 1934", word("foo"));
    refuse("12 mars 1934 à Łódź", word("a"));
    refuse("1934 €", word("€"));
    refuse("12/03/1934 14:30", word(":"));
    for text in [
        "123",
        "12345",
        "123456",
        "1934 1935 1936 1937",
        "1?.3.1934",
        "-1934",
        "mars avril 1934",
        "v 1934",
        "et 1934",
        "vers",
    ] {
        refuse(text, P::NotADate);
    }
    refuse(&"1 ".repeat(100), P::TooLong { bytes: 199 });
    let remark = "né à la fin de l'été, avant la guerre, selon sa tante ".repeat(3);
    refuse(&remark, P::TooLong { bytes: remark.trim().len() });
}

proptest! {
    #[test]
    fn no_text_is_too_odd(
        text in "\\PC{0,130}",
        near in "(vers |avant |entre |~|<)?[0-9?xX]{1,8}[ ./-]?(mars|III|ou|et|er|s|[0-9?]{1,4})?[ ./-]?[0-9?]{0,4}[?~]?",
        day_first: bool,
        century in proptest::option::of(any::<i16>()),
    ) {
        let reading = Reading { day_first, century };
        for text in [text, near] {
            if let Ok(date) = loose(&text, &reading) {
                // What was read is EDTF, and reads as itself.
                prop_assert_eq!(Edtf::parse(date.as_str()), Ok(date.clone()));
                prop_assert!(!date.as_str().starts_with('-'));
            }
        }
    }

    #[test]
    fn every_day_survives_every_way_of_writing_it(year in 1000_i16..=2999, month in 1_i8..=12, day in 1_i8..=28) {
        let expected = Edtf::day(jiff::civil::date(year, month, day));
        for text in [
            format!("{day}.{month}.{year}"),
            format!("{day:02}/{month:02}/{year}"),
            format!("{year}-{month:02}-{day:02}"),
            format!("{year}/{month}/{day}"),
        ] {
            let read = loose(&text, &DAY_FIRST);
            prop_assert_eq!(read.as_ref(), Ok(&expected));
        }
        let american = loose(&format!("{month}/{day}/{year}"), &MONTH_FIRST);
        prop_assert_eq!(american.as_ref(), Ok(&expected));
    }
}
