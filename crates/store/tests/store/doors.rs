//! What an actor was not granted does not exist for them: every question is answered as if nothing were there.

use domain::dossier::{Fact as Said, Opening, Paper, Status};
use domain::id::{CompartmentId, FileId, Key, StayId, SubjectId};
use domain::relay_house::Departure;
use jiff::civil::date;
use store::dossier::Stage;
use store::person::Which;
use store::{Actor, Problem, Seek, Store};
use testkit::{Backing, House, Story};

/// What is asked for: everything that exists in the camp, or the like that exists nowhere.
struct Ask {
    compartment: CompartmentId,
    file: FileId,
    place: FileId,
    subject: SubjectId,
    stay: StayId,
    text: String,
}

/// A result in words, without the ids that were asked for.
fn say<T: std::fmt::Debug>(result: Result<T, Problem>) -> String {
    match result {
        Ok(value) => format!("{value:?}"),
        Err(problem) => problem.to_string(),
    }
}

/// Every question the store answers, by name.
fn everything(s: &Store, a: &Actor, ask: &Ask) -> Vec<(&'static str, String)> {
    let Ask { compartment: c, file, place, subject, stay, text } = ask;
    let (from, to) = (date(1941, 1, 1), date(1941, 12, 31));
    let seek = |birth| Seek { text: text.clone(), birth, sex: None, limit: 20 };
    let left_too = Which { left_too: true, ..Which::default() };
    let here = Which { compartment: Some(*c), place: Some(*place), ..Which::default() };
    let heads = |v: store::Volume| v.file.heads.clone();
    let mut all = of_the_relay_house(s, a, ask);
    all.extend(vec![
        ("people", say(s.people(a, &left_too, None, 50))),
        ("people here", say(s.people(a, &here, None, 50))),
        ("people_count", say(s.people_count(a))),
        ("person_line", say(s.person_line(a, subject))),
        ("files_of", say(s.files_of(a, &[*subject]))),
        ("volets", say(s.volets(a, subject))),
        ("kin_of", say(s.kin_of(a, subject))),
        ("search", say(s.search(a, &seek(None)).map(|f| f.len()))),
        ("search with birth", say(s.search(a, &seek("1934".parse().ok())).map(|f| f.len()))),
        (
            "search by code",
            say(s
                .search(a, &Seek { text: domain::code::of(subject), limit: 5, ..Seek::default() })
                .map(|f| f.len())),
        ),
        ("places", say(s.places(a, None))),
        ("place", say(s.place(a, place, None))),
        ("beds", say(s.beds(a, place))),
        ("residents", say(s.residents(a, place, from, to))),
        (
            "occupancy",
            say(s.occupancy(a, place, from, to).map(|days| days.iter().map(|(_, n)| n).sum::<i64>())),
        ),
        ("presences", say(s.presences(a, None))),
        ("presences as known", say(s.presences(a, Some(to)))),
        ("milestones", say(s.milestones(a))),
        ("dossiers", say(s.dossiers(a, Stage::Open, None, 50))),
        ("due", say(s.due(a, 30_000, 50))),
        ("papers_at", say(s.papers_at(a, &[*place].into()).map(|p| (p.dossiers.len(), p.waiting.len())))),
        ("durations", say(s.durations(a, domain::compartment::Scene::Historical, "release-1941"))),
        ("without_dossier", say(s.without_dossier(a, place, "any", 50))),
        ("care_missing", say(s.care_missing(a, c, file, *stay))),
        ("attention", say(s.attention(a, 50))),
        ("offers", say(s.offers(a))),
        ("compartments", say(s.compartments(a).map(|all| all.iter().any(|i| i.id == *c)))),
        ("open_file", say(s.open_file(a, file, "door").map(heads))),
        ("open_place", say(s.open_place(a, place).map(heads))),
        ("draft", say(s.draft(a, c, "page"))),
        ("keep_draft", say(s.keep_draft(a, c, "page", "typed"))),
        ("attachment", say(s.attachment(a, c, &"ab".repeat(32), &[0; 32]).map(|b| b.len()))),
        ("readings", say(s.readings(a, c, None, 50))),
        ("readings_of", say(s.readings_of(a, c, file))),
        ("dump", say(s.dump(a, c))),
        ("rebuild", say(s.rebuild(a, c))),
        ("verify", say(s.verify(a, c))),
        ("read", say(s.read(a, c, |r| Ok(r.query("select count(*) from person", &[])?[0].int(0))))),
        ("write", say(s.write(a, c, |w| Ok(w.role())))),
        ("recall", say(s.recall(a, c, file)).replace(&file.to_string(), "")),
        ("accept", say(s.accept(a, c, &"ab".repeat(32)))),
        (
            "grant",
            say(s.grant(
                a,
                c,
                &store::MemberInfo { member: a.member, name: "me".into() },
                domain::compartment::Role::Worker,
            )),
        ),
    ]);
    all
}

/// Those of the relay house.
fn of_the_relay_house(s: &Store, a: &Actor, Ask { file, place, .. }: &Ask) -> Vec<(&'static str, String)> {
    vec![
        ("board", say(s.board(a, place, date(1941, 3, 1)))),
        ("bound_for", say(s.bound_for(a, place, date(1941, 1, 1)))),
        ("travellers", say(s.travellers(a, file))),
    ]
}

fn ask(story: &Story<'_>) -> (Ask, Ask) {
    let known = story.child("Amina");
    let stay = domain::stay::stays(&story.opens("worker", "Amina").file)[0].id;
    let there = Ask {
        compartment: story.house.compartment("camp"),
        file: known.file,
        place: story.house.place("camp").file,
        subject: known.subject,
        stay,
        text: "Amina Halimi".into(),
    };
    let nowhere = Ask {
        compartment: CompartmentId([7; 24]),
        file: FileId([7; 16]),
        place: FileId([8; 16]),
        subject: SubjectId([7; 16]),
        stay: StayId([7; 16]),
        text: "Zebulon Quxx".into(),
    };
    (there, nowhere)
}

