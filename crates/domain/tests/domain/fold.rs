//! The fold: any set of entries, in any order, gives the same file; it never fails; two who had not seen each other
//! both stand.

use crate::model::Model;
use crate::saying::{anything, born, edtf, entry, history, id};
use domain::compartment::Charter;
use domain::entry::{Entry, Fact};
use domain::file::File;
use domain::id::CompartmentId;
use domain::person::Person;
use domain::planted::Fault;
use domain::said::Said;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use testkit::planted::red;

fn standing(file: &File) -> BTreeMap<String, BTreeSet<(domain::id::EntryId, String)>> {
    let of =
        |slot: &String| file.standing(slot).map(|c| (file.told_by(c).id, format!("{:?}", c.fact))).collect();
    file.claims.keys().map(|slot| (slot.clone(), of(slot))).collect()
}

fn read_every_room(file: &File) {
    let _ = Person::of(file);
    let _ = (
        domain::stay::stays(file),
        domain::kin::ties(file),
        domain::note::notes(file),
        domain::dossier::dossiers(file),
    );
    let _ = (Charter::of(file), domain::place::Place::of(file), domain::consent::consents(file));
    let _ = domain::transfer::whereabouts(file, &CompartmentId([1; 24]));
    let _ = (file.latest_stamp(), file.disputed().count(), domain::health::records(file));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn order_and_duplicates_change_nothing(
        (entries, shuffled) in anything().prop_flat_map(|e| (Just(e.clone()), Just([e.clone(), e].concat()).prop_shuffle()))
    ) {
        let file = File::fold(entries.clone());
        prop_assert_eq!(&file, &File::fold(shuffled));
        prop_assert_eq!(&file, &File::fold(entries.into_iter().rev()));
        read_every_room(&file);
    }

    #[test]
    fn arriving_in_overlapping_batches_changes_nothing(entries in anything(), from in 0usize..12, to in 0usize..12) {
        let (from, to) = (from.min(entries.len()), to.min(entries.len()));
        let batches = [&entries[from..], &entries[..to], &entries[..from], &entries[to..]].concat();
        prop_assert_eq!(File::fold(entries), File::fold(batches));
    }

    #[test]
    fn the_slow_model_agrees(entries in history().prop_flat_map(|e| Just(e).prop_shuffle())) {
        let (file, model) = (File::fold(entries.clone()), Model::of(&entries));
        prop_assert_eq!(standing(&file), model.standing());
        prop_assert_eq!(&file.heads, &model.heads());
        prop_assert_eq!(file.disputed().map(str::to_string).collect::<Vec<_>>(), model.disputed());
        prop_assert_eq!(file.told.len(), entries.len(), "no entry is lost");
        for (i, told) in file.told.iter().enumerate() {
            prop_assert!(file.told[i + 1..].iter().all(|later| !model.saw(told.id, later.id)), "parents stand before children");
        }
    }

    #[test]
    fn many_stand_when_two_values_stand_and_only_then(entries in history()) {
        let (file, model) = (File::fold(entries.clone()), Model::of(&entries));
        let births = Person::of(&file).born;
        let stands: BTreeSet<String> = model.standing().remove("person/born").unwrap_or_default()
            .into_iter().filter(|(_, fact)| fact.contains("Born")).map(|(_, fact)| fact).collect();
        let expected = match stands.len() { 0 => "none", 1 => "one", _ => "many" };
        let got = match &births { None => "none", Some(Said::One(_)) => "one", Some(Said::Many(_)) => "many" };
        prop_assert_eq!(got, expected, "{:?}", stands);
        if let Some(Said::Many(all)) = births {
            prop_assert_eq!(all.len(), stands.len());
        }
    }

    #[test]
    fn an_entry_after_all_heads_settles_every_dispute(entries in history(), year in 1920u16..1930) {
        let file = File::fold(entries.clone());
        let mut last = entry(99, &[], vec![born(&year.to_string())]);
        last.after = file.heads.clone();
        let settled = File::fold(entries.into_iter().chain([last]));
        prop_assert_eq!(&settled.heads, &vec![id(99)]);
        let born = Person::of(&settled).born.unwrap();
        prop_assert_eq!(born.one(), Some(&edtf(&year.to_string())));
    }
}

/// What stands of the birth, as a page would say it.
fn check(entries: Vec<Entry>, expected: &str) {
    let told = match Person::of(&File::fold(entries)).born {
        None => "-".to_string(),
        Some(said) => said.all().iter().map(|a| a.value.to_string()).collect::<Vec<_>>().join(" or "),
    };
    assert_eq!(told, expected);
}

#[test]
fn what_stands_of_a_birth() {
    let withdrawn = || Fact::Withdrawn { slot: "person/born".into(), why: "the brother's date".into() };
    check(vec![], "-");
    check(vec![entry(1, &[], vec![born("1934")])], "1934");
    check(vec![entry(1, &[], vec![born("1934")]), entry(2, &[1], vec![born("1935")])], "1935");
    check(vec![entry(1, &[], vec![born("1934")]), entry(2, &[], vec![born("1935")])], "1934 or 1935");
    check(vec![entry(1, &[], vec![born("1934")]), entry(2, &[], vec![born("1934")])], "1934");
    check(vec![entry(1, &[], vec![born("1934"), born("1936")])], "1936");
    let two = || {
        vec![entry(1, &[], vec![]), entry(2, &[1], vec![born("1934")]), entry(3, &[1], vec![born("1935")])]
    };
    check([two(), vec![entry(4, &[2, 3], vec![born("1934")])]].concat(), "1934");
    check([two(), vec![entry(4, &[2], vec![born("1936")])]].concat(), "1935 or 1936");
    check(vec![entry(1, &[], vec![born("1934")]), entry(2, &[1], vec![withdrawn()])], "-");
    check(
        vec![
            entry(1, &[], vec![born("1934")]),
            entry(2, &[1], vec![withdrawn()]),
            entry(3, &[2], vec![born("1933")]),
        ],
        "1933",
    );
    check(vec![entry(1, &[], vec![born("1934")]), entry(2, &[], vec![withdrawn()])], "1934");
}

#[test]
fn a_late_entry_takes_its_place_by_what_its_author_saw() {
    // Written on another node before the correction, arrived after it: it does not come back to life.
    let late = entry(1, &[], vec![born("1930")]);
    check(vec![entry(9, &[1], vec![born("1934")]), late.clone()], "1934");
    // Its clock ran years ahead: still overtaken, since it was seen.
    let ahead = Entry { stamp: domain::entry::Stamp(u64::MAX), ..late };
    check(vec![entry(9, &[1], vec![born("1934")]), ahead], "1934");
}

#[test]
fn what_stands_is_seen_red_where_the_last_write_wins_or_the_clock() {
    red(Fault::LastWriteWins, "1934 or 1935", what_stands_of_a_birth);
    red(Fault::ClockOrder, "1930", a_late_entry_takes_its_place_by_what_its_author_saw);
}

/// The order in which entries come changes nothing; and a fold that keeps to it is seen.
#[test]
fn s1_arriving_in_any_order_is_one_file() {
    let all = [
        entry(1, &[], vec![born("1934")]),
        entry(2, &[1], vec![born("1935")]),
        entry(3, &[1], vec![born("1936")]),
    ];
    let first = File::fold(all.clone());
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(File::fold(order.map(|i| all[i].clone())), first, "{order:?}: another file");
    }
}

#[test]
fn s1_is_seen_red_where_entries_are_folded_as_they_came() {
    red(Fault::ArrivalOrder, "another file", s1_arriving_in_any_order_is_one_file);
}
