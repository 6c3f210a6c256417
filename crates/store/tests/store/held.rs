//! What a newer version wrote is kept as it came, listed, proves, travels, and stands in nobody's way. Drafts survive.

use store::Problem;
use testkit::cast::PASSPHRASE;
use testkit::{Backing, House, Story};

#[test]
fn an_entry_of_a_newer_version_is_held_and_never_dropped() {
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story.on("1941-03-01").registers("Amina", "camp");
    let (file, camp) = (story.child("Amina").file, story.house.compartment("camp"));
    let newer = story
        .house
        .store()
        .write(story.house.actor("worker"), &camp, move |w| w.append_newer(&file, 77, b"tomorrow".to_vec()));
    let newer = newer.unwrap();
    let held = story.house.store().attention(story.house.actor("worker"), 9).unwrap().held;
    assert_eq!(held.iter().map(|h| (h.file, h.what.as_str())).collect::<Vec<_>>(), [(file, "newer-version")]);
    story.corrects("Amina", "1934");
    story.check("Amina", "Amina Halimi; born 1934; Rivel 1941-03-01..; camp here");
    let volume = story.opens("worker", "Amina");
    let told = volume.file.told.iter().find(|t| t.id == newer).unwrap();
    assert!(told.unknown);
    crate::stories::sound(story.house);
    story.moves("Amina", "home", "1941-04-01");
    let held = story.house.store().attention(story.house.actor("house-parent"), 9).unwrap().held;
    assert_eq!(held.len(), 1, "it travelled along");
    crate::stories::sound(story.house);
}

#[test]
fn a_draft_survives_and_is_nobody_elses() {
    let mut house = House::new(Backing::Sqlite);
    let camp = house.compartment("camp");
    let draft = |house: &House, name: &str| house.store().draft(house.actor(name), &camp, "note").unwrap();
    house.store().keep_draft(house.actor("worker"), &camp, "note", "She did not").unwrap();
    house.store().keep_draft(house.actor("worker"), &camp, "note", "She did not sleep").unwrap();
    assert_eq!(draft(&house, "colleague"), None);
    house.reopen();
    assert_eq!(draft(&house, "worker").as_deref(), Some("She did not sleep"));
    house.store().keep_draft(house.actor("worker"), &camp, "note", "").unwrap();
    assert_eq!(draft(&house, "worker"), None);
}

/// A write that fails half-way leaves nothing behind, and the next one goes on in the same chain.
#[test]
pub fn d3_nothing_half_written_stays() {
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story.registers("Amina", "camp");
    let (file, camp) = (story.child("Amina").file, story.house.compartment("camp"));
    let (keeper, worker) = (story.house.actor("keeper").clone(), story.house.actor("worker").clone());
    let before = story.house.store().dump(&keeper, &camp).unwrap();
    let fact = || domain::entry::Fact::Withdrawn { slot: "person/born".into(), why: "half".into() };
    let failed = story.house.store().write(&worker, &camp, move |w| {
        w.append(&file, vec![fact()])?;
        w.append(&file, vec![])
    });
    assert!(failed.is_err());
    let panicked = story.house.store().write(&worker, &camp, move |w| {
        w.append(&file, vec![fact()])?;
        if w.role() == domain::compartment::Role::Worker { panic!("a fault in a rule") } else { Ok(()) }
    });
    assert!(panicked.is_err(), "a panic is a failed write, not a lost writer");
    assert_eq!(story.house.store().dump(&keeper, &camp).unwrap(), before);
    story.corrects("Amina", "1934");
    crate::stories::sound(story.house);
}

/// A disk that failed: nothing is written, whoever is there or comes reads, and what is opened again writes.
#[test]
fn d3_after_the_disk_failed_files_are_read_and_what_is_opened_again_writes() {
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story.registers("Amina", "camp");
    let (file, camp) = (story.child("Amina").file, story.house.compartment("camp"));
    let worker = house.actor("worker").clone();
    let corrects = |house: &House| {
        let fact =
            domain::entry::Fact::Person(domain::person::Fact::Born(domain::Edtf::parse("1934").unwrap()));
        house.store().write(&worker, &camp, move |w| w.append(&file, vec![fact]))
    };
    house.store().disk_fails().unwrap();
    let keeper = house.store().unlock("keeper", PASSPHRASE).unwrap();
    for actor in [&worker, &keeper] {
        assert!(matches!(corrects(&house), Err(Problem::Failing)), "it writes");
        house.store().open_file(actor, &file, "what is there").unwrap();
    }
    let read = house.store().readings(&keeper, &camp, None, 9).unwrap();
    assert_eq!(read.iter().filter(|r| r.purpose == "what is there").count(), 2, "and it is recorded");
    let elsewhere = tempfile::tempdir().unwrap();
    store::backup(house.store(), &keeper, &elsewhere.path().join("backup")).unwrap();
    house.store().lock();
    house.store().unlock("worker", PASSPHRASE).unwrap();
    corrects(&house).unwrap();
    house.reopen();
    crate::stories::sound(&house);
}