/// Two children in the camp, tied, disputed, on the road: something for every question.
fn tell(story: &mut Story<'_>) {
    story.registers("Amina", "camp").registers("Amin", "camp");
    let other = Some(story.child("Amin").subject);
    let tie = domain::kin::Tie {
        relation: domain::kin::Relation::Twin,
        other,
        name: "Amin".into(),
        life: domain::kin::Life::Alive,
        source: String::new(),
    };
    let tie = domain::kin::Fact::Tie { key: Key([1; 8]), tie };
    story.says("Amina", vec![domain::entry::Fact::Kin(tie)]).unwrap();
    let opening =
        Opening { procedure: "release-1941".into(), version: 1, on: domain::Edtf::day(date(1941, 2, 1)) };
    let state = Paper::default().step(Status::Asked, date(1941, 2, 1), None);
    let dossier = Key([2; 8]);
    let facts =
        [Said::Opened { dossier, opening }, Said::Paper { dossier, paper: "safe-conduct".into(), state }];
    story.says("Amina", facts.into_iter().map(domain::entry::Fact::Dossier).collect()).unwrap();
    let stay = domain::stay::stays(&story.opens("worker", "Amin").file)[0].id;
    let departure = Departure {
        towards: story.house.place("camp").file,
        name: "Rivel".into(),
        on: date(1941, 6, 1),
        convoy: None,
        reason: "with an uncle".into(),
        stands: true,
    };
    let leaving = domain::relay_house::Fact::Leaving { stay, departure };
    story.says("Amin", vec![domain::entry::Fact::RelayHouse(leaving)]).unwrap();
    story.disagree("Amin", [("worker", "1934"), ("colleague", "1935")]);
}

#[test]
pub fn a2_what_was_not_granted_does_not_exist() {
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    tell(&mut story);
    let (there, nowhere) = ask(&story);
    let store = story.house.store();
    for stranger in ["nurse", "host", "house-parent", "visitor"] {
        let actor = story.house.actor(stranger);
        for ((question, got), (_, expected)) in
            everything(store, actor, &there).into_iter().zip(everything(store, actor, &nowhere))
        {
            assert_eq!(got, expected, "{stranger} asks {question}: it is told apart from what is nowhere");
        }
    }
    // The questions do ask something: whoever was granted the camp gets other answers.
    let keeper = story.house.actor("keeper");
    let told = everything(store, keeper, &there);
    let blank = everything(store, keeper, &nowhere);
    let silent: Vec<&str> = told.iter().zip(&blank).filter(|(a, b)| a.1 == b.1).map(|(a, _)| a.0).collect();
    let same_for_all = [
        "people",
        "people_count",
        "places",
        "presences",
        "presences as known",
        "milestones",
        "dossiers",
        "due",
        "durations",
        "travellers",
        "attention",
        "offers",
    ];
    let unasked: Vec<&str> = silent.into_iter().filter(|q| !same_for_all.contains(q)).collect();
    assert_eq!(unasked, Vec::<&str>::new(), "questions whose answer does not depend on what is asked for");
    let lists = |name: &str| told.iter().find(|(q, _)| *q == name).unwrap().1.clone();
    for list in ["people", "places", "presences", "presences as known"] {
        assert!(lists(list).contains("Halimi") || lists(list).contains("Rivel"), "{list}");
    }
}

/// Volets: the nurse's file of the same child lives in a compartment of its own, and neither side sees the other.
#[test]
fn a2_volets_are_apart() {
    let mut house = House::new(Backing::Sqlite);
    let mut story = Story::new(&mut house);
    story.registers("Amina", "home");
    let amina = story.child("Amina");
    let infirmary = story.house.compartment("infirmary");
    let health = story.house.store().write(story.house.actor("nurse"), &infirmary, move |w| {
        let record = domain::health::Record {
            kind: "allergy".into(),
            text: "penicillin".into(),
            from: None,
            until: None,
        };
        let fact = domain::entry::Fact::Health(domain::health::Fact::Record { key: w.new_key(), record });
        w.register(Some(amina.subject), domain::person::Volet::Health, vec![fact])
    });
    let (health, subject) = health.unwrap();
    assert_eq!(subject, amina.subject);
    let store = story.house.store();
    for (name, file, expected) in [
        ("nurse", health, true),
        ("nurse", amina.file, false),
        ("house-parent", amina.file, true),
        ("house-parent", health, false),
        ("keeper", health, true),
        ("supervisor", health, false),
        ("visitor", amina.file, false),
    ] {
        let opened = store.open_file(story.house.actor(name), &file, "volet");
        assert_eq!(opened.is_ok(), expected, "{name} {file}: {opened:?}");
        assert!(
            expected || matches!(opened, Err(Problem::Unknown("file"))),
            "the same as for no file at all"
        );
    }
    let volets = |name: &str| -> Vec<String> {
        store.volets(story.house.actor(name), &amina.subject).unwrap().into_iter().map(|v| v.2).collect()
    };
    assert_eq!(volets("nurse"), ["health"]);
    assert_eq!(volets("house-parent"), ["administrative"]);
    assert_eq!(volets("keeper"), ["administrative", "health"]);
    let seek = Seek { text: "penicillin".into(), limit: 5, ..Seek::default() };
    assert!(store.search(story.house.actor("house-parent"), &seek).unwrap().is_empty());
}
