//! The stories, each told on SQLite and on a real PostgreSQL, and after each: every derived row is what a rebuild makes,
//! and every chain proves.

use domain::entry::Fact;
use domain::kin::{self, Life, Relation, Tie};
use store::{Problem, Seek};
use testkit::{Backing, House, Story};

/// After a story: rebuilt tables equal those kept up to date, and everything proves.
pub fn sound(house: &House) {
    let keeper = house.actor("keeper");
    for site in house.sites() {
        let compartment = house.compartment(site);
        let before = house.store().dump(keeper, &compartment).unwrap();
        house.store().rebuild(keeper, &compartment).unwrap();
        let after = house.store().dump(keeper, &compartment).unwrap();
        assert!(before.lines().count() > 2, "{site} has derived rows");
        assert_eq!(before, after, "{site}: a rebuild gives the same tables");
        let verified = house.store().verify(keeper, &compartment).unwrap();
        assert_eq!(verified.fault, None, "{site} proves");
        assert!(verified.entries > 0 && verified.tips > 0, "{site}: something was proved");
    }
}

fn refusal(result: Result<(), Problem>) -> String {
    result.map_or_else(|e| e.to_string(), |()| "done".into())
}

/// From the camp by the relay house to the home: corrected, disputed, settled, moved; one child, one count.
fn a_childs_path(house: &mut House) {
    let mut story = Story::new(house);
    story.on("1941-03-01").registers("Amina", "camp");
    story.check("Amina", "Amina Halimi; born 1934-03-12; Rivel 1941-03-01..; camp here");
    story.corrects("Amina", "1934-03-13");
    story.check("Amina", "Amina Halimi; born 1934-03-13; Rivel 1941-03-01..; camp here");
    story.disagree("Amina", [("worker", "1934-03-12"), ("colleague", "1935")]);
    story.check("Amina", "Amina Halimi; born 1934-03-12 or 1935; Rivel 1941-03-01..; camp here");
    let waits = story.house.store().attention(story.house.actor("worker"), 10).unwrap();
    assert_eq!(waits.disputes.iter().map(|d| d.what.as_str()).collect::<Vec<_>>(), ["person/born"]);
    story.corrects("Amina", "1934-03-12");
    story.check("Amina", "Amina Halimi; born 1934-03-12; Rivel 1941-03-01..; camp here");
    assert!(
        story.house.store().attention(story.house.actor("worker"), 10).unwrap().disputes.is_empty(),
        "settled"
    );

    story.moves("Amina", "relay", "1941-05-20");
    let at_the_relay =
        "Amina Halimi; born 1934-03-12; Rivel 1941-03-01..1941-05-20 released; La Passerelle 1941-05-20..";
    story.check("Amina", &format!("{at_the_relay}; camp left, relay here"));
    assert_eq!(story.counts("supervisor", "1941-05-21"), 1, "two copies, one child");
    story.moves("Amina", "home", "1941-06-02");
    story.check(
        "Amina",
        "Amina Halimi; born 1934-03-12; Rivel 1941-03-01..1941-05-20 released; La Passerelle 1941-05-20..1941-06-02 placed; \
         Les Tilleuls 1941-06-02..; camp left, home here, relay left",
    );
    for (day, expected) in
        [("1941-02-28", 0), ("1941-03-01", 1), ("1941-05-20", 1), ("1941-06-02", 1), ("1942-01-01", 1)]
    {
        assert_eq!(story.counts("supervisor", day), expected, "{day}");
    }
    // Whoever reads the camp alone counts the child there up to the day the copy was closed, and no longer.
    let rivel = story.house.place("camp").file;
    for (day, expected) in [("1941-03-01", 1), ("1941-05-19", 1), ("1941-05-20", 0), ("1941-06-30", 0)] {
        assert_eq!(story.counts("worker", day), expected, "the camp team on {day}");
        for name in ["worker", "supervisor"] {
            let (actor, on) = (story.house.actor(name), day.parse().unwrap());
            let present = story.house.store().place(actor, &rivel, Some(on)).unwrap().present;
            let chart = story.house.store().occupancy(actor, &rivel, on, on).unwrap();
            assert_eq!((present, chart), (expected as i64, vec![(on, expected as i64)]), "{name} on {day}");
        }
    }
    // The copy left behind is read-only, and still tells the camp team what they knew.
    let known = story.child("Amina");
    let camp = story.house.compartment("camp");
    let late = story.house.store().write(story.house.actor("worker"), &camp, move |w| {
        w.append(&known.file, vec![Fact::Withdrawn { slot: "person/born".into(), why: "late".into() }])
    });
    assert!(matches!(late, Err(Problem::Refused(_))), "{late:?}");
    assert_eq!(story.opens("worker", "Amina").compartment, camp);
    // One person in one list, however many copies.
    let who = store::person::Which { left_too: true, ..Default::default() };
    let listed = story.house.store().people(story.house.actor("supervisor"), &who, None, 10).unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].place_name.as_str(), listed[0].live), ("Les Tilleuls", true));
}

