//! One question over a list: found across scripts, newcomers at once, nothing left behind, nothing broken by bytes that
//! are none.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use relais_linkage::gazetteer::Gazetteer;
use relais_linkage::link::{Class, OneHand, Population, Row};
use relais_linkage::trace::{Budget, Index, Section, TraceProblem, build};

/// id, given, surname, sex, birth, birth_place, father, mother, residence
const PEOPLE: &[[&str; 9]] = &[
    ["a", "Jakob", "Rabinowitz", "m", "1931-05-02", "Warschau", "Moses", "Sara", "Paris"],
    ["b", "Яков", "Рабинович", "м", "1931", "Варшава", "Мойсей", "", ""],
    ["c", "Rosa", "Rabinowitz", "f", "1933-11-20", "Warschau", "Moses", "Sara", "Paris"],
    ["d", "Moses", "Rabinowitz", "m", "1902-03-01", "Lublin", "Chaim", "Lea", "Paris"],
    ["e", "שרה", "לוינסון", "נ", "1929-07-14", "לודז'", "דוד", "אסתר", ""],
    ["f", "Anna", "Mandelbaum", "f", "1930-01-09", "Wien", "Karl", "Berta", "Wien"],
    ["g", "Halimi", "Amina", "f", "1934-03-12", "Alger", "Omar", "", ""],
    ["h", "Zohra", "Benayoun", "f", "1936~", "Oran", "David", "Fatima", ""],
];

fn row<'a>(cells: &[&'a str]) -> Row<'a> {
    let cell = |i: usize| cells.get(i).copied().unwrap_or_default();
    Row {
        given: cell(0),
        surname: cell(1),
        sex: cell(2),
        birth: cell(3),
        birth_place: cell(4),
        father: cell(5),
        mother: cell(6),
        residence: cell(7),
    }
}

fn sections(people: &[[&str; 9]]) -> [Vec<u8>; 6] {
    let mut list = Population::new(Gazetteer::default(), &OneHand);
    people.iter().for_each(|person| list.add(&row(&person[1..])));
    build(list.finish(), &OneHand).in_memory(&|at| people[at as usize][0].as_bytes())
}

fn index(people: &[[&str; 9]]) -> Index<[Vec<u8>; 6]> {
    Index::open(sections(people), Gazetteer::default()).unwrap()
}

fn first(index: &mut Index<[Vec<u8>; 6]>, question: &[&str]) -> String {
    let (hits, _) = index.ask(&row(question), Budget::default()).unwrap();
    hits.first().map(|hit| hit.id.clone()).unwrap_or_default()
}

#[test]
fn a_person_is_found_across_scripts_forms_and_slips() {
    let mut index = index(PEOPLE);
    for (question, expected) in [
        (&["Jacques", "Rabinovitch", "", "1931-02-05"][..], "a"),
        (&["Sara", "Lewinson", "f", "1929"], "e"),
        (&["Annette", "Mandelbaum"], "f"),
        (&["Amina", "Halimi", "", "1934-12-03"], "g"),
        (&["", "Mandelbam", "", "1930-01-09", "Vienne"], "f"),
        (&["Zohra", "Benayum", "", "1937"], "h"),
        (&["R.", "Rabinowitz", "", "", "Varsovie", "Moïse"], "c"),
    ] {
        assert_eq!(first(&mut index, question), expected, "{question:?}");
    }
}

#[test]
fn hits_come_likeliest_first_with_reasons_and_kin_is_said() {
    let mut index = index(PEOPLE);
    let asked = row(&["Jakob", "Rabinowitz", "m", "1931-05-02", "Warschau", "Moses", "Sara", "Paris"]);
    let (hits, looked_at) = index.ask(&asked, Budget::default()).unwrap();
    assert!(hits.is_sorted_by(|x, y| x.log_odds >= y.log_odds) && looked_at >= hits.len());
    assert_eq!(hits[0].reasons.len(), 8, "every field says something: {:?}", hits[0].reasons);
    let sister = hits.iter().find(|hit| hit.id == "c").unwrap();
    assert_eq!((sister.rather, sister.log_odds < 0.0), (Some(Class::Siblings), true), "{sister:?}");
    let few = Budget { top: 1, ..Budget::default() };
    assert_eq!(index.ask(&asked, few).unwrap().0, hits[..1]);
}

