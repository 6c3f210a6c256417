//! Hiding is never a move: a child's true file ends on the day everybody's of that month ends, and a cover begins elsewhere
//! as everybody begins. An attacker who holds every field compartment in clear, and every byte of it, tries to join the two.

use domain::entry::Fact;
use domain::id::{FileId, StayId};
use domain::person::{Person, Volet};
use domain::place::Kind as PlaceKind;
use domain::registration::{Arrival, Registration};
use domain::stay::{Closing, EndReason, leave, stays};
use domain::tracing::Sought;
use domain::{Edtf, id::CompartmentId};
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};
use testkit::{Backing, Post};

/// The last day of the month in which children went.
const BATCH: Date = date(1942, 9, 30);
/// Given names, true ones and covers alike in kind.
const TRUE: [&str; 8] = ["Amina", "Esther", "Samuel", "Ilse", "Rosa", "Jakob", "Mira", "David"];
const COVER: [&str; 4] = ["Marie", "Jeanne", "Pierre", "Louise"];
const ORDINARY: [&str; 12] = [
    "Anne", "Paul", "Claire", "Jean", "Odile", "Luc", "Simone", "Henri", "Alice", "Marcel", "Therese", "Rene",
];

/// A child who arrives.
fn arrives(
    post: &Post,
    at: &CompartmentId,
    child: (&str, &str, &str),
    place: FileId,
    number: &str,
) -> (FileId, StayId) {
    let (given, surname, birth) = child;
    let today = post.store().read(&post.actor, at, |r| Ok(r.today())).unwrap();
    let arrival = Arrival {
        place,
        kind: PlaceKind::Home,
        name: "a home".into(),
        from: today.to_string(),
        within: String::new(),
        came_from: String::new(),
        reason: String::new(),
    };
    let typed = Registration {
        given: given.into(),
        surname: surname.into(),
        sex: "f".into(),
        birth: birth.into(),
        number: ("house register".into(), number.into()),
        source: "own words".into(),
        arrival: Some(arrival),
        ..Registration::default()
    };
    let done = post.store().write(&post.actor, at, move |w| {
        let (today, stay) = (w.today(), w.new_stay());
        let facts = typed.facts(|| w.new_key(), stay, today)?;
        Ok((w.register(None, Volet::Administrative, facts)?.0, stay))
    });
    done.unwrap()
}

fn goes(post: &Post, at: &CompartmentId, (file, stay): (FileId, StayId), closing: Closing) {
    let done = post.store().write(&post.actor, at, move |w| {
        let facts = leave(&w.file(&file)?, stay, closing, w.today())?;
        w.append(&file, facts)
    });
    done.unwrap();
}

/// What the attacker reads of a file: everything, and how long its sealed entries are.
struct Taken {
    file: FileId,
    given: String,
    /// Runs of figures and ids of eight bytes and more.
    ids: BTreeSet<String>,
    /// Days on which something of it began or ended, or was written.
    days: BTreeSet<(String, Date)>,
    /// Which facts, in their order.
    shape: Vec<String>,
    /// Lengths of its sealed entries.
    lengths: Vec<i64>,
}

