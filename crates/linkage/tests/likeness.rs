//! How alike two people are: what counts, in what order, and why.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use relais_linkage::edtf::Edtf;
use relais_linkage::likeness::{Facets, Likeness, Reason, index_tokens, jaro_winkler, likeness};
use relais_linkage::name::tokens;

struct Person {
    names: Vec<String>,
    birth: Option<Edtf>,
    sex: Option<char>,
}

/// `name | birth | sex`, the last two may be missing.
fn person(text: &str) -> Person {
    let mut parts = text.split('|').map(str::trim);
    let names = tokens(parts.next().unwrap_or_default());
    let birth = parts.next().filter(|birth| !birth.is_empty()).map(|birth| birth.parse().unwrap());
    let sex = parts.next().and_then(|sex| sex.chars().next());
    Person { names, birth, sex }
}

fn compare(asked: &str, found: &str) -> Option<Likeness> {
    let (asked, found) = (person(asked), person(found));
    likeness(
        &Facets { names: &asked.names, birth: asked.birth.as_ref(), sex: asked.sex },
        &Facets { names: &found.names, birth: found.birth.as_ref(), sex: found.sex },
    )
}

fn score(asked: &str, found: &str) -> f64 {
    compare(asked, found).map_or(0.0, |likeness| likeness.score)
}

#[test]
fn jaro_winkler_agrees_with_winklers_examples() {
    #[track_caller]
    fn check(a: &str, b: &str, expected: f64) {
        assert!((jaro_winkler(a, b) - expected).abs() < 0.000_5, "{a} {b}: {}", jaro_winkler(a, b));
        assert!((jaro_winkler(b, a) - expected).abs() < 0.000_5, "{b} {a}");
    }
    check("martha", "marhta", 0.961);
    check("dixon", "dicksonx", 0.813);
    check("dwayne", "duane", 0.840);
    check("jones", "johnson", 0.832);
    check("abroms", "abrams", 0.922);
    check("hardin", "martinez", 0.722);
    check("itman", "smith", 0.467);
    check("abc", "xyz", 0.0);
    check("abc", "abc", 1.0);
    check("", "", 1.0);
    check("", "abc", 0.0);
    check("марта", "мартта", 0.967);
    check("כהנ", "כהנ", 1.0);
}

#[test]
fn everything_equal_is_one() {
    let same = "Sara Rabinowicz | 1934-03-12 | f";
    let likeness = compare(same, same).unwrap();
    assert_eq!(likeness.score, 1.0);
    assert_eq!(
        likeness.reasons,
        [
            Reason::TokenEqual { asked: 0, found: 0 },
            Reason::TokenEqual { asked: 1, found: 1 },
            Reason::BirthSame
        ]
    );
}

#[test]
fn reasons_say_what_was_compared() {
    #[track_caller]
    fn check(asked: &str, found: &str, reasons: &[Reason]) {
        assert_eq!(compare(asked, found).unwrap().reasons, reasons, "{asked} / {found}");
    }
    check("rab", "Sara Rabinowicz", &[Reason::TokenPrefix { asked: 0, found: 0 }]);
    check("Sznajder", "Schneider", &[Reason::SkeletonEqual { asked: 0, found: 0 }]);
    check("Рабинович", "Rabinowicz", &[Reason::SkeletonEqual { asked: 0, found: 0 }]);
    check("Rabin", "ראבינאוויטש", &[Reason::SkeletonPrefix { asked: 0, found: 0 }]);
    let close = compare("Rabinovicz", "Rabinowicz").unwrap().reasons;
    assert!(
        matches!(close[..], [Reason::TokenClose { asked: 0, found: 0, similarity }] if similarity > 0.95)
    );

    let [ana, birth] = [Reason::TokenEqual { asked: 0, found: 0 }, Reason::BirthOverlaps];
    check("Ana | 1934", "Ana | 1934-03-12", &[ana, birth]);
    check("Ana | 1934-03-12", "Ana | 1934-12-03", &[ana, Reason::BirthDayMonthSwapped]);
    check("Ana | 1934-03-12", "Ana | 1934-03-14", &[ana, Reason::BirthApart { days: 2 }]);
    check("Ana | 1934", "Ana | 1936", &[ana, Reason::BirthApart { days: 366 }]);
    check("Ana || f", "Ana || m", &[ana, Reason::SexDiffers]);
    check("Ana || f", "Ana || F", &[ana]);
    check("Ana || f", "Ana", &[ana]);
}

