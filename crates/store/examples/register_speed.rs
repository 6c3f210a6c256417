//! How long a register takes to import: `cargo run --release -p relais-store --example register_speed -- 50000`.
//! Prints seconds, rows a second and the highest memory this process held.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use domain::compartment::{Kind, Scene};
use domain::entry::Fact;
use domain::place;
use journal::chance::Seeded;
use journal::keyslot::Cost;
use relais_store as store;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;
use store::{Setup, Store, Surroundings};

struct Still;

impl store::Clock for Still {
    fn now_unix_ms(&self, _: Scene) -> i64 {
        1_795_000_000_000
    }

    fn running_ms(&self) -> i64 {
        0
    }
}

fn main() {
    let count: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(50_000);
    let dir = std::path::PathBuf::from(std::env::args().nth(2).unwrap_or("target/register-speed".into()));
    let _ = std::fs::remove_dir_all(&dir);
    let setup = Setup {
        keeper: "keeper".into(),
        passphrase: zeroize::Zeroizing::new("five ordinary words in a row".to_string()),
        cost: Cost::DEMONSTRATION,
        journal: String::new(),
    };
    let (store, actor) =
        Store::init(&dir, &setup, Surroundings::new(Arc::new(Still), Seeded::new(1))).unwrap();
    let here = store.found(&actor, "Camp team", Kind::House, Scene::Present).unwrap();
    let named = Fact::Place(place::Fact::Named { kind: place::Kind::Camp, name: "Gurs".into() });
    store
        .write(&actor, &here, move |w| {
            let file = w.new_file();
            w.append(&file, vec![named])
        })
        .unwrap();
    let place = store.places(&actor, None).unwrap().remove(0);
    let text = register_text(count);
    let began = Instant::now();
    let table = register::read(text.as_bytes(), "speed.csv").unwrap();
    let mapping = register::Mapping::guess(&table).mapping;
    let (rows, problems) = register::rows(&table, &mapping, "speed.csv");
    drop(table);
    println!(
        "read: {:.2} s, {} rows, {} problems",
        began.elapsed().as_secs_f64(),
        rows.len(),
        problems.len()
    );
    drop(text);
    let status = || std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status()
        .lines()
        .filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS"))
        .for_each(|l| println!("before: {l}"));
    let began = Instant::now();
    let done = store::register::import(&store, &actor, &here, &place, rows, "speed.csv", |_| {}).unwrap();
    let seconds = began.elapsed().as_secs_f64();
    println!("import: {seconds:.2} s, {:.0} rows/s", count as f64 / seconds);
    let (added, known, groups) = (done.added, done.known, done.sibling_groups);
    println!(
        "added {added}, known {known}, groups {groups}, doubles {}, refused {}",
        done.doubles.len(),
        done.refused.len()
    );
    if std::env::args().nth(3).is_some() {
        let sql = "select name, sum(pgsize)/1024, sum(unused)/1024, sum(ncell) from dbstat group by name order by 2 desc";
        let rows = store.read(&actor, &here, |r| r.query(sql, &[])).unwrap();
        rows.iter().for_each(|r| {
            println!("{:24} {:>8} KiB, {:>8} unused, {} cells", r.text(0), r.int(1), r.int(2), r.int(3))
        });
    }
    let high = || std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", high().lines().find(|l| l.starts_with("VmHWM")).unwrap_or("VmHWM not known"));
    let text = register_text(count);
    let table = register::read(text.as_bytes(), "speed.csv").unwrap();
    let again = register::rows(&table, &mapping, "speed.csv").0;
    let began = Instant::now();
    let done = store::register::import(&store, &actor, &here, &place, again, "speed.csv", |_| {}).unwrap();
    println!("again: {:.2} s, added {}, known {}", began.elapsed().as_secs_f64(), done.added, done.known);
}

/// A register with the columns of a camp's list; names are put together from syllables.
fn register_text(count: usize) -> String {
    let syllables = [
        "ra", "mi", "sel", "do", "ber", "ka", "lin", "to", "ve", "shu", "gol", "ne", "far", "ti", "zo", "wei",
    ];
    let mut seed = 7u64;
    let mut draw = |n: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % n
    };
    let mut out = String::from(
        "No;Nom;Prénom;Sexe;Date de naissance;Lieu de naissance;Nationalité;Père;Mère;Famille;Baraque;Arrivé le;Venant de;Poids\n",
    );
    let name = |n: usize, draw: &mut dyn FnMut(usize) -> usize| -> String {
        (0..n).map(|_| syllables[draw(syllables.len())]).collect()
    };
    for i in 0..count {
        let (surname, given, father) = (name(3, &mut draw), name(2, &mut draw), name(2, &mut draw));
        let (day, month, year) = (1 + draw(28), 1 + draw(12), 1924 + draw(16));
        let sex = ["F", "M"][draw(2)];
        let _ = writeln!(
            out,
            "{i};{surname};{given};{sex};{day}.{month}.{year};Mannheim;allemande;{father};{given}a;{};K{};25.10.1940;Bade;{}",
            i / 2,
            draw(25),
            12 + draw(40),
        );
    }
    out
}
