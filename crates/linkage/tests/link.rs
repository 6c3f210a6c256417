//! Who of a small list is one person, who is kin, and that the answer does not depend on how the work is shared out.

use relais_linkage::gazetteer::Gazetteer;
use relais_linkage::link::{
    FullPopulation, Hands, Linked, OneHand, Population, Relation, Row, Settings, link,
};

/// given, surname, sex, birth, birth_place, father, mother, residence
const FAMILIES: &[[&str; 8]] = &[
    ["Jakob", "Rabinowitz", "m", "1931-05-02", "Warschau", "Moses", "Sara", "Paris"],
    ["Яков", "Рабинович", "м", "1931", "Варшава", "Мойсей", "", ""],
    ["Jacques", "Rabinovitch", "m", "1931-02-05", "Varsovie", "Moïse", "Sara", ""],
    ["Rosa", "Rabinowitz", "f", "1933-11-20", "Warschau", "Moses", "Sara", "Paris"],
    ["Moses", "Rabinowitz", "m", "1902-03-01", "Lublin", "Chaim", "Lea", "Paris"],
    ["שרה", "לוינסון", "נ", "1929-07-14", "לודז'", "דוד", "אסתר", ""],
    ["Sara", "Lewinson", "f", "1929-07-14", "Lodz", "Dawid", "", "Gurs"],
    ["Anna", "Mandelbaum", "f", "1930-01-09", "Wien", "Karl", "Berta", "Wien"],
    ["Rosa", "Mandelbaum", "f", "1934-06-30", "Wien", "Karl", "Berta", "Wien"],
    ["Zohra", "Benayoun", "f", "1936~", "Oran", "David", "Fatima", ""],
    ["Halimi", "Amina", "f", "1934-03-12", "Alger", "Omar", "", ""],
    ["Amina", "Halimi", "f", "1934-12-03", "Alger", "Omar", "Zohra", ""],
];

fn people(rows: &[[&str; 8]], hands: &dyn Hands) -> FullPopulation {
    let mut people = Population::new(Gazetteer::default(), hands);
    for [given, surname, sex, birth, birth_place, father, mother, residence] in rows {
        people.add(&Row { given, surname, sex, birth, birth_place, father, mother, residence });
    }
    people.finish()
}

fn linked(rows: &[[&str; 8]], settings: &Settings, hands: &dyn Hands) -> Linked {
    link(&people(rows, hands), settings, hands, &mut |_| ())
}

/// The last part first.
struct Backwards;

impl Hands for Backwards {
    fn share(&self, parts: usize, job: &(dyn Fn(usize) + Sync)) {
        (0..parts).rev().for_each(job);
    }
}

fn with_kin() -> Settings {
    Settings { kin: true, ..Settings::default() }
}

#[test]
fn one_person_is_found_across_scripts_dates_and_exchanged_names() {
    let found = linked(FAMILIES, &with_kin(), &OneHand).clusters;
    let together = |a: usize, b: usize| found[a] == found[b];
    assert!(together(0, 1) && together(0, 2), "three spellings of Jakob: {found:?}");
    assert!(together(5, 6), "Sara in Hebrew and in Latin letters: {found:?}");
    assert!(together(10, 11), "names exchanged, day and month exchanged: {found:?}");
}

#[test]
fn relatives_are_not_joined() {
    let found = linked(FAMILIES, &with_kin(), &OneHand);
    for (a, b, what) in [(0, 3, "brother and sister"), (0, 4, "son and father"), (7, 8, "two sisters")] {
        assert_ne!(found.clusters[a], found.clusters[b], "{what}");
    }
    let is = |a: u32, b: u32, relation: Relation| {
        found.kin.iter().any(|k| (k.a, k.b, k.relation) == (a, b, relation))
    };
    assert!(is(0, 3, Relation::Sibling), "{:?}", found.kin);
    assert!(is(7, 8, Relation::Sibling), "{:?}", found.kin);
    assert!(is(4, 3, Relation::ParentChild), "{:?}", found.kin);
    assert!(!is(3, 4, Relation::ParentChild), "the parent comes first");
}

#[test]
fn the_answer_is_the_same_however_the_work_is_shared_out() {
    let all = |linked: &Linked| format!("{:?} {:?} {:?}", linked.clusters, linked.pairs, linked.kin);
    let usual = all(&linked(FAMILIES, &with_kin(), &OneHand));
    assert_eq!(all(&linked(FAMILIES, &with_kin(), &Backwards)), usual);
    let frugal = Settings { frugal: true, ..with_kin() };
    assert_eq!(all(&linked(FAMILIES, &frugal, &OneHand)), usual);
}

