//! P3, A2, S11: a partner gets the named fields and nothing else, on a consent that stands, until its end.

mod ended;

use crate::erasure::proves;
use crate::exchange::registers;
use domain::Edtf;
use domain::compartment::{Kind, Role, Scene};
use domain::consent::{self, Consent};
use domain::entry::Fact;
use domain::health::{self, Record};
use domain::id::{CompartmentId, FileId, Key};
use domain::note::{self, Note};
use domain::person::{self, Person, Volet};
use domain::referral::{End, Referral};
use domain::refusal::Why;
use jiff::civil::{Date, date};
use store::referral::Asking;
use store::{Problem, Seek};
use testkit::{Backing, Post};

const OTHER: &str = "other-organisations";
/// Words that stand in the house and are nowhere chosen.
const NOTED: &str = "Quazubrenka";
const ILLNESS: &str = "Wolgrevaux";
const LIMITS: &str = "Fjordumaxel";
const NEIGHBOUR: &str = "Brizquendal";

/// A house that refers and a partner of another organisation.
struct Told {
    house: Post,
    camp: CompartmentId,
    infirmary: CompartmentId,
    partner: Post,
    child: FileId,
}

fn told(backing: Backing) -> Told {
    let house = Post::new("keeper", backing, 301);
    let partner = Post::new("optician", Backing::Sqlite, 302);
    let camp = house.founds("Camp team of Rivel");
    let infirmary = house.store().found(&house.actor, "Infirmary", Kind::Volet, Scene::Present).unwrap();
    house.knows(&partner);
    let child = registers(&house, &camp, "Amina");
    registers(&house, &camp, NEIGHBOUR);
    let mut told = Told { house, camp, infirmary, partner, child };
    let note = Note { text: NOTED.into(), on: None, own_words: false };
    told.says(|w| vec![Fact::Note(note::Fact::Written { key: w.new_key(), note })]);
    told.says(|_| vec![Fact::Person(person::Fact::Language { language: "yi".into(), spoken: true })]);
    told.treats();
    told
}

