//! D10: a backup taken while people write restores to a node that proves, row for row; one that was touched is refused.

use crate::stories::sound;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use store::{Problem, Store, backup, restore};
use testkit::cast::PASSPHRASE;
use testkit::{Backing, House, Story};

/// Four people write notes until told to stop; returns how many were acknowledged.
fn writing<T>(house: &House, during: impl FnOnce() -> T) -> (usize, T) {
    let (stop, written, camp) = (AtomicBool::new(false), AtomicUsize::new(0), house.compartment("camp"));
    let done = std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !stop.load(Ordering::SeqCst) {
                    let done = house.store().write(house.actor("worker"), &camp, |w| {
                        let (file, kind) = (w.new_file(), domain::place::Kind::Barrack);
                        let named = domain::place::Fact::Named { kind, name: "K 12".into() };
                        w.append(&file, vec![domain::entry::Fact::Place(named)])
                    });
                    done.unwrap();
                    written.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
        while written.load(Ordering::SeqCst) < 20 {
            std::thread::yield_now();
        }
        let done = during();
        stop.store(true, Ordering::SeqCst);
        done
    });
    (written.into_inner(), done)
}

#[test]
fn d10_a_backup_under_load_restores_and_proves() {
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story.registers("Amina", "camp").moves("Amina", "home", "1941-04-01").registers("Amin", "camp");
    let copies: Vec<_> = (0..3).map(|n| house.folder().join(format!("backup{n}"))).collect();
    let (written, _) = writing(&house, || {
        for to in &copies {
            backup(house.store(), house.actor("keeper"), to).unwrap();
        }
    });
    assert!(written > 20);
    sound(&house);
    for (n, from) in copies.iter().enumerate() {
        let to = house.folder().join(format!("restored{n}"));
        let report = restore(from, &to).unwrap();
        assert_eq!(report.hash, std::fs::read_to_string(from.join("manifest")).unwrap());
        let surroundings = house.surroundings();
        let again = Store::open(&to, surroundings).unwrap();
        let keeper = again.unlock("keeper", PASSPHRASE).unwrap();
        for site in house.sites() {
            let compartment = house.compartment(site);
            let verified = again.verify(&keeper, &compartment).unwrap();
            assert_eq!(verified.fault, None, "{site} of backup {n}");
            let before = again.dump(&keeper, &compartment).unwrap();
            again.rebuild(&keeper, &compartment).unwrap();
            assert_eq!(again.dump(&keeper, &compartment).unwrap(), before, "{site} of backup {n}");
            if site != "camp" {
                let original = house.store().dump(house.actor("keeper"), &compartment).unwrap();
                assert_eq!(without_control(&before), without_control(&original), "nobody wrote in {site}");
            }
        }
    }
}

/// A dump without the control file and its entries: a restored node is a node of its own, and says so there.
fn without_control(dump: &str) -> Vec<&str> {
    let control = dump.lines().find(|l| l.starts_with("file\t") && l.contains("\tcontrol\t")).unwrap();
    let id = control.split('\t').nth(2).unwrap();
    let rest: Vec<&str> = dump.lines().filter(|l| !l.contains(id)).collect();
    assert!(rest.len() < dump.lines().count());
    rest
}

/// Whoever backs up holds perhaps one compartment; the others are in the copy all the same.
#[test]
fn d10_compartments_that_nobody_opened_are_in_the_backup() {
    let mut house = House::new(Backing::Sqlite);
    Story::new(&mut house).registers("Amina", "camp").registers("Amin", "home");
    let dump = |store: &Store, keeper: &store::Actor, house: &House| -> Vec<String> {
        house.sites().map(|s| store.dump(keeper, &house.compartment(s)).unwrap()).collect()
    };
    let before = dump(house.store(), house.actor("keeper"), &house);
    house.close();
    house.open();
    let visitor = house.store().unlock("visitor", PASSPHRASE).unwrap();
    let (from, to) = (house.folder().join("backup"), house.folder().join("restored"));
    backup(house.store(), &visitor, &from).unwrap();
    restore(&from, &to).unwrap();
    let surroundings = house.surroundings();
    let again = Store::open(&to, surroundings).unwrap();
    let keeper = again.unlock("keeper", PASSPHRASE).unwrap();
    let after = dump(&again, &keeper, &house);
    for (after, before) in after.iter().zip(&before) {
        assert_eq!(without_control(after), without_control(before));
    }
    assert!(
        after[0].contains("Amina") && after.iter().any(|d| d.contains("Amin\t")),
        "there was something to lose"
    );
}