fn takes(post: &Post, at: &CompartmentId, files: &[FileId]) -> Vec<Taken> {
    let sql = "select o.file, length(e.body) from entry e join entry_of o
               on o.compartment = e.compartment and o.node = e.node and o.seq = e.seq where e.compartment = $1 order by e.seq";
    let rows = post.store().raw_query(&post.actor, at, sql, &[at.bytes().into()]).unwrap();
    let mut lengths: BTreeMap<FileId, Vec<i64>> = BTreeMap::new();
    for row in &rows {
        lengths.entry(FileId::from_slice(row.blob(0)).unwrap()).or_default().push(row.int(1));
    }
    let own: BTreeSet<String> =
        [post.actor.member.to_string(), post.node().to_string(), at.to_string()].into();
    files
        .iter()
        .map(|file| {
            let volume = post.store().open_file(&post.actor, file, "an attack").unwrap();
            let text = format!("{:?}", volume.file.claims);
            let is_id = |part: &&str| part.len() >= 16 && part.bytes().all(|b| b.is_ascii_hexdigit());
            let ids = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(is_id).map(String::from);
            let mut days: BTreeSet<(String, Date)> = BTreeSet::new();
            for stay in stays(&volume.file) {
                days.extend(stay.from_day().map(|d| ("stay".to_string(), d)));
                days.extend(stay.until_day().map(|d| ("stay".to_string(), d)));
            }
            days.extend(volume.file.told.iter().map(|t| ("written".to_string(), t.stamp.day())));
            let slot =
                |slot: &String| slot.split('/').filter(|part| part.len() < 16).collect::<Vec<_>>().join("/");
            Taken {
                file: *file,
                given: Person::of(&volume.file).names[0].1.latest().given.clone(),
                ids: ids.filter(|id| !own.contains(id)).collect(),
                days,
                shape: volume.file.claims.keys().map(slot).collect(),
                lengths: lengths.remove(file).unwrap_or_default(),
            }
        })
        .collect()
}

/// The pairs an attacker believes in: an id in both; a day on which just one went here and just one came there; whom the
/// product's own matching offers.
fn joined(post: &Post, gone: &[Taken], come: &[Taken]) -> BTreeSet<(String, String)> {
    let mut pairs = BTreeSet::new();
    for one in gone {
        for other in come.iter().filter(|other| !one.ids.is_disjoint(&other.ids)) {
            pairs.insert((one.given.clone(), other.given.clone()));
        }
        for day in &one.days {
            let alone = |all: &[Taken]| -> Vec<String> {
                all.iter().filter(|t| t.days.contains(day)).map(|t| t.given.clone()).collect()
            };
            if let ([here], [there]) = (alone(gone).as_slice(), alone(come).as_slice()) {
                pairs.insert((here.clone(), there.clone()));
            }
        }
        let volume = post.store().open_file(&post.actor, &one.file, "an attack").unwrap();
        let person = Person::of(&volume.file);
        let name = person.names[0].1.latest();
        let birth = person.born.as_ref().map(|b| b.latest().clone());
        let sought = Sought {
            given: name.given.clone(),
            surname: name.surname.clone(),
            sex: "f".into(),
            birth,
            ..Sought::default()
        };
        for found in post.store().like(&post.actor, &sought, 10).unwrap() {
            if let Some(other) = come.iter().find(|other| other.file == found.file) {
                pairs.insert((one.given.clone(), other.given.clone()));
            }
        }
    }
    pairs
}