/// Offers: refused twice, taken back, offered again, accepted once, and the road is seen by whoever sent the child.
fn offers(house: &mut House) {
    let mut story = Story::new(house);
    story.on("1941-03-01").registers("Amin", "camp");
    assert_eq!(refusal(story.offers("Amin", "relay")), "done");
    assert_eq!(
        refusal(story.offers("Amin", "relay")),
        "file: FileHasLeft ".to_string() + &format!("({})", story.child("Amin").file)
    );
    assert_eq!(refusal(story.offers("Amin", "camp")).split(':').next(), Some("to"));
    let corrected =
        story.says("Amin", vec![Fact::Withdrawn { slot: "person/born".into(), why: "on the road".into() }]);
    assert!(matches!(corrected, Err(Problem::Refused(_))), "on the road it is read-only: {corrected:?}");
    let road = story.house.store().attention(story.house.actor("worker"), 10).unwrap().on_the_road;
    assert_eq!(road.iter().map(|w| w.what.as_str()).collect::<Vec<_>>(), ["Relay house La Passerelle"]);
    story.check("Amin", "Amin Halimi; born 1934-03-12; Rivel 1941-03-01..; on the road; camp on-the-road");
    let there = story.house.store().places(story.house.actor("worker"), None).unwrap();
    assert_eq!(there[0].present, 1, "until they arrive somewhere they are counted where they were");

    let (camp, file) = (story.house.compartment("camp"), story.child("Amin").file);
    story.house.store().recall(story.house.actor("worker"), &camp, &file).unwrap();
    story.check("Amin", "Amin Halimi; born 1934-03-12; Rivel 1941-03-01..; camp here");
    assert_eq!(story.accepts("relay"), 0, "what was taken back waits for nobody");
    let again = story.house.store().recall(story.house.actor("worker"), &camp, &file);
    assert!(matches!(again, Err(Problem::Refused(_))), "{again:?}");
    story.corrects("Amin", "1934-03-13");

    assert_eq!(refusal(story.offers("Amin", "relay")), "done");
    let relay = story.house.compartment("relay");
    let letter = story.house.store().offers(story.house.actor("host")).unwrap().pop().unwrap();
    assert_eq!(
        letter.people.iter().map(|(f, n)| (*f, n.as_str())).collect::<Vec<_>>(),
        [(file, "Amin Halimi")]
    );
    assert_eq!(story.accepts("relay"), 1);
    let twice = story.house.store().accept(story.house.actor("host"), &relay, &letter.letter);
    assert!(matches!(twice, Err(Problem::Unknown("offer"))), "{twice:?}");
    // Accepted, the receipt not taken yet: too late to take it back.
    let late = story.house.store().recall(story.house.actor("worker"), &camp, &file);
    assert!(matches!(late, Err(Problem::Refused(_))), "{late:?}");
    story.arrives("Amin");
    story.check(
        "Amin",
        "Amin Halimi; born 1934-03-13; Rivel 1941-03-01..1941-03-01 released; La Passerelle 1941-03-01..; camp left, relay here",
    );
}

/// There and back again, and away once more: the copy wakes, and closes again.
fn there_and_back(house: &mut House) {
    let mut story = Story::new(house);
    story.on("1941-03-01").registers("Aminata", "camp").moves("Aminata", "relay", "1941-04-01");
    story.moves("Aminata", "camp", "1941-04-10");
    story.corrects("Aminata", "1935");
    story.check(
        "Aminata",
        "Aminata Alimi; born 1935; Rivel 1941-03-01..1941-04-01 released; La Passerelle 1941-04-01..1941-04-10 other; \
         Rivel 1941-04-10..; camp here, relay left",
    );
    story.moves("Aminata", "relay", "1941-05-01").moves("Aminata", "home", "1941-05-03");
    assert!(
        story.tells("Aminata").ends_with("Les Tilleuls 1941-05-03..; camp left, home here, relay left"),
        "{}",
        story.tells("Aminata")
    );
    assert_eq!(story.counts("supervisor", "1941-05-04"), 1);
}