/// Each line is a question and its candidates, the likelier first.
#[test]
fn likelier_people_come_first() {
    let cases: &[(&str, &[&str])] = &[
        ("Sara Rabinowicz", &["Rabinowicz Sara", "Sara Rabinowitz", "Сара Рабинович", "Sara Rabinska"]),
        ("sara rab", &["Sara Rabin", "Sara Rabinowicz", "Sara Lewin"]),
        ("Jan Janina", &["Jan Janina", "Janina Jan Maria", "Janina"]),
        ("Levi", &["Levi", "Levy", "Lewi", "Maria Leviathan-Kowalska"]),
        (
            "Ana Levi | 1934-03-12",
            &[
                "Ana Levi | 1934-03-12",
                "Ana Levi | 1934-12-03",
                "Ana Levi | 1934",
                "Ana Levi | 1934-03-20",
                "Ana Levi | 1935-01-02",
                "Ana Levi | 1936-06-01",
                "Ana Levi | 1939",
                "Ana Levi | 1901",
            ],
        ),
        ("Ana Levi | 1934", &["Ana Levi | 1935", "Ana Levi | 1937"]),
        ("Ana Levi | 1934", &["Ana Levi | 1937~", "Ana Levi | 1937"]),
        ("Ana Levi || f", &["Ana Levi || f", "Ana Levi || m"]),
        ("Schwartz", &["Schwarz", "Schwarzmann"]),
    ];
    for (asked, candidates) in cases {
        let scores: Vec<f64> = candidates.iter().map(|found| score(asked, found)).collect();
        assert!(scores.windows(2).all(|pair| pair[0] > pair[1]), "{asked}: {scores:?}");
    }
}

#[test]
fn strangers_are_not_shown() {
    for (asked, found) in [
        ("Sara Rabinowicz", "Piotr Nowak"),
        ("Sara Rabinowicz", "Sara Lewandowska-Kowalczyk"),
        ("Sara Rabinowicz | 1934-03-12", "Piotr Nowak | 1934-03-12"),
        ("Sara Rabinowicz", "Sara Rosenberg"),
        ("Ana", "Jan"),
        ("Ana", ""),
        ("", "Ana"),
        ("", ""),
        ("Rabinowicz", "田中"),
        ("| 1934", "| 1936"),
    ] {
        assert_eq!(compare(asked, found), None, "{asked} / {found}");
    }
}

#[test]
fn a_child_without_a_name_can_still_be_found_by_birth() {
    let found = compare("| 1934-03-12", "Ana Levi | 1934-03-12").unwrap();
    assert_eq!(found.reasons, [Reason::BirthSame]);
    assert!(found.score < score("Ana Levi", "Ana Levi"));
    assert!(compare("Ana Levi | 1934", "| 1934-03-12").is_some());
}

#[test]
fn words_of_the_index_serve_as_well() {
    let (asked, found) = (tokens("Sara Rab"), index_tokens("Sara Rabinowicz"));
    let plain = tokens("Sara Rabinowicz");
    let ask = Facets { names: &asked, ..Facets::default() };
    let of = |names: &[String]| likeness(&ask, &Facets { names, ..Facets::default() }).unwrap().score;
    assert_eq!(of(&found), of(&plain));
}

#[test]
fn more_words_than_are_looked_at_do_no_harm() {
    let many: Vec<String> = (0..300).map(|n| format!("word{n:03}")).collect();
    let facets = Facets { names: &many, ..Facets::default() };
    assert!(likeness(&facets, &facets).unwrap().score > 0.9);
    let last = [many[299].clone()];
    assert!(likeness(&Facets { names: &last, ..Facets::default() }, &facets).is_some());
}

fn name() -> impl Strategy<Value = String> {
    "[a-zа-яא-תا-غف-ي]{1,9}( [a-zа-яא-תا-غف-ي]{1,9}){0,2}"
}

proptest! {
    #[test]
    fn jaro_winkler_is_symmetric_and_bounded(a in "\\PC{0,80}", b in "\\PC{0,80}") {
        let similarity = jaro_winkler(&a, &b);
        prop_assert!((0.0..=1.0).contains(&similarity));
        prop_assert!((similarity - jaro_winkler(&b, &a)).abs() < 1e-12);
        prop_assert!((jaro_winkler(&a, &a) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn scores_are_bounded_and_reasons_point_at_words(asked in name(), found in name()) {
        let (asked, found) = (tokens(&asked), tokens(&found));
        let facets = |names| Facets { names, ..Facets::default() };
        if let Some(likeness) = likeness(&facets(&asked), &facets(&found)) {
            prop_assert!((0.0..=1.0).contains(&likeness.score));
            for reason in likeness.reasons {
                match reason {
                    Reason::TokenEqual { asked: i, found: j } => prop_assert_eq!(&asked[i], &found[j]),
                    Reason::TokenPrefix { asked: i, found: j } => prop_assert!(found[j].starts_with(&asked[i])),
                    Reason::TokenClose { asked: i, found: j, similarity } => {
                        prop_assert_eq!(similarity, jaro_winkler(&asked[i], &found[j]));
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn nobody_is_liker_than_oneself(a in name(), b in name()) {
        let own = score(&a, &a);
        prop_assert!((own - 1.0).abs() < 1e-9);
        prop_assert!(score(&a, &b) <= own);
    }
}
