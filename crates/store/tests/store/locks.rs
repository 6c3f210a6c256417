//! Locked, unlocked, taken: the node starts locked; one process has it at a time; a wrong name tells no more than a
//! wrong passphrase.

use store::{Problem, Store};
use testkit::cast::PASSPHRASE;
use testkit::{Backing, House, Story};

#[test]
fn c1_a_locked_node_answers_nothing() {
    let mut house = House::new(Backing::Sqlite);
    Story::new(&mut house).registers("Amina", "camp");
    let (worker, camp) = (house.actor("worker").clone(), house.compartment("camp"));
    let store = house.store();
    assert!(!store.is_locked());
    store.lock();
    assert!(store.is_locked());
    let locked = |result: Result<(), Problem>| assert!(matches!(result, Err(Problem::Locked)), "{result:?}");
    locked(store.compartments(&worker).map(drop));
    locked(store.people_count(&worker).map(drop));
    locked(store.write(&worker, &camp, |w| Ok(w.role())).map(|_| ()));
    locked(store.members().map(drop));
    locked(store.setting("journal").map(drop));
    let again = store.unlock("worker", PASSPHRASE).unwrap();
    assert_eq!(store.people_count(&again).unwrap(), 1);
}

#[test]
fn c4_a_wrong_name_and_a_wrong_passphrase_are_told_alike() {
    let mut house = House::new(Backing::Sqlite);
    house.close();
    house.open();
    let told = |name: &str, passphrase: &str| {
        house.store().unlock(name, passphrase).map(drop).unwrap_err().to_string()
    };
    let wrong = told("worker", "not the passphrase");
    assert_eq!(wrong, told("nobody of that name", PASSPHRASE));
    assert_eq!(wrong, told("", ""));
    assert!(house.store().is_locked());
    house.store().unlock("Worker ", PASSPHRASE).unwrap();
}

/// No plain text on disk: neither names nor words of an entry, nor the members' names.
#[test]
fn c1_nothing_lies_on_disk_in_clear() {
    let mut house = House::new(Backing::Sqlite);
    Story::new(&mut house).registers("Amina", "camp").notes("Amina", "canary-of-the-note");
    house.close();
    let mut looked = 0;
    let mut folders = vec![house.node()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            looked += bytes.len();
            for canary in ["Amina", "Halimi", "canary-of", "Rivel", "worker", "SQLite format"] {
                let found = bytes.windows(canary.len()).any(|w| w == canary.as_bytes());
                assert!(!found, "{canary} lies in {}", path.display());
            }
        }
    }
    assert!(looked > 100_000, "there was something to look at");
}

#[test]
pub fn d11_a_second_process_is_refused() {
    let mut house = House::new(Backing::Sqlite);
    let (node, first, second) = (house.node(), house.surroundings(), house.surroundings());
    assert!(matches!(Store::open(&node, first), Err(Problem::InUse)));
    // Another process, not only another handle: flock(1) asks as one would.
    let asks = std::process::Command::new("flock")
        .args(["--nonblock", "--exclusive"])
        .arg(node.join("lock"))
        .arg("true")
        .status();
    assert!(!asks.unwrap().success(), "another process gets the lock");
    house.close();
    let open = Store::open(&node, second).unwrap();
    assert!(open.is_locked(), "it starts locked");
}

#[test]
fn a_folder_is_made_a_node_once() {
    let mut house = House::new(Backing::Sqlite);
    let surroundings = house.surroundings();
    let setup = store::Setup {
        keeper: "another".into(),
        passphrase: zeroize::Zeroizing::new(PASSPHRASE.to_string()),
        cost: testkit::house::cheap(),
        journal: String::new(),
    };
    house.close();
    assert!(matches!(
        Store::init(&house.node(), &setup, surroundings.clone()),
        Err(Problem::AlreadyThere(_))
    ));
    assert!(matches!(Store::open(&house.folder().join("nowhere"), surroundings), Err(Problem::NoNode(_))));
}

#[test]
fn a_changed_passphrase_opens_and_the_old_one_does_not() {
    let mut house = House::new(Backing::Sqlite);
    house.store().change_passphrase("worker", PASSPHRASE, "another five words and salt").unwrap();
    house.close();
    house.open();
    assert!(matches!(house.store().unlock("worker", PASSPHRASE), Err(Problem::WrongPassphrase)));
    house.store().unlock("worker", "another five words and salt").unwrap();
}
