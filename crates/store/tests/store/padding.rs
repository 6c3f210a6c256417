//! C3: whoever weighs the files of a node, or of its backup, does not learn how many people are in them.

use domain::person::Volet;
use domain::registration::Registration;
use std::path::Path;
use std::sync::atomic::Ordering;
use testkit::{Backing, House};

/// How many people are in the houses that are compared: within one step of the ladder, as a home is.
const HOMES: [usize; 3] = [0, 1, 10];

/// The length of every file below a folder, with its name where it bears no id.
fn lengths(dir: &Path) -> Vec<(String, u64)> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(lengths(&path));
        } else {
            out.push((
                path.file_name().unwrap().to_string_lossy().into_owned(),
                path.metadata().unwrap().len(),
            ));
        }
    }
    out.sort_unstable();
    out
}

/// The files of a node in which so many were registered, locked, and those of a backup of it.
fn weighed(people: usize) -> [Vec<(String, u64)>; 2] {
    let mut house = House::seeded(Backing::Sqlite, 77);
    let camp = house.compartment("camp");
    let keeper = house.actor("keeper").clone();
    for n in 0..people {
        let typed = Registration {
            given: format!("Amina {n}"),
            surname: "Bensaid".into(),
            number: ("camp".into(), format!("{n}")),
            source: "register".into(),
            ..Registration::default()
        };
        house
            .store()
            .write(&keeper, &camp, move |w| {
                let (today, stay) = (w.today(), w.new_stay());
                let facts = typed.facts(|| w.new_key(), stay, today)?;
                w.register(None, Volet::Administrative, facts)
            })
            .unwrap();
    }
    let backup = house.folder().join("backup");
    store::backup(house.store(), &keeper, &backup).unwrap();
    house.close();
    [lengths(&house.node()), lengths(&backup)]
}

#[test]
fn c3_sizes_tell_no_number_of_people_and_seen_red() {
    let all = HOMES.map(weighed);
    for (people, files) in HOMES.iter().zip(&all) {
        assert_eq!(files[0], all[0][0], "a node with {people} people is as long as an empty one");
        assert_eq!(files[1], all[0][1], "and so is its backup");
    }
    // Without the ladder the files follow what is in them.
    store::rig::GROW_BY_THE_PAGE.store(true, Ordering::SeqCst);
    let (none, ten) = (weighed(0), weighed(10));
    store::rig::GROW_BY_THE_PAGE.store(false, Ordering::SeqCst);
    assert_ne!(none[0], ten[0], "a node that grows by the page gives its people away");
    assert_ne!(none[1], ten[1]);
}
