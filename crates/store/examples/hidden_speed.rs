//! What hidden identity costs on this machine, as docs/benchmarks.md prints it: sealing a page, opening with three of five,
//! what falls with a laptop of many files.
//! `nice cargo run --release -p relais-store --example hidden_speed [PEOPLE]`
#![expect(clippy::disallowed_methods, reason = "it measures time; no node hands it a clock")]
#![allow(clippy::unwrap_used, reason = "an example that measures")]

extern crate relais_store as store;

use domain::compartment::{Kind, Role};
use domain::id::{CompartmentId, FileId, MemberId};
use domain::notebook::Aim;
use domain::person::Volet;
use domain::place;
use domain::registration::{Arrival, Registration};
use std::time::{Duration, Instant};
use store::notebook::Show;
use testkit::cast::PASSPHRASE;
use testkit::{Backing, Post};

const NAMES: [&str; 5] = ["keeper", "Lise", "Marc", "Noor", "Olga"];
/// Pages sealed and openings done.
const PAGES: usize = 200;
const OPENINGS: usize = 10;
/// Places people live at, and people in one transaction.
const PLACES: usize = 200;
const PER_WRITE: usize = 500;

fn main() {
    let people: usize = std::env::args().nth(1).map_or(50_000, |n| n.parse().unwrap());
    println!("| measured | figure |\n|---|---|");
    let posts: Vec<Post> =
        NAMES.iter().enumerate().map(|(i, name)| Post::new(name, Backing::Sqlite, 70 + i as u64)).collect();
    let notebook = circle(&posts);
    drill(&posts, &notebook);
    sealing(&posts, &notebook);
    openings(&posts, &notebook);
    exposure(&posts[0], people);
}

fn row(what: &str, figure: String) {
    println!("| {what} | {figure} |");
}

fn ms(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)].as_secs_f64() * 1e3;
    format!("p50 {:.1} ms, p99 {:.1} ms", at(50), at(99))
}

fn meet(posts: &[Post]) {
    for _ in 0..2 {
        for post in &posts[1..] {
            post.meets(&posts[0]);
            post.store().carry_on(&post.actor).unwrap();
        }
        posts[0].store().carry_on(&posts[0].actor).unwrap();
    }
}

fn circle(posts: &[Post]) -> CompartmentId {
    let keeper = &posts[0];
    let notebook = keeper.store().found_notebook(&keeper.actor, "Blue", Kind::TrueNames).unwrap();
    for other in &posts[1..] {
        keeper.knows(other);
        keeper.grants(&notebook, other, Role::Worker);
    }
    meet(posts);
    posts[1..].iter().for_each(|post| assert_eq!(post.joins(), 1));
    let members: Vec<MemberId> = posts.iter().map(|post| post.actor.member).collect();
    keeper.store().name_custodians(&keeper.actor, &notebook, 3, &members).unwrap();
    meet(posts);
    notebook
}

fn answered(posts: &[Post], notebook: &CompartmentId, file: &FileId) {
    meet(posts);
    for post in &posts[..3] {
        post.store().answer_opening(&post.actor, notebook, file, None).unwrap();
    }
    meet(posts);
}

fn drill(posts: &[Post], notebook: &CompartmentId) {
    let keeper = &posts[0];
    let drill = keeper.store().begin_drill(&keeper.actor, notebook).unwrap();
    answered(posts, notebook, &drill);
    keeper.store().open_pages(&keeper.actor, (notebook, &drill), PASSPHRASE, Show::Nothing).unwrap();
    let plate = keeper.store().plate(&keeper.actor, notebook).unwrap();
    keeper.store().take_plate(&keeper.actor, &plate).unwrap();
}

fn sealing(posts: &[Post], notebook: &CompartmentId) {
    let keeper = &posts[0];
    let mut times = Vec::new();
    for n in 0..PAGES {
        let code = keeper.store().fresh_code().plain();
        let says = [("given".to_string(), format!("Amina {n}"))].into_iter().collect();
        let begun = Instant::now();
        keeper.store().seal(&keeper.actor, notebook, &code, says).unwrap();
        times.push(begun.elapsed());
    }
    row("sealing a page for five custodians", ms(&mut times));
    let begun = Instant::now();
    keeper.store().take_pages(&keeper.actor).unwrap();
    row(
        &format!("{PAGES} pages taken in by a custodian's node"),
        format!("{:.1} s", begun.elapsed().as_secs_f64()),
    );
    meet(posts);
}

fn openings(posts: &[Post], notebook: &CompartmentId) {
    let keeper = &posts[0];
    let (mut answers, mut opens) = (Vec::new(), Vec::new());
    let standing = || -> Vec<FileId> {
        let pages = keeper.store().pages(&keeper.actor, notebook).unwrap();
        pages.iter().filter(|p| !p.followed).map(|p| p.file).collect()
    };
    let purpose = "a measurement of what an opening costs";
    for _ in 0..OPENINGS {
        let file = standing()[0];
        let asked = keeper.store().ask_opening(&keeper.actor, notebook, Aim::Read, &[file], purpose).unwrap();
        meet(posts);
        for post in &posts[..3] {
            let begun = Instant::now();
            post.store().answer_opening(&post.actor, notebook, &asked, None).unwrap();
            answers.push(begun.elapsed());
        }
        meet(posts);
        let begun = Instant::now();
        keeper.store().open_pages(&keeper.actor, (notebook, &asked), PASSPHRASE, Show::All).unwrap();
        opens.push(begun.elapsed());
    }
    row("a custodian's answer", ms(&mut answers));
    row("opening a page with 3 of 5, fresh keys included, without the passphrase's cost", ms(&mut opens));
    let all = standing();
    let asked = keeper.store().ask_opening(&keeper.actor, notebook, Aim::Search, &all, purpose).unwrap();
    answered(posts, notebook, &asked);
    let begun = Instant::now();
    let found = keeper
        .store()
        .open_pages(&keeper.actor, (notebook, &asked), PASSPHRASE, Show::Found("amina 17"))
        .unwrap();
    let took = begun.elapsed().as_secs_f64();
    row(
        &format!("a search of {} pages, every one with fresh keys, {} shown", all.len(), found.len()),
        format!("{took:.1} s"),
    );
}

fn exposure(post: &Post, people: usize) {
    let house = post.founds("Home of Les Tilleuls");
    for from in (0..people).step_by(PER_WRITE) {
        let write = move |w: &mut store::Writing<'_>| {
            for n in from..(from + PER_WRITE).min(people) {
                let arrival = Arrival {
                    place: FileId([(n % PLACES) as u8; 16]),
                    kind: place::Kind::FosterFamily,
                    name: format!("place {}", n % PLACES),
                    within: String::new(),
                    from: "1941-03-01".into(),
                    came_from: String::new(),
                    reason: String::new(),
                };
                let given = format!("Amina {n}");
                let typed = Registration {
                    given,
                    surname: "Halimi".into(),
                    arrival: Some(arrival),
                    ..Registration::default()
                };
                let (today, stay) = (w.today(), w.new_stay());
                let facts = typed.facts(|| w.new_key(), stay, today)?;
                w.register(None, Volet::Administrative, facts)?;
            }
            Ok(())
        };
        post.store().write(&post.actor, &house, write).unwrap();
    }
    let mut times = Vec::new();
    let mut fell = 0;
    for _ in 0..7 {
        let begun = Instant::now();
        fell = post.store().exposure(&post.actor, None).unwrap().people;
        times.push(begun.elapsed());
    }
    row(&format!("exposure of a node with {fell} people at {PLACES} places"), ms(&mut times));
}
