//! The child of the test of `capture`: a taken laptop that is open. It reads whatever its member can read, opens an opening where
//! one is named, says `open`, and stays until its input ends.
//! `taken FOLDER MEMBER PASSPHRASE DAY [NOTEBOOK OPENING]`

extern crate relais_store as store;

use domain::id::{CompartmentId, FileId};
use std::io::{Read as _, Write as _};
use std::sync::Arc;
use store::notebook::Show;
use store::{Store, Surroundings};
use testkit::{FakeClock, Seeded};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [folder, member, passphrase, day, rest @ ..] = args.as_slice() else {
        return Err("taken FOLDER MEMBER PASSPHRASE DAY [NOTEBOOK OPENING]".into());
    };
    let surroundings = Surroundings::new(Arc::new(FakeClock::at(day.parse()?)), Seeded::new(7));
    let store = Store::open(folder.as_ref(), surroundings)?;
    let actor = store.unlock(member, passphrase)?;
    let read = store.everything_readable(&actor)?;
    let mut shown = Vec::new();
    if let [notebook, opening] = rest {
        let notebook = CompartmentId::parse(notebook).ok_or("no compartment")?;
        let opening = FileId::parse(opening).ok_or("no file")?;
        shown = store.open_pages(&actor, (&notebook, &opening), passphrase, Show::All)?;
    }
    println!("open");
    std::io::stdout().flush()?;
    std::io::stdin().read_to_end(&mut Vec::new())?;
    drop((read, shown));
    Ok(())
}