#[test]
fn a_list_of_nobody_or_of_empty_rows_is_no_trouble() {
    assert!(linked(&[], &with_kin(), &OneHand).clusters.is_empty());
    assert_eq!(linked(&[[""; 8]], &with_kin(), &OneHand).clusters, [0]);
    assert_eq!(linked(&[[""; 8]; 40], &with_kin(), &OneHand).clusters, (0..40).collect::<Vec<u32>>());
    let odd = [["?", "-", "x", "32.13.", "!", "(", ",", "山"]; 3];
    assert_eq!(linked(&odd, &with_kin(), &OneHand).clusters.len(), 3);
}

#[test]
fn every_pair_has_its_reasons() {
    let people = people(FAMILIES, &OneHand);
    let linked = link(&people, &Settings::default(), &OneHand, &mut |_| ());
    assert!(!linked.pairs.is_empty());
    for pair in &linked.pairs {
        let reasons = linked.model.reasons(&people, pair.a, pair.b);
        assert!(reasons.iter().any(|reason| reason.weight > 0.0), "{pair:?}");
        let (odds, _) = linked
            .model
            .against(&people, pair.a, pair.b)
            .unwrap_or((f64::NAN, relais_linkage::link::Class::Same));
        assert!((odds - f64::from(pair.log_odds)).abs() < 1e-3, "{odds} {pair:?}");
    }
}

/// Surnames that have nothing in common.
const SURNAMES: [&str; 8] =
    ["Adler", "Blumenthal", "Cukierman", "Dreyfus", "Ehrenfeld", "Finkelstein", "Goldberg", "Horowitz"];

/// Rows of one man a family, whom one office calls Kurt and another Kalmen, and last two rows that know less.
fn two_names_for_one(families: usize) -> Vec<[&'static str; 8]> {
    const DAYS: [&str; 8] = [
        "1901-02-03",
        "1904-11-21",
        "1907-05-30",
        "1910-08-14",
        "1913-01-19",
        "1916-10-02",
        "1919-06-27",
        "1922-12-08",
    ];
    const FATHERS: [&str; 4] = ["Moses", "David", "Simon", "Aron"];
    let mut rows = Vec::new();
    for family in 0..families {
        let (surname, day, father) = (SURNAMES[family], DAYS[family], FATHERS[family % 4]);
        rows.push(["Kurt", surname, "m", day, "Lublin", father, "Lea", "Paris"]);
        rows.push(["Kalmen", surname, "m", day, "Lublin", father, "Lea", ""]);
    }
    rows.push(["Kurt", "Szpilman", "m", "1911-03", "Radom", "", "", ""]);
    rows.push(["Kalmen", "Szpilman", "m", "1911", "Radom", "Chaim", "", ""]);
    rows
}

#[test]
fn a_list_teaches_which_names_it_uses_for_one_another() {
    // The last two rows of a list, so many rows that how rare one person is does not differ.
    let last_two = |rows: &[[&str; 8]]| {
        let people = people(rows, &OneHand);
        let model = link(&people, &Settings::default(), &OneHand, &mut |_| ()).model;
        model.against(&people, rows.len() as u32 - 2, rows.len() as u32 - 1).map(|(odds, _)| odds)
    };
    let mut everybody_is_kurt = two_names_for_one(8);
    everybody_is_kurt[..16].iter_mut().for_each(|row| row[0] = "Kurt");
    let (Some(taught), Some(not)) = (last_two(&two_names_for_one(8)), last_two(&everybody_is_kurt)) else {
        panic!("the last two have a surname in common")
    };
    assert!(taught > not + 2.0, "eight families say that Kurt is Kalmen: {taught}, {not}");
    let mut one_family = two_names_for_one(1);
    let second = one_family[1];
    (0..14).for_each(|_| one_family.insert(1, second));
    let often = last_two(&one_family).unwrap_or(f64::MAX);
    assert!(often < taught - 2.0, "one family says so, however often: {often}, {taught}");
}

#[test]
fn what_a_list_teaches_is_the_same_however_the_work_is_shared_out() {
    let rows = two_names_for_one(8);
    let all = |settings: &Settings, hands: &dyn Hands| {
        let linked = linked(&rows, settings, hands);
        format!("{:?} {:?} {:?}", linked.clusters, linked.pairs, linked.kin)
    };
    let usual = all(&with_kin(), &OneHand);
    assert_eq!(all(&with_kin(), &Backwards), usual);
    assert_eq!(all(&Settings { frugal: true, ..with_kin() }, &OneHand), usual);
}