#[test]
fn newcomers_are_found_at_once_and_a_question_leaves_nothing_behind() {
    let mut index = index(PEOPLE);
    let asked = ["Perla", "Wajnsztok", "f", "1935-09-01"];
    assert_eq!(first(&mut index, &asked), "");
    let before = index.ask(&row(&["Anna", "Mandelbaum"]), Budget::default()).unwrap();
    index.add("new", &row(&["Perl", "Weinstock", "f", "1935-09-01", "Lodz"]));
    assert_eq!((first(&mut index, &asked).as_str(), index.len()), ("new", PEOPLE.len() + 1));
    assert_eq!(index.ask(&row(&["Anna", "Mandelbaum"]), Budget::default()).unwrap(), before);
    for round in 0..50 {
        let name = format!("Unheard{round}");
        index.ask(&row(&[&name, "Ofname"]), Budget::default()).unwrap();
        assert_eq!(first(&mut index, &asked), "new", "after {name}");
    }
}

#[test]
fn everybody_finds_themselves() {
    let mut index = index(PEOPLE);
    for person in PEOPLE {
        assert_eq!(first(&mut index, &person[1..]), person[0]);
    }
    let mut nobody = self::index(&[]);
    assert_eq!((nobody.len(), first(&mut nobody, &["Anna", "Mandelbaum"])), (0, String::new()));
    nobody.add("x", &row(&PEOPLE[5][1..]));
    assert_eq!(first(&mut nobody, &["Anna", "Mandelbaum"]), "x");
}

#[test]
fn a_question_with_nothing_in_it_and_a_birth_that_is_none_are_said() {
    let mut index = index(PEOPLE);
    for nothing in [&[][..], &["Anna"], &["", "", "f"], &["", "", "", "1931"], &["", "", "", "", "Wien"]] {
        let said = index.ask(&row(nothing), Budget::default()).unwrap_err();
        assert_eq!(said, TraceProblem::NothingAsked, "{nothing:?}");
    }
    let said = index.ask(&row(&["Anna", "Mandelbaum", "", "1931-45-45"]), Budget::default()).unwrap_err();
    assert_eq!(said, TraceProblem::Birth { text: "1931-45-45".into() });
}

#[test]
fn sections_that_are_cut_off_are_named() {
    let whole = sections(PEOPLE);
    for section in Section::ALL {
        let mut cut = whole.clone();
        cut[section as usize].pop();
        let opened = Index::open(cut, Gazetteer::default());
        let said = match opened {
            Err(problem) => problem,
            Ok(mut index) => PEOPLE
                .iter()
                .find_map(|person| index.ask(&row(&person[1..]), Budget::default()).err())
                .unwrap_or(TraceProblem::NothingAsked),
        };
        assert_eq!(said, TraceProblem::Damaged { section: section.key() });
    }
    let mut other = whole;
    other[0][0] ^= 1;
    assert_eq!(Index::open(other, Gazetteer::default()).unwrap_err(), TraceProblem::OtherVersion);
}

static WHOLE: std::sync::LazyLock<[Vec<u8>; 6]> = std::sync::LazyLock::new(|| sections(PEOPLE));

proptest! {
    #[test]
    fn no_byte_makes_a_question_panic(section in 0_usize..6, at in any::<prop::sample::Index>(), bits in 1_u8..) {
        let mut bytes = WHOLE.clone();
        let at = at.index(bytes[section].len());
        bytes[section][at] ^= bits;
        if let Ok(mut index) = Index::open(bytes, Gazetteer::default()) {
            for person in PEOPLE {
                let _ = index.ask(&row(&person[1..]), Budget::default());
            }
        }
    }
}