impl Told {
    fn says(&mut self, facts: impl FnOnce(&mut store::Writing<'_>) -> Vec<Fact> + Send + 'static) {
        let child = self.child;
        let done = self.house.store().write(&self.house.actor, &self.camp, move |w| {
            let facts = facts(w);
            w.append(&child, facts)
        });
        done.unwrap();
    }

    /// An allergy and an illness stand in the health volet.
    fn treats(&self) {
        let store = self.house.store();
        let file = store.open_file(&self.house.actor, &self.child, "a test").unwrap().file;
        let subject = Person::of(&file).subject;
        let done = store.write(&self.house.actor, &self.infirmary, move |w| {
            let mut record = |kind: &str, text: &str| {
                let record = Record { kind: kind.into(), text: text.into(), from: None, until: None };
                Fact::Health(health::Fact::Record { key: w.new_key(), record })
            };
            let facts = vec![record("allergy", "penicillin"), record("illness", ILLNESS)];
            w.register(subject, Volet::Health, facts)
        });
        done.unwrap();
    }

    fn consents(&mut self, purpose: &'static str, answer: &'static str, until: Option<&str>) {
        let consent = Consent {
            answer: answer.into(),
            giver: "the mother".into(),
            on: Edtf::parse("1941-03-01").unwrap(),
            until: until.and_then(|u| Edtf::parse(u).ok()),
            language: "yi".into(),
            limits: LIMITS.into(),
        };
        self.says(move |_| vec![Fact::Consent(consent::Fact::For { purpose: purpose.into(), consent })]);
    }

    fn asking(&self, until: Date) -> Asking {
        Asking {
            file: self.child,
            to: self.partner.actor.member,
            fields: ["name", "birth", "languages", "allergies"].map(str::to_string).to_vec(),
            purpose: "a pair of glasses".into(),
            words: "comes with an interpreter".into(),
            consent: OTHER.into(),
            until,
        }
    }

    fn refers(&self, asking: &Asking) -> Result<Key, Problem> {
        self.house.store().refer(&self.house.actor, asking)
    }

    fn kept(&self) -> CompartmentId {
        self.house.store().referrals(&self.house.actor).unwrap()[0].kept
    }

    fn meet(&self) {
        for _ in 0..2 {
            self.house.meets(&self.partner);
            self.partner.joins();
        }
    }

    /// What the child's file says of it.
    fn state(&self) -> String {
        let lines = self.house.store().referrals(&self.house.actor).unwrap();
        let line = |l: &store::referral::ReferralLine| {
            let ended = l.ended.map(|(on, why)| format!(", {} {on}", why.key())).unwrap_or_default();
            format!("{}: {} {}{ended}", l.name, l.state(), l.outcome)
        };
        lines.iter().map(line).collect::<Vec<_>>().join("; ")
    }

    /// What the partner can open.
    fn read(&self) -> Option<String> {
        let (store, actor) = (self.partner.store(), &self.partner.actor);
        let came = store.referrals_received(actor).unwrap();
        let snapshot = store.open_snapshot(actor, &came.first()?.file).ok()?.1;
        let said: Vec<String> = snapshot.facts.iter().map(|f| f.slot().replace('/', " ")).collect();
        let kinds: Vec<&str> = said.iter().map(|s| s.rsplit_once(' ').map_or("", |(a, _)| a)).collect();
        Some(format!("{} until {}: {}", snapshot.terms.purpose, snapshot.terms.until, kinds.join(", ")))
    }
}

fn refused<T>(done: Result<T, Problem>) -> (String, Option<Why>) {
    match done.err() {
        Some(Problem::Refused(r)) => (r.field.to_string(), Some(r.why)),
        other => (format!("{other:?}"), None),
    }
}

/// Made, read, answered, ended on its day; each word of it stands in the child's file.
fn a_referral(backing: Backing) {
    let mut told = told(backing);
    told.consents(OTHER, "given", None);
    told.refers(&told.asking(date(1941, 9, 1))).unwrap();
    assert_eq!(told.state(), "optician: sent ");
    assert_eq!(told.read(), None, "they have not met yet");
    told.meet();
    let given = "a pair of glasses until 1941-09-01: health, person, person language, person name";
    assert_eq!(told.read().as_deref(), Some(given));
    let came = told.partner.store().referrals_received(&told.partner.actor).unwrap()[0].file;
    let answer = |outcome: &str| {
        told.partner.store().answer_referral(&told.partner.actor, &came, outcome, "on Monday")
    };
    assert_eq!(refused(answer("perhaps")), ("outcome".into(), Some(Why::Unknown)));
    answer("accepted").unwrap();
    told.meet();
    assert_eq!(told.state(), "optician: answered accepted");
    told.partner.clock.set(date(1941, 5, 1));
    answer("service-given").unwrap();
    told.house.clock.set(date(1941, 8, 31));
    told.meet();
    assert_eq!(told.state(), "optician: answered service-given", "it lasts until its day");
    told.house.clock.set(date(1941, 9, 1));
    told.house.reopen();
    assert_eq!(told.state(), "optician: ended service-given, end-date 1941-09-01", "at the next unlocking");
    told.meet();
    assert_eq!(told.read(), None);
    let file = told.house.store().open_file(&told.house.actor, &told.child, "a test").unwrap().file;
    let all = Referral::all_of(&file);
    assert_eq!((all.len(), all[0].heard.len()), (1, 2));
    assert_eq!(all[0].heard[0].words, "on Monday");
    assert_eq!(all[0].ended, Some((date(1941, 9, 1), End::EndDate)));
    for compartment in [told.camp, told.kept()] {
        proves(&told.house, &compartment);
    }
    // Registered, a note, a language, the consent; sent, two answers, ended.
    assert_eq!(file.told.len(), 4 + 4, "nothing is said twice: {:?}", file.claims.keys());
}

#[test]
fn a_referral_is_made_answered_and_ended() {
    a_referral(Backing::Sqlite);
}

#[test]
fn a_referral_is_made_answered_and_ended_at_headquarters() {
    let server = testkit::postgres::Server::start();
    a_referral(Backing::Postgres(server.fresh()));
}

#[test]
fn p3_without_a_consent_for_it_nothing_goes() {
    let mut told = told(Backing::Sqlite);
    let until = date(1941, 9, 1);
    let compartments = |told: &Told| told.house.store().compartments(&told.house.actor).unwrap().len();
    let before = compartments(&told);
    let check = |told: &Told, asking: &Asking, field: &str, why: Why| {
        assert_eq!(refused(told.refers(asking)), (field.to_string(), Some(why)), "{asking:?}");
    };
    check(&told, &told.asking(until), "consent", Why::NoConsent);
    told.consents("authorities", "given", None);
    check(&told, &told.asking(until), "consent", Why::NoConsent);
    told.consents("statistics", "given", None);
    check(
        &told,
        &Asking { consent: "statistics".into(), ..told.asking(until) },
        "consent",
        Why::ConsentForOther,
    );
    told.consents(OTHER, "refused", None);
    check(&told, &told.asking(until), "consent", Why::NoConsent);
    told.consents(OTHER, "given", Some("1941-06"));
    check(&told, &told.asking(until), "until", Why::ConsentExpired);
    told.house.clock.set(date(1941, 7, 1));
    check(&told, &told.asking(until), "consent", Why::ConsentExpired);
    told.consents(OTHER, "withdrawn", None);
    check(&told, &told.asking(until), "consent", Why::ConsentWithdrawn);
    // And what is refused besides.
    told.consents(OTHER, "given", None);
    let asking = || told.asking(until);
    check(&told, &Asking { until: date(1942, 7, 2), ..asking() }, "until", Why::OutOfRange);
    check(&told, &Asking { until: date(1941, 7, 1), ..asking() }, "until", Why::EndsBeforeItBegins);
    check(&told, &Asking { purpose: " ".into(), ..asking() }, "purpose", Why::Missing);
    check(&told, &Asking { fields: vec![], ..asking() }, "fields", Why::Missing);
    check(&told, &Asking { fields: vec!["origin".into()], ..asking() }, "fields", Why::Unknown);
    check(&told, &Asking { fields: vec!["needs".into()], ..asking() }, "fields", Why::Unknown);
    check(&told, &Asking { to: told.house.actor.member, ..asking() }, "to", Why::Unknown);
    assert_eq!(compartments(&told), before, "nothing was founded");
    assert_eq!(told.state(), "");
    told.refers(&asking()).unwrap();
    assert_eq!(told.state(), "optician: sent ");
}

fn readable(post: &Post, word: &str) -> bool {
    let all = post.store().everything_readable(&post.actor).unwrap();
    all.windows(word.len()).any(|w| w == word.as_bytes())
}

#[test]
fn a2_nothing_else_of_the_house_is_on_the_partners_node() {
    let mut told = told(Backing::Sqlite);
    told.consents(OTHER, "given", None);
    let file = told.house.store().open_file(&told.house.actor, &told.child, "a test").unwrap().file;
    let subject = Person::of(&file).subject.unwrap();
    told.refers(&told.asking(date(1941, 9, 1))).unwrap();
    told.meet();
    for shown in ["Halimi", "Amina", "penicillin", "a pair of glasses", "the mother"] {
        assert!(readable(&told.partner, shown), "{shown}");
    }
    for hidden in [NOTED, ILLNESS, LIMITS, NEIGHBOUR, "list of arrivals"] {
        assert!(!readable(&told.partner, hidden), "{hidden}");
        assert!(readable(&told.house, hidden), "{hidden} stands in the house");
    }
    let all = told.partner.store().everything_readable(&told.partner.actor).unwrap();
    for id in [subject.bytes(), told.child.bytes()] {
        assert!(!all.windows(id.len()).any(|w| w == id), "nobody can lay two snapshots beside each other");
    }
    let (store, actor) = (told.partner.store(), &told.partner.actor);
    let compartments = store.compartments(actor).unwrap();
    assert_eq!(
        compartments.iter().map(|c| (c.kind, c.role)).collect::<Vec<_>>(),
        [(Kind::Referral, Role::Worker)]
    );
    assert!(matches!(store.open_file(actor, &told.child, "a test"), Err(Problem::Unknown(_))));
}

/// On neither node is a snapshot a person, a likeness, or somebody to be found.
#[test]
fn a_snapshot_is_nobody_in_lists_searches_and_counts() {
    let mut told = told(Backing::Sqlite);
    told.consents(OTHER, "given", None);
    let counted = |post: &Post| {
        let (store, actor) = (post.store(), &post.actor);
        let seek = Seek { text: "Amina Halimi".into(), limit: 20, ..Seek::default() };
        let listed = store.people(actor, &store::person::Which::default(), None, 50).unwrap().len();
        let found = store.search(actor, &seek).unwrap().len();
        (store.people_count(actor).unwrap(), listed, found, store.doubles(actor).unwrap().len())
    };
    let before = counted(&told.house);
    assert!(before.0 == 2 && before.2 > 0, "{before:?}");
    told.refers(&told.asking(date(1941, 9, 1))).unwrap();
    told.meet();
    assert_eq!((counted(&told.house), counted(&told.partner)), (before, (0, 0, 0, 0)));
    let (kept, snapshot) = {
        let line = told.house.store().referrals(&told.house.actor).unwrap().remove(0);
        (line.kept, line.snapshot)
    };
    // A partner makes no person of it, and a house sends it nowhere.
    let forged = told
        .partner
        .store()
        .write(&told.partner.actor, &kept, |w| w.register(None, Volet::Administrative, Vec::new()));
    assert!(matches!(forged, Err(Problem::NotAllowed(_))), "{:?}", forged.err());
    let sent = told.house.store().offer(&told.house.actor, &kept, &told.camp, &[snapshot]);
    assert!(matches!(sent, Err(Problem::NotAllowed(_))), "{sent:?}");
    assert_eq!(counted(&told.house), before);
    let listed = told.partner.store().directory(&told.partner.actor).unwrap();
    assert!(listed.iter().all(|(id, _)| *id != kept), "nobody is told of it");
}
