//! The story language: what happens to the children of the cast, one line each, and one `check` of what the files tell.
//!
//! Everything goes through the same doors as in the program: rules of `domain`, `store.write`, letters, acceptance by a
//! person. A story that cannot go on panics with the refusal.

use crate::cast::CHILDREN;
use crate::house::House;
use domain::entry::Fact;
use domain::id::{EntryId, FileId, SubjectId};
use domain::note::{self, Note};
use domain::person::{self, Person, Volet};
use domain::registration::{Arrival, Registration};
use domain::said::Said;
use domain::stay::{self, stays};
use domain::transfer::Whereabouts;
use domain::{Edtf, dossier, indicator};
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::{Actor, Problem, Volume};

/// A child as the story knows them.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Their administrative file.
    pub file: FileId,
    /// Who they are.
    pub subject: SubjectId,
    /// The site where the file lives.
    pub at: &'static str,
}

/// A story in a house.
pub struct Story<'a> {
    /// The house.
    pub house: &'a mut House,
    children: BTreeMap<String, Known>,
}

/// Who writes at a site.
pub fn hand(site: &str) -> &'static str {
    match site {
        "camp" => "worker",
        "relay" => "host",
        "home" => "house-parent",
        "infirmary" => "nurse",
        _ => "supervisor",
    }
}

fn day(text: &str) -> Date {
    text.parse().unwrap_or_else(|_| panic!("{text} is no day"))
}

fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|_| panic!("{text} is no date"))
}

