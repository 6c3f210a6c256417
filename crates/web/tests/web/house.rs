//! A small house with every role, a second house nobody of the first belongs to, and a health volet of its own
//! compartment. What stands in the second house and in the volet carries a word that must not be seen elsewhere.

use crate::http::{Answer, Ask, send};
use axum::Router;
use domain::Edtf;
use domain::accompaniment::{self, Part};
use domain::compartment::{Kind, Role, Scene};
use domain::consent::{self, Consent};
use domain::dossier::{self, Opening};
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId, Key, StayId, SubjectId};
use domain::kin::{self, Life, Relation, Tie};
use domain::note::{self, Note};
use domain::person;
use domain::place;
use domain::relay_house::{self, Convoy};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use store::{Actor, MemberInfo, Setup, Store, Surroundings};
use testkit::{FakeClock, Seeded};
use web::{App, Options};
use zeroize::Zeroizing;

pub const PASSPHRASE: &str = "five plain words and salt";
/// Stands in every text of the other house.
pub const FAR: &str = "Qfarhousecanary";
/// Stands in every text of the health volet.
pub const HEALTH: &str = "Qhealthcanary";
/// Stands in a note of the house itself.
pub const NOTE: &str = "Qnotecanary";
/// How long a session may stand still.
pub const IDLE: Duration = Duration::from_secs(300);
/// The procedure every dossier here follows.
pub const PROCEDURE: &str = "release-1941";

/// What an address can name in one house.
#[derive(Clone)]
pub struct Objects {
    pub compartment: CompartmentId,
    pub person: FileId,
    pub sibling: FileId,
    /// Somebody who waits in the relay house.
    pub waiting: FileId,
    pub subject: SubjectId,
    pub home: FileId,
    pub relay: FileId,
    pub camp: FileId,
    pub convoy: FileId,
    /// A request of a relative who seeks Amina.
    pub request: FileId,
    pub question: FileId,
    pub notebook: CompartmentId,
    pub opening: FileId,
    /// An account in the payment book that is granted with the house.
    pub account: FileId,
    pub erasure: FileId,
    pub dossier: Key,
    /// A scan of a paper of that dossier.
    pub scan: Key,
    pub note: Key,
    pub name: Key,
    pub stay: StayId,
    /// A register on its way in, held by the session of the supervisor (of the stranger, in the other house).
    pub draft: String,
}

/// The house, served.
pub struct House {
    /// The clock on its wall.
    pub clock: FakeClock,
    pub store: Arc<Store>,
    pub app: App,
    pub router: Router,
    pub own: Objects,
    pub far: Objects,
    pub health_file: FileId,
    pub tokens: BTreeMap<String, String>,
    _folder: tempfile::TempDir,
}

/// A place of that kind.
fn founded(
    store: &Store,
    by: &Actor,
    at: CompartmentId,
    kind: place::Kind,
    name: &str,
    within: Option<FileId>,
) -> FileId {
    let name = name.to_string();
    let made = store.write(by, &at, move |w| {
        let (file, key) = (w.new_file(), w.new_key());
        let beds = place::Beds { sex: "any".into(), from_age: 0, to_age: 17, count: 12, blocked: 1 };
        let located =
            place::Fact::Located { commune: name.clone(), region: "Creuse".into(), country: "France".into() };
        let mut facts = vec![place::Fact::Named { kind, name }, located, place::Fact::Beds { key, beds }];
        facts.extend(within.map(place::Fact::Within));
        w.append(&file, facts.into_iter().map(Fact::Place).collect())?;
        Ok(file)
    });
    made.unwrap()
}

