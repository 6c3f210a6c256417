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

fn people(rows: &[[&str; 8]]) -> FullPopulation {
    let mut people = Population::new(Gazetteer::default());
    for [given, surname, sex, birth, birth_place, father, mother, residence] in rows {
        people.add(&Row { given, surname, sex, birth, birth_place, father, mother, residence });
    }
    people.finish()
}

fn linked(rows: &[[&str; 8]], settings: &Settings, hands: &dyn Hands) -> Linked {
    link(&people(rows), settings, hands, &mut |_| ())
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
    let people = people(FAMILIES);
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