#[test]
fn c_an_attacker_with_every_field_compartment_joins_no_cover_to_its_true_file() {
    let post = Post::new("keeper", Backing::Sqlite, 1942);
    let (camp, village) = (post.founds("Home of Les Tilleuls"), post.founds("Home of Le Clos"));
    let (here, there) = (FileId([1; 16]), FileId([2; 16]));
    post.clock.set(date(1942, 8, 3));
    let true_ones: Vec<(FileId, StayId)> = TRUE
        .iter()
        .enumerate()
        .map(|(i, given)| {
            arrives(&post, &camp, (given, "Bensaid", &format!("193{i}-03-12")), here, &format!("12{i:02}"))
        })
        .collect();
    // Through September children arrive at the village, four of them under a cover: one of each four in a row.
    let mut come = Vec::new();
    for (i, given) in ORDINARY.iter().chain(&COVER).enumerate() {
        post.clock.set(date(1942, 9, 2 + (i as i8 * 5) % 16));
        let surname = ["Martin", "Durand", "Petit", "Moreau"][i % 4];
        come.push(
            arrives(
                &post,
                &village,
                (given, surname, &format!("193{}-11-0{}", i % 8, 1 + i % 9)),
                there,
                &format!("3{i:02}"),
            )
            .0,
        );
    }
    // On the last day of the month everybody who is no longer followed goes: four to a cover, four lost from view.
    post.clock.set(BATCH);
    for gone in &true_ones {
        let closing =
            Closing { until: Edtf::day(BATCH), reason: EndReason::NoLongerFollowed, towards: String::new() };
        goes(&post, &camp, *gone, closing);
    }
    let files: Vec<FileId> = true_ones.iter().map(|(file, _)| *file).collect();
    let (gone, came) = (takes(&post, &camp, &files), takes(&post, &village, &come));
    assert_eq!(joined(&post, &gone, &came), BTreeSet::new());
    // Nothing of a cover's file is of another make than of anybody's: its facts, and what length they are sealed to.
    let ordinary: BTreeSet<(Vec<String>, Vec<i64>)> =
        came[..ORDINARY.len()].iter().map(|t| (t.shape.clone(), t.lengths.clone())).collect();
    for cover in &came[ORDINARY.len()..] {
        assert!(!cover.lengths.is_empty());
        assert!(ordinary.contains(&(cover.shape.clone(), cover.lengths.clone())), "{}", cover.given);
    }
    // And of those who went nothing tells who was hidden: day for day and entry for entry they are alike. How long the
    // entry is with which they came goes by the letters of their names, and was written before anybody hid.
    let alike: BTreeSet<_> = gone
        .iter()
        .map(|t| (t.days.clone(), t.shape.clone(), t.lengths.len(), t.lengths.last().copied()))
        .collect();
    assert_eq!(alike.len(), 1);
}

/// The control, three times: a careless hand, and the same attacker finds the pair.
#[test]
fn the_same_attacker_finds_a_careless_cover() {
    let post = Post::new("keeper", Backing::Sqlite, 1943);
    let (camp, village) = (post.founds("Home of Les Tilleuls"), post.founds("Home of Le Clos"));
    let (here, there) = (FileId([1; 16]), FileId([2; 16]));
    post.clock.set(date(1942, 10, 7));
    let careless = arrives(&post, &camp, ("Noemi", "Halimi", "1935-02-01"), here, "99");
    post.clock.set(date(1942, 10, 21));
    let closing =
        Closing { until: Edtf::day(date(1942, 10, 21)), reason: EndReason::Placed, towards: String::new() };
    goes(&post, &camp, careless, closing);
    let same_day = arrives(&post, &village, ("Noelle", "Hardy", "1936-05-05"), there, "77").0;
    post.clock.set(date(1942, 10, 23));
    let same_birth = arrives(&post, &village, ("Noemie", "Halimy", "1935-02-01"), there, "78").0;
    let gone = takes(&post, &camp, &[careless.0]);
    let came = takes(&post, &village, &[same_day, same_birth]);
    let found = joined(&post, &gone, &came);
    let pair = |cover: &str| ("Noemi".to_string(), cover.to_string());
    assert!(found.contains(&pair("Noelle")), "she went on the day on which she came: {found:?}");
    assert!(found.contains(&pair("Noemie")), "a cover too near her name and birth: {found:?}");
    let file = same_day;
    let shared = vec![Fact::Kin(domain::kin::Fact::Tie {
        key: domain::id::Key([1; 8]),
        tie: domain::kin::Tie {
            relation: domain::kin::Relation::Sibling,
            other: Person::of(&post.store().open_file(&post.actor, &careless.0, "x").unwrap().file).subject,
            name: "Noemi".into(),
            life: domain::kin::Life::Unknown,
            source: "her own words".into(),
        },
    })];
    post.store().write(&post.actor, &village, move |w| w.append(&file, shared)).unwrap();
    let came = takes(&post, &village, &[same_day]);
    assert!(!gone[0].ids.is_disjoint(&came[0].ids), "a tie in the cover's file names the true one");
}
