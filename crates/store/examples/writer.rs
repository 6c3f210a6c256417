//! The child of the tests of `kill` and `power`: opens a node, writes one small entry after the other, and prints each entry's id
//! once it was acknowledged, until somebody kills it. Of what is refused it prints why, and whether the file is still read, and
//! tries three times more.
//! `writer FOLDER MEMBER PASSPHRASE SEED DAY [answer-before-commit|commit-without-flush|failure-answered|failure-forgotten]`

extern crate relais_store as store;

use domain::entry::Fact;
use domain::note::{Fact as Said, Note};
use domain::person::Volet;
use domain::planted::{Fault, plant};
use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use store::{Store, Surroundings};
use testkit::{FakeClock, Seeded};

/// How often it tries again after a refusal.
const TRIES: usize = 3;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [folder, member, passphrase, seed, day, rest @ ..] = args.as_slice() else {
        return Err("writer FOLDER MEMBER PASSPHRASE SEED DAY [SWITCH]".into());
    };
    let asked = |word: &str| rest.iter().any(|a| a == word);
    store::rig::ANSWER_BEFORE_COMMIT.store(asked("answer-before-commit"), Ordering::SeqCst);
    store::rig::COMMIT_WITHOUT_FLUSH.store(asked("commit-without-flush"), Ordering::SeqCst);
    let faults =
        [("failure-answered", Fault::FailureAnswered), ("failure-forgotten", Fault::FailureForgotten)];
    plant(faults.iter().find(|(word, _)| asked(word)).map(|(_, fault)| *fault));
    let surroundings = Surroundings::new(Arc::new(FakeClock::at(day.parse()?)), Seeded::new(seed.parse()?));
    let store = Store::open(folder.as_ref(), surroundings)?;
    let actor = store.unlock(member, passphrase)?;
    let compartment = store.compartments(&actor)?.first().ok_or("nothing to write in")?.id;
    let mut out = std::io::stdout().lock();
    writeln!(out, "open")?;
    out.flush()?;
    let (file, _) =
        store.write(&actor, &compartment, |w| w.register(None, Volet::Administrative, Vec::new()))?;
    writeln!(out, "file {file}")?;
    out.flush()?;
    let mut refused = 0;
    for n in 0.. {
        let written = store.write(&actor, &compartment, move |w| {
            let note = Note { text: format!("note {n}"), on: None, own_words: false };
            let fact = Fact::Note(Said::Written { key: w.new_key(), note });
            w.append(&file, vec![fact])
        });
        match written {
            Ok(id) => writeln!(out, "entry {id}")?,
            Err(problem) if refused > TRIES => return Err(problem.into()),
            Err(problem) => {
                refused += 1;
                writeln!(out, "refused {problem}")?;
                writeln!(out, "read {}", store.open_file(&actor, &file, "after a refusal").is_ok())?;
            }
        }
        out.flush()?;
    }
    Ok(())
}