/// A house's worth of objects; `word` stands in its texts.
fn furnish(store: &Store, by: &Actor, at: CompartmentId, word: &str) -> Objects {
    let named = |name: &str| format!("{name}{word}");
    let camp = founded(store, by, at, place::Kind::Camp, &named("Rivel"), None);
    founded(store, by, at, place::Kind::Barrack, &named("Barrack 12"), Some(camp));
    let relay = founded(store, by, at, place::Kind::RelayHouse, &named("La Passerelle"), None);
    let home = founded(store, by, at, place::Kind::Home, &named("Les Tilleuls"), None);
    let there = (home, place::Kind::Home, named("Les Tilleuls"));
    let there = (there.0, there.1, there.2.as_str());
    let (person, subject, stay) =
        crate::registration::arrived(store, by, at, &named("Amina"), &named("Halimi"), there);
    let (sibling, other, _) =
        crate::registration::arrived(store, by, at, &named("Lina"), &named("Halimi"), there);
    let there = (relay, place::Kind::RelayHouse, "La Passerelle");
    let (waiting, ..) = crate::registration::arrived(store, by, at, &named("Ruth"), &named("Baum"), there);
    let convoy = Convoy {
        name: named("Thursday"),
        on: jiff::civil::date(1942, 3, 5),
        from: relay,
        escorts: named("Irma"),
        route: "Limoges".into(),
        confirm_within_hours: 24,
    };
    let (convoy, dossier, note, name) = told(store, by, at, word, person, other, convoy);
    Objects {
        compartment: at,
        person,
        sibling,
        waiting,
        subject,
        home,
        relay,
        camp,
        convoy,
        request: crate::tracing::asked_for(store, by, at, word),
        question: crate::ask_around::asked_of(store, by, at, word),
        notebook: CompartmentId::default(),
        opening: FileId::default(),
        account: crate::payment::paid_in(store, by),
        erasure: crate::erasure::proposed_by(store, by, at),
        dossier,
        scan: scanned(store, by, at, person, dossier),
        note,
        name,
        stay,
        draft: String::new(),
    }
}

/// The convoy, and everything that is said of Amina: her dossier, a note, her sister, a consent, who answers for her.
fn told(
    store: &Store,
    by: &Actor,
    at: CompartmentId,
    word: &str,
    person: FileId,
    other: SubjectId,
    convoy: Convoy,
) -> (FileId, Key, Key, Key) {
    let (word, who) = (word.to_string(), (by.member, by.name.clone()));
    let made = store.write(by, &at, move |w| {
        let (dossier, note, tie, convoy_file) = (w.new_key(), w.new_key(), w.new_key(), w.new_file());
        w.append(&convoy_file, vec![Fact::RelayHouse(relay_house::Fact::Convoy(convoy))])?;
        let opening = Opening {
            procedure: PROCEDURE.into(),
            version: 1,
            on: Edtf::day(jiff::civil::date(1942, 2, 15)),
        };
        let asked =
            dossier::Paper::default().step(dossier::Status::Asked, jiff::civil::date(1942, 2, 16), None);
        let consent = Consent {
            answer: "given".into(),
            giver: format!("mother {word}"),
            on: Edtf::day(jiff::civil::date(1942, 2, 15)),
            until: None,
            language: "German".into(),
            limits: String::new(),
        };
        let name = w.file(&person)?;
        let name = domain::person::Person::of(&name).names[0].0;
        let written = Note { text: format!("{NOTE} {word} she sings"), on: None, own_words: true };
        let tie_fact = Tie {
            relation: Relation::Sibling,
            other: Some(other),
            name: "Lina".into(),
            life: Life::Alive,
            source: String::new(),
        };
        let assigned = accompaniment::Fact::Assigned {
            part: Part::Responsible,
            member: Some(who.0),
            name: who.1.clone(),
        };
        let facts = vec![
            Fact::Dossier(dossier::Fact::Opened { dossier, opening }),
            Fact::Dossier(dossier::Fact::Paper { dossier, paper: "identity-sheet".into(), state: asked }),
            Fact::Note(note::Fact::Written { key: note, note: written }),
            Fact::Kin(kin::Fact::Tie { key: tie, tie: tie_fact }),
            Fact::Consent(consent::Fact::For { purpose: "services".into(), consent: consent.clone() }),
            Fact::Consent(consent::Fact::For { purpose: "authorities".into(), consent }),
            Fact::Accompaniment(assigned),
            Fact::Person(person::Fact::Mark { mark: "allergy".into(), text: format!("no nuts {word}") }),
        ];
        w.append(&person, facts)?;
        Ok((convoy_file, dossier, note, name))
    });
    made.unwrap()
}