/// The journal of a headquarters lies in PostgreSQL; its backup restores where there is no server.
#[test]
fn d10_a_headquarters_restores_without_its_server() {
    let server = testkit::postgres::Server::start();
    let mut house = House::new(Backing::Postgres(server.fresh()));
    let mut story = Story::new(&mut house);
    story.registers("Amina", "camp").scans("Amina", &[vec![7; 1 << 20]]);
    story.moves("Amina", "home", "1941-04-01").registers("Amin", "camp");
    let dumped = |store: &Store, keeper: &store::Actor, house: &House| -> Vec<String> {
        house.sites().map(|s| store.dump(keeper, &house.compartment(s)).unwrap()).collect()
    };
    let before = dumped(house.store(), house.actor("keeper"), &house);
    let open = house.folder().join("open");
    backup(house.store(), house.actor("keeper"), &open).unwrap();
    // Again by somebody who opens one compartment of all.
    house.close();
    house.open();
    let visitor = house.store().unlock("visitor", PASSPHRASE).unwrap();
    let unopened = house.folder().join("unopened");
    backup(house.store(), &visitor, &unopened).unwrap();
    house.close();
    drop(server);
    for from in [open, unopened] {
        let to = from.with_extension("restored");
        restore(&from, &to).unwrap();
        let surroundings = house.surroundings();
        let again = Store::open(&to, surroundings).unwrap();
        let keeper = again.unlock("keeper", PASSPHRASE).unwrap();
        for (after, before) in dumped(&again, &keeper, &house).iter().zip(&before) {
            assert_eq!(without_control(after), without_control(before), "{}", from.display());
        }
        for site in house.sites() {
            let verified = again.verify(&keeper, &house.compartment(site)).unwrap();
            assert_eq!(verified.fault, None, "{site} of {}", from.display());
        }
        let left: Vec<_> = std::fs::read_dir(to.join("c")).unwrap().map(|e| e.unwrap().path()).collect();
        assert!(left.iter().all(|p| p.extension().is_none_or(|e| e != "journal")), "{left:?}");
    }
}

#[test]
pub fn d10_a_touched_backup_is_refused() {
    let mut house = House::new(Backing::Sqlite);
    Story::new(&mut house).registers("Amina", "camp");
    let from = house.folder().join("backup");
    backup(house.store(), house.actor("keeper"), &from).unwrap();
    assert!(matches!(backup(house.store(), house.actor("keeper"), &from), Err(Problem::AlreadyThere(_))));
    let database = std::fs::read_dir(from.join("c")).unwrap().next().unwrap().unwrap().path();
    for file in [from.join("keys"), from.join("node.db"), database] {
        let whole = std::fs::read(&file).unwrap();
        let to = house.folder().join("refused");
        let mut touched = whole.clone();
        touched[whole.len() / 2] ^= 1;
        for bytes in [touched, whole[..whole.len() - 1].to_vec()] {
            std::fs::write(&file, bytes).unwrap();
            assert!(matches!(restore(&from, &to), Err(Problem::Unreadable { .. })), "{}", file.display());
            assert!(!to.exists(), "nothing was written");
        }
        std::fs::write(&file, whole).unwrap();
    }
    restore(&from, &house.folder().join("good")).unwrap();
    assert!(matches!(restore(&from, &house.folder().join("good")), Err(Problem::AlreadyThere(_))));
}
