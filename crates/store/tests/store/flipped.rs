//! D5: a byte that flipped somewhere on the disk is found, the file is named, and what is wrong is never served. Bytes are
//! flipped one at a time in a copy of a node at rest; whatever it still says must be what it said before.

use domain::id::FileId;
use journal::chance::{Seeded, random};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Problem, Store, Surroundings};
use testkit::cast::PASSPHRASE;
use testkit::house::FIRST_DAY;
use testkit::{Backing, FakeClock, House, Story};

/// Bytes flipped in the databases, and in the keyslots.
const FLIPS: [usize; 2] = [60, 12];

/// What the node says: its tables, and the child's file.
fn says(node: &Path, camp: &domain::id::CompartmentId, child: &FileId, seed: u64) -> Result<String, Problem> {
    let surroundings = Surroundings::new(Arc::new(FakeClock::at(FIRST_DAY)), Seeded::new(seed));
    let store = Store::open(node, surroundings)?;
    let keeper = store.unlock("keeper", PASSPHRASE)?;
    let mut said = store.dump(&keeper, camp)?;
    let verified = store.verify(&keeper, camp)?;
    said.push_str(&format!("{} entries, {:?}", verified.entries, verified.fault));
    said.push_str(&format!("{:?}", store.open_file(&keeper, child, "a test")?.file.told));
    Ok(said)
}

fn copied(node: &Path) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("node");
    for part in ["", "c"] {
        std::fs::create_dir_all(to.join(part)).unwrap();
        for entry in std::fs::read_dir(node.join(part)).unwrap().map(Result::unwrap) {
            if entry.path().is_file() {
                std::fs::copy(entry.path(), to.join(part).join(entry.file_name())).unwrap();
            }
        }
    }
    (folder, to)
}

/// Every database with its length, and the keyslots.
fn files(node: &Path) -> [Vec<(PathBuf, u64)>; 2] {
    let with_length = |name: PathBuf| {
        let length = node.join(&name).metadata().unwrap().len();
        (name, length)
    };
    let below =
        std::fs::read_dir(node.join("c")).unwrap().map(|e| Path::new("c").join(e.unwrap().file_name()));
    let databases = below.chain(["node.db", "waiting.db"].map(PathBuf::from));
    [databases.map(with_length).collect(), vec![with_length("keys".into())]]
}

#[test]
pub fn d5_a_flipped_byte_is_found_and_named_and_never_served() {
    let seed = crate::kill::seed();
    println!("seed {seed}");
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story.registers("Amina", "camp");
    let (child, camp) = (story.child("Amina").file, story.house.compartment("camp"));
    house.close();
    let (_at, whole) = copied(&house.node());
    let before = says(&whole, &camp, &child, 1).unwrap();
    let mut chance = Seeded::new(seed);
    let mut draw = |below: u64| u64::from_le_bytes(random(&mut chance)) % below;
    let (mut found, mut untouched) = (0, 0);
    for (files, flips) in files(&house.node()).iter().zip(FLIPS) {
        for n in 0..flips {
            let (_at, node) = copied(&house.node());
            let (name, length) = &files[draw(files.len() as u64) as usize];
            let mut bytes = std::fs::read(node.join(name)).unwrap();
            // Every other one within the first pages, where everything hangs together.
            let offset = draw(if n % 2 == 0 { *length } else { (*length).min(128 << 10) }) as usize;
            bytes[offset] ^= 1 << draw(8);
            std::fs::write(node.join(name), bytes).unwrap();
            let place = format!("{} at {offset}", name.display());
            match says(&node, &camp, &child, seed) {
                Ok(said) => {
                    assert_eq!(said, before, "{place}: something else is served");
                    untouched += 1;
                }
                Err(Problem::Unreadable { file, .. }) => {
                    assert_eq!(
                        Some(file.as_ref()),
                        name.file_name().map(|n| n.to_string_lossy()).as_deref(),
                        "{place}"
                    );
                    found += 1;
                }
                // A keyslot that does not open is a passphrase that does not fit: nobody can tell the two apart.
                Err(Problem::WrongPassphrase | Problem::Journal(_)) if name == Path::new("keys") => {
                    found += 1
                }
                Err(other) => panic!("{place}: {other:?} names no file"),
            }
        }
    }
    println!("{found} found, {untouched} in pages that say nothing");
    assert!(found > 10, "{found} found, {untouched} untouched");
}