/// A page of the identity sheet, taken in.
fn scanned(store: &Store, by: &Actor, at: CompartmentId, person: FileId, dossier: Key) -> Key {
    let made = store.write(by, &at, move |w| {
        let ((address, key), scan) = (w.attach(b"a page")?, w.new_key());
        let picture = dossier::Scan { address, key, caption: "first page".into() };
        let paper = "identity-sheet".to_string();
        w.append(&person, vec![Fact::Dossier(dossier::Fact::Scan { dossier, paper, scan, picture })])?;
        Ok(scan)
    });
    made.unwrap()
}

impl House {
    /// The house, with everybody signed in.
    pub async fn new() -> House {
        let folder = tempfile::tempdir().unwrap();
        let clock = FakeClock::at(jiff::civil::date(1942, 3, 2));
        let setup = Setup {
            keeper: "founder".into(),
            passphrase: Zeroizing::new(PASSPHRASE.into()),
            cost: testkit::house::cheap(),
            journal: String::new(),
        };
        let surroundings = Surroundings::new(Arc::new(clock.clone()), Seeded::new(7));
        let (store, founder) = Store::init(&folder.path().join("node"), &setup, surroundings).unwrap();
        let home = store.found(&founder, "Home Les Tilleuls", Kind::House, Scene::Historical).unwrap();
        let far =
            store.found(&founder, &format!("Other house {FAR}"), Kind::House, Scene::Historical).unwrap();
        let infirmary = store.found(&founder, "Infirmary", Kind::Volet, Scene::Historical).unwrap();
        let origin = store.found(&founder, "Religion and origin", Kind::Origin, Scene::Historical).unwrap();
        let book = store.found(&founder, "Book", Kind::Payments, Scene::Historical).unwrap();
        let far_book =
            store.found(&founder, &format!("Other book {FAR}"), Kind::Payments, Scene::Historical).unwrap();
        let mut actors = BTreeMap::new();
        let granted = Role::ALL.map(|role| (role.key(), home, role));
        let also = [
            ("nurse", infirmary, Role::Nurse),
            ("chaplain", home, Role::Reader),
            ("chaplain", origin, Role::Worker),
            ("stranger", far, Role::Supervisor),
            ("colleague", home, Role::Worker),
            ("courier", book, Role::Worker),
            ("stranger", far_book, Role::Supervisor),
        ];
        let pays = Role::ALL.map(|role| (role.key(), book, role));
        for (name, compartment, role) in granted.into_iter().chain(also).chain(pays) {
            let actor = actors.entry(name).or_insert_with(|| store.enrol(name, PASSPHRASE).unwrap());
            let member = MemberInfo { member: actor.member, name: name.to_string() };
            store.grant(&founder, &compartment, &member, role).unwrap();
        }
        for actor in actors.values() {
            store.open_doors(actor).unwrap();
        }
        let mut own = furnish(&store, &actors["worker"], home, "");
        let mut far = furnish(&store, &actors["stranger"], far, FAR);
        crate::notebook::keep(&store, &founder, &mut own, "", &Role::ALL.map(|role| (role.key(), role)));
        let others = [("stranger", Role::Supervisor), ("chaplain", Role::Worker)];
        crate::notebook::keep(&store, &founder, &mut far, FAR, &others);
        let health_file = crate::volet::healed(&store, &actors["nurse"], infirmary, own.subject);
        let store = Arc::new(store);
        let hosts = vec!["relais.lan".into()];
        let options = Options { demonstration: None, idle_lock: IDLE, unattended: false, hosts };
        let app = App::new(store.clone(), options);
        let router = web::router(app.clone());
        let mut house = House {
            store,
            app,
            router,
            clock,
            own,
            far,
            health_file,
            tokens: BTreeMap::new(),
            _folder: folder,
        };
        for name in actors.keys() {
            house.sign_in(name).await;
        }
        house
    }