impl<'a> Story<'a> {
    /// A story that begins in `house`.
    pub fn new(house: &'a mut House) -> Story<'a> {
        Story { house, children: BTreeMap::new() }
    }

    /// The child, where the story has told of them.
    ///
    /// # Panics
    /// When it has not.
    pub fn child(&self, given: &str) -> Known {
        *self.children.get(given).unwrap_or_else(|| panic!("the story has not told of {given}"))
    }

    /// Who writes in the child's file now.
    pub fn writer(&self, given: &str) -> Actor {
        self.house.actor(hand(self.child(given).at)).clone()
    }

    /// The clock moves to noon of that day.
    pub fn on(&mut self, today: &str) -> &mut Self {
        self.house.clock.set(day(today));
        self
    }

    /// A child of the cast arrives at a site today.
    pub fn registers(&mut self, given: &str, site: &'static str) -> &mut Self {
        let child = CHILDREN.iter().find(|c| c.given == given).expect("a child of the cast");
        let typed = Registration {
            given: child.given.into(),
            surname: child.surname.into(),
            sex: child.sex.into(),
            birth: child.birth.into(),
            source: "list of arrivals".into(),
            ..Registration::default()
        };
        self.registers_as(given, site, typed)
    }

    /// Somebody arrives at a site today, registered as typed.
    pub fn registers_as(&mut self, given: &str, site: &'static str, mut typed: Registration) -> &mut Self {
        let place = self.house.place(site);
        let compartment = self.house.compartment(site);
        let result = self.house.store().write(self.house.actor(hand(site)), &compartment, move |w| {
            let today = w.today();
            typed.arrival = Some(Arrival {
                place: place.file,
                kind: place.kind,
                name: place.name.into(),
                within: String::new(),
                from: today.to_string(),
                came_from: "the station".into(),
                reason: String::new(),
            });
            let stay = w.new_stay();
            let facts = typed.facts(|| w.new_key(), stay, today)?;
            w.register(None, Volet::Administrative, facts)
        });
        let (file, subject) = result.unwrap_or_else(|e| panic!("{given} is not registered: {e}"));
        self.children.insert(given.to_string(), Known { file, subject, at: site });
        self
    }

    /// Appends facts to a child's file, by whoever writes there.
    pub fn says(&mut self, given: &str, facts: Vec<Fact>) -> Result<EntryId, Problem> {
        let Known { file, at, .. } = self.child(given);
        let compartment = self.house.compartment(at);
        self.house.store().write(&self.writer(given), &compartment, move |w| w.append(&file, facts))
    }

    /// Scans of a paper are taken into a child's file, one for each of `pages`: address and key of each.
    pub fn scans(&mut self, given: &str, pages: &[Vec<u8>]) -> Vec<(String, Vec<u8>)> {
        let Known { file, at, .. } = self.child(given);
        let (compartment, pages) = (self.house.compartment(at), pages.to_vec());
        let result = self.house.store().write(&self.writer(given), &compartment, move |w| {
            let dossier = w.new_key();
            let mut named = Vec::new();
            for page in &pages {
                let (address, key) = w.attach(page)?;
                let caption = String::new();
                let picture = dossier::Scan { address: address.clone(), key: key.clone(), caption };
                let (scan, paper) = (w.new_key(), "birth-certificate".to_string());
                w.append(&file, vec![Fact::Dossier(dossier::Fact::Scan { dossier, paper, scan, picture })])?;
                named.push((address, key));
            }
            Ok(named)
        });
        result.unwrap_or_else(|e| panic!("no scan of {given}'s paper: {e}"))
    }

    /// The birth date is corrected.
    pub fn corrects(&mut self, given: &str, birth: &str) -> &mut Self {
        let fact = Fact::Person(person::Fact::Born(edtf(birth)));
        self.says(given, vec![fact]).unwrap_or_else(|e| panic!("no correction: {e}"));
        self
    }

    /// What stood in a slot was never true.
    pub fn withdraws(&mut self, given: &str, slot: &str, why: &str) -> &mut Self {
        let fact = Fact::Withdrawn { slot: slot.into(), why: why.into() };
        self.says(given, vec![fact]).unwrap_or_else(|e| panic!("not withdrawn: {e}"));
        self
    }

    /// A note.
    pub fn notes(&mut self, given: &str, text: &str) -> &mut Self {
        let Known { file, at, .. } = self.child(given);
        let (compartment, text) = (self.house.compartment(at), text.to_string());
        let done = self.house.store().write(&self.writer(given), &compartment, move |w| {
            let note = Note { text, on: None, own_words: false };
            let fact = Fact::Note(note::Fact::Written { key: w.new_key(), note });
            w.append(&file, vec![fact])
        });
        done.unwrap_or_else(|e| panic!("no note: {e}"));
        self
    }

    /// Two members filled in the birth date on pages that showed the same file.
    pub fn disagree(&mut self, given: &str, said: [(&str, &str); 2]) -> &mut Self {
        let Known { file, at, .. } = self.child(given);
        let compartment = self.house.compartment(at);
        let heads = self.opens(hand(at), given).file.heads.clone();
        for (name, birth) in said {
            let (heads, fact) = (heads.clone(), Fact::Person(person::Fact::Born(edtf(birth))));
            let actor = self.house.actor(name);
            let done = self
                .house
                .store()
                .write(actor, &compartment, move |w| w.append_after(&file, heads, vec![fact]));
            done.unwrap_or_else(|e| panic!("{name} cannot say it: {e}"));
        }
        self
    }

    /// The file is opened by a member of the cast.
    pub fn opens(&self, name: &str, given: &str) -> Volume {
        let known = self.child(given);
        let opened = self.house.store().open_file(self.house.actor(name), &known.file, "story");
        opened.unwrap_or_else(|e| panic!("{name} cannot open {given}: {e}"))
    }

    /// The file is offered to another site.
    pub fn offers(&mut self, given: &str, to: &str) -> Result<(), Problem> {
        let Known { file, at, .. } = self.child(given);
        let (from, to) = (self.house.compartment(at), self.house.compartment(to));
        self.house.store().offer(&self.writer(given), &from, &to, &[file])
    }

    /// A person of the site accepts whatever is offered there; returns how many files came.
    pub fn accepts(&mut self, site: &'static str) -> usize {
        let actor = self.house.actor(hand(site)).clone();
        let to = self.house.compartment(site);
        let offers = self.house.store().offers(&actor).expect("the offers of a site");
        let mut came = 0;
        for offer in offers.into_iter().filter(|o| o.to == to) {
            let files = self.house.store().accept(&actor, &to, &offer.letter).expect("an offer is accepted");
            came += files.len();
            self.children.values_mut().filter(|k| files.contains(&k.file)).for_each(|k| k.at = site);
        }
        came
    }

    /// The receipts of a site are taken; returns how many transfers that closed.
    pub fn receipts(&mut self, site: &str) -> usize {
        let actor = self.house.actor(hand(site));
        self.house.store().take_receipts(actor).expect("receipts are taken")
    }

    /// The child arrives at the place of the site where the file lives, today.
    pub fn arrives(&mut self, given: &str) -> &mut Self {
        let Known { file, at, .. } = self.child(given);
        let (place, compartment) = (self.house.place(at), self.house.compartment(at));
        let done = self.house.store().write(&self.writer(given), &compartment, move |w| {
            let (folded, stay, today) = (w.file(&file)?, w.new_stay(), w.today());
            let opening = stay::Opening {
                place: place.file,
                kind: place.kind,
                name: place.name.into(),
                within: String::new(),
                from: Edtf::day(today),
                reason: "transfer".into(),
                came_from: String::new(),
            };
            w.append(&file, stay::arrive(&folded, stay, opening, today)?)
        });
        done.unwrap_or_else(|e| panic!("{given} does not arrive: {e}"));
        self
    }

    /// The whole way: offered, accepted, receipted, arrived; on that day.
    pub fn moves(&mut self, given: &str, to: &'static str, today: &str) -> &mut Self {
        let from = self.child(given).at;
        self.on(today).offers(given, to).unwrap_or_else(|e| panic!("{given} is not offered: {e}"));
        assert_eq!(self.accepts(to), 1, "{to} accepts {given}");
        assert_eq!(self.receipts(from), 1, "{from} closes its copy of {given}");
        self.arrives(given)
    }

    /// What the files tell of a child, as the supervisor reads them: one line.
    pub fn tells(&self, given: &str) -> String {
        let known = self.child(given);
        let supervisor = self.house.actor("supervisor");
        let mut copies = BTreeMap::new();
        for (_, compartment, volet, _) in
            self.house.store().volets(supervisor, &known.subject).expect("volets")
        {
            if volet == "administrative" {
                let shown = self.house.store().read(supervisor, &compartment, |r| {
                    let sql = "select whereabouts from file where compartment = $1 and file = $2";
                    Ok(r.query(sql, &[r.here(), known.file.bytes().into()])?
                        .first()
                        .map(|row| row.text(0).to_string()))
                });
                copies.insert(self.house.key_of(&compartment), shown.expect("a row").unwrap_or_default());
            }
        }
        let volume = self.opens("supervisor", given);
        let copies: Vec<String> = copies.iter().map(|(site, how)| format!("{site} {how}")).collect();
        format!("{}; {}", line(&volume), copies.join(", "))
    }

    /// The one check: what the files tell is `expected`.
    ///
    /// # Panics
    /// When they tell something else.
    pub fn check(&mut self, given: &str, expected: &str) -> &mut Self {
        assert_eq!(self.tells(given), expected, "what the files tell of {given}");
        self
    }

    /// How many children a member counts on a day, anywhere, and how many in files alone.
    pub fn counts(&self, name: &str, on: &str) -> usize {
        let rows = self.house.store().presences(self.house.actor(name), None).expect("presences");
        indicator::count(&rows, day(on), None, None, None).count
    }
}

/// Name, birth and stays of a file, in a line.
pub fn line(volume: &Volume) -> String {
    let person = Person::of(&volume.file);
    let name = person.shown().map(|n| n.spoken()).unwrap_or_default();
    let born = match &person.born {
        None => "birth not told".to_string(),
        Some(Said::One(one)) => format!("born {}", one.value),
        Some(Said::Many(many)) => {
            let all: Vec<String> = many.iter().map(|a| a.value.to_string()).collect();
            format!("born {}", all.join(" or "))
        }
    };
    let stays = stays(&volume.file).into_iter().map(|s| {
        let until = s.closing.as_ref().map(|c| format!("{} {}", c.latest().until, c.latest().reason.key()));
        let opening = s.opening.latest();
        format!("{} {}..{}", opening.name, opening.from, until.unwrap_or_default())
    });
    let road = match volume.whereabouts() {
        Whereabouts::OnTheRoad { .. } => ["on the road".to_string()].into_iter().collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    [vec![name, born], stays.collect(), road].concat().join("; ")
}