/// Twins: said once, read both ways, found by either name, never joined.
fn twins(house: &mut House) {
    let mut story = Story::new(house);
    story.on("1941-03-01").registers("Amina", "camp").registers("Amin", "camp").registers("Aminata", "camp");
    let (amina, amin) = (story.child("Amina"), story.child("Amin"));
    let (key, camp) = (domain::id::Key([4; 8]), story.house.compartment("camp"));
    let source = "the mother".into();
    let tie = Tie {
        relation: Relation::Twin,
        other: Some(amin.subject),
        name: "Amin".into(),
        life: Life::Alive,
        source,
    };
    story.says("Amina", vec![Fact::Kin(kin::Fact::Tie { key, tie })]).unwrap();
    let worker = story.house.actor("worker");
    let kin = |subject| -> Vec<(Relation, bool, Option<_>)> {
        let lines = story.house.store().kin_of(worker, &subject).unwrap();
        lines.iter().map(|l| (l.relation, l.said_there, l.file)).collect()
    };
    assert_eq!(kin(amina.subject), [(Relation::Twin, false, Some(amin.file))]);
    assert_eq!(kin(amin.subject), [(Relation::Twin, true, Some(amina.file))]);
    let found = |text: &str| -> Vec<String> {
        let seek = Seek { text: text.into(), limit: 5, ..Seek::default() };
        story.house.store().search(worker, &seek).unwrap().into_iter().map(|f| f.given).collect()
    };
    assert_eq!(found("halimi amina").first().map(String::as_str), Some("Amina"), "words in any order");
    assert_eq!(found("HALÍMI").len(), 2, "whatever case and accents");
    assert!(found("amin").len() >= 2, "while typing");
    let code = domain::code::of(&amin.subject);
    assert_eq!(found(&code), ["Amin"], "by the code on the telephone");
    let places = story.house.store().places(worker, None).unwrap();
    assert_eq!(
        places.iter().map(|p| (p.present, p.capacity)).collect::<Vec<_>>(),
        [(3, 2)],
        "over capacity is shown"
    );
    // Withdrawn: the wrong child. The history keeps it, the page does not.
    story.withdraws("Amina", "kin/tie/0404040404040404", "another Amin");
    assert!(story.house.store().kin_of(story.house.actor("worker"), &amin.subject).unwrap().is_empty());
    let volume = story.opens("worker", "Amina");
    assert_eq!(volume.file.claims["kin/tie/0404040404040404"].len(), 2, "nothing recorded is lost");
    assert_eq!(volume.compartment, camp);
}

/// Everything is still there after the node was closed and opened again, and writing goes on in the same chain.
fn closed_and_opened_again(house: &mut House) {
    let mut story = Story::new(house);
    story.on("1941-03-01").registers("Amina", "camp").notes("Amina", "Asked after her brother.");
    let before = story.tells("Amina");
    story.house.reopen();
    assert_eq!(story.tells("Amina"), before);
    story.corrects("Amina", "1934").moves("Amina", "home", "1941-07-01");
    story.house.reopen();
    assert!(story.tells("Amina").contains("born 1934; "), "{}", story.tells("Amina"));
}

/// A scan of a paper goes where the file goes, in as many letters as it takes, and is readable wherever it was.
fn scans_travel(house: &mut House) {
    let mut story = Story::new(house);
    story.on("1941-03-01").registers("Amina", "camp");
    let pages: Vec<Vec<u8>> = (0..3).map(|page| vec![page; 5 << 20]).collect();
    let named = story.scans("Amina", &pages);
    story.moves("Amina", "relay", "1941-04-01").moves("Amina", "home", "1941-04-03");
    for site in ["camp", "relay", "home"] {
        let (actor, here) = (story.house.actor(testkit::story::hand(site)), story.house.compartment(site));
        for ((address, key), page) in named.iter().zip(&pages) {
            let found = story.house.store().attachment(actor, &here, address, key);
            assert!(found.as_ref().ok() == Some(page), "{site}: {:?}", found.err());
        }
    }
}

type Told = fn(&mut House);

const STORIES: [(&str, Told); 6] = [
    ("scans travel", scans_travel),
    ("a child's path", a_childs_path),
    ("offers", offers),
    ("there and back", there_and_back),
    ("twins", twins),
    ("closed and opened again", closed_and_opened_again),
];

#[test]
fn told_on_sqlite() {
    for (name, story) in STORIES {
        eprintln!("story: {name}");
        let mut house = House::new(Backing::Sqlite);
        story(&mut house);
        sound(&house);
    }
}

#[test]
fn told_on_postgres() {
    let server = testkit::postgres::Server::start();
    for (name, story) in STORIES {
        eprintln!("story: {name}");
        let mut house = House::new(Backing::Postgres(server.fresh()));
        story(&mut house);
        sound(&house);
        house.close();
    }
}

/// The same story with the same seed leaves the same derived rows on both databases, down to the last id.
#[test]
fn both_databases_hold_the_same() {
    let server = testkit::postgres::Server::start();
    let mut dumps = Vec::new();
    for backing in [Backing::Sqlite, Backing::Postgres(server.fresh())] {
        let mut house = House::new(backing);
        a_childs_path(&mut house);
        let keeper = house.actor("keeper");
        let of = |site| house.store().dump(keeper, &house.compartment(site)).unwrap();
        dumps.push(house.sites().map(of).collect::<String>());
        house.close();
    }
    assert!(dumps[0].lines().count() > 50);
    assert_eq!(dumps[0], dumps[1]);
}