    /// Signs a member in (again); their token is known from then on.
    pub async fn sign_in(&mut self, name: &str) {
        let form = Ask::default().form(&[("member", name), ("passphrase", PASSPHRASE)]);
        let answer = send(&self.router, "POST", "/sign-in", form).await;
        let cookie = answer.header("set-cookie");
        let token = cookie.strip_prefix("relais=").and_then(|c| c.split(';').next()).unwrap_or_default();
        assert_eq!(token.len(), 64, "{name} is not signed in: {} {cookie}", answer.status);
        self.tokens.insert(name.to_string(), token.to_string());
        match name {
            "supervisor" => self.own.draft = self.uploads(name, self.own.home).await,
            "stranger" => self.far.draft = self.uploads(name, self.far.home).await,
            _ => {}
        }
    }

    /// A small register with a bad row on its way in; the key of it.
    pub async fn uploads(&self, name: &str, place: FileId) -> String {
        let csv = "Nom;Prénom;Né le;Sexe\nQregister;Sonia;12.3.1934;F\nQregister;Boris;31.2.1934;M\n";
        let place = place.to_string();
        let ask =
            Ask::by(self.token(name)).multipart(&[("place", &place)], "file", "rivel.csv", csv.as_bytes());
        let answer = send(&self.router, "POST", "/register", ask).await;
        let place = answer.header("location").strip_prefix("/register/").map(str::to_string);
        place.unwrap_or_else(|| panic!("the register was not taken: {} {}", answer.status, answer.body))
    }

    /// The token of a member.
    pub fn token(&self, name: &str) -> &str {
        &self.tokens[name]
    }

    /// A page as a member sees it.
    pub async fn get(&self, name: &str, path: &str) -> Answer {
        send(&self.router, "GET", path, Ask::by(self.token(name))).await
    }

    /// A form as a member sends it.
    pub async fn post(&self, name: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        send(&self.router, "POST", path, Ask::by(self.token(name)).form(fields)).await
    }

    /// An API call with a body as a member sends it.
    pub async fn call(
        &self,
        name: &str,
        method: &str,
        path: &str,
        body: Option<serde_json::Value>,
    ) -> Answer {
        let mut ask = Ask { bearer: Some(self.token(name)), ..Ask::default() };
        if let Some(body) = &body {
            ask = ask.json(body);
        }
        send(&self.router, method, path, ask).await
    }

    /// The founder gives a member another role in the house, and in the book beside it.
    pub fn regrant(&self, name: &str, role: Role) {
        let founder = self.store.unlock("founder", PASSPHRASE).unwrap();
        let member = self.store.members().unwrap().into_iter().find(|m| m.name == name).unwrap();
        for own in self.store.compartments(&founder).unwrap() {
            if [self.own.compartment, self.own.notebook].contains(&own.id) || own.name == "Book" {
                self.store.grant(&founder, &own.id, &member, role).unwrap();
            }
        }
    }

    /// How many entries every compartment holds together: unchanged where nothing was written.
    pub fn entries(&self) -> usize {
        let founder = self.store.unlock("founder", PASSPHRASE).unwrap();
        let counted = self.store.read_each(
            &founder,
            |_| true,
            |r| {
                let rows = r.query("select count(*) from entry where compartment = $1", &[r.here()])?;
                Ok(rows[0].int(0))
            },
        );
        counted.unwrap().into_iter().sum::<i64>() as usize
    }
}
