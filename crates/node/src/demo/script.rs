//! The plan as acts: each with its hour, its author, its file, in the compartment where the file lies at that hour.

use super::cast::{Child, Family, Ids};
use super::dice::{Dice, plus};
use super::houses::{House, Who};
use super::places::SPOTS;
use super::plan::{Journey, Plan};
use super::stage::{Act, Event, at};
use super::words;
use domain::Edtf;
use domain::accompaniment::{self, Part};
use domain::entry::Fact;
use domain::id::{FileId, MemberId};
use domain::kin::{self, Life, Relation, Tie};
use domain::note::{self, Note};
use domain::person::{self, Name, NameKind, Volet};
use domain::place::Kind;
use domain::registration::{Arrival, Registration};
use domain::stay::Opening;
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::Problem;

/// Letters go between nine and one; what happens in the afternoon happens where the file has come to.
const AFTERNOON: i64 = 13 * 60;

/// What the acts need to know beside the plan.
pub struct Script<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Files of the places, by their number.
    pub places: Vec<FileId>,
    /// Files of the convoys, by their number.
    pub convoys: Vec<FileId>,
    /// Members by part.
    pub members: BTreeMap<Who, MemberId>,
    /// The journeys of each child.
    pub travels: Vec<Vec<Journey>>,
    /// The acts so far.
    pub events: BTreeMap<House, Vec<Event>>,
    /// Fresh ids.
    pub ids: Ids<'a>,
    /// Dice of the script's own.
    pub dice: Dice,
}

impl<'a> Script<'a> {
    /// An empty script.
    pub fn new(plan: &'a Plan, members: BTreeMap<Who, MemberId>, mut ids: Ids<'a>) -> Script<'a> {
        let mut travels = vec![Vec::new(); plan.cast.children.len()];
        plan.journeys.iter().for_each(|j| travels[j.child].push(*j));
        let places = SPOTS.iter().map(|_| ids.file()).collect();
        let convoys = plan.convoys.iter().map(|_| ids.file()).collect();
        Script {
            plan,
            places,
            convoys,
            members,
            travels,
            events: BTreeMap::new(),
            ids,
            dice: Dice::new(0x1940_1101),
        }
    }

    /// An act in a compartment.
    pub fn act(&mut self, house: House, at: i64, file: FileId, act: Act) {
        self.events.entry(house).or_default().push(Event { at, who: house.author(), file, act });
    }

    /// An act in a child's file, wherever it lies then.
    pub fn tell(&mut self, child: usize, day: Date, minute: i64, act: Act) {
        let house = self.plan.house(&self.travels[child], child, day, minute >= AFTERNOON);
        self.act(house, at(day, minute), self.plan.cast.children[child].file, act);
    }

    /// A minute of the afternoon.
    pub fn afternoon(&mut self) -> i64 {
        self.dice.between(AFTERNOON + 20, 17 * 60 + 50)
    }

    /// The whole script, every compartment in the order of its hours.
    pub fn written(mut self) -> Result<Script<'a>, Problem> {
        self.set_places();
        self.set_convoys();
        for child in 0..self.plan.cast.children.len() {
            self.register(child)?;
            self.stays(child);
            self.daily(child);
        }
        for family in 0..self.plan.cast.families.len() {
            self.dossiers(family);
        }
        self.infirmary();
        self.store_room();
        for events in self.events.values_mut() {
            events.sort_by_key(|e| e.at);
        }
        Ok(self)
    }

    fn set_places(&mut self) {
        for (number, spot) in SPOTS.iter().enumerate() {
            let (files, ids) = (&self.places, &mut self.ids);
            let facts = spot.facts(files, || ids.key());
            let file = self.places[number];
            self.act(
                spot.house,
                at(spot.house.founded(), 8 * 60 + 30 + number as i64),
                file,
                Act::Say(facts),
            );
            if let Ok(closed) = Edtf::parse(spot.closed)
                && let Some(day) = closed.bounds().latest
            {
                let fact = Fact::Place(domain::place::Fact::Closed(closed));
                let day = day.max(spot.house.founded());
                self.act(spot.house, at(day, 19 * 60), file, Act::Say(vec![fact]));
            }
        }
    }

    /// The opening of a child's stay.
    pub fn opening(&self, child: &Child, leg: usize) -> Opening {
        let leg = &child.legs[leg];
        let spot = &SPOTS[leg.place];
        Opening {
            place: self.places[leg.place],
            kind: spot.kind,
            name: spot.name.into(),
            within: leg.within.clone(),
            from: Edtf::day(leg.from),
            reason: leg.why.into(),
            came_from: leg.came_from.into(),
        }
    }

    fn register(&mut self, number: usize) -> Result<(), Problem> {
        let child = &self.plan.cast.children[number];
        let family = &self.plan.cast.families[child.family];
        let opening = self.opening(child, 0);
        let spot = &SPOTS[child.legs[0].place];
        let camp = spot.kind == Kind::Camp;
        let source = if camp { "registre du camp" } else { "fiche d’entrée" };
        let registration = Registration {
            given: child.given.clone(),
            surname: child.surname.clone(),
            other_names: self.other_names(number),
            sex: child.sex.to_string(),
            birth: child.birth.clone(),
            birth_place: child.birth_place.into(),
            nationality: child.nationality.into(),
            languages: family.origin.languages.join(","),
            father: if self.dice.falls(94) {
                format!("{} {}", family.father, family.surname)
            } else {
                String::new()
            },
            mother: format!("{} {}", family.mother, family.surname),
            number: if camp {
                (format!("Registre de {}", spot.name), (2_100 + number * 3).to_string())
            } else {
                Default::default()
            },
            family: (family.children.len() > 1).then_some(family.group),
            source: source.into(),
            arrival: Some(Arrival {
                place: opening.place,
                kind: opening.kind,
                name: opening.name,
                within: opening.within,
                from: opening.from.to_string(),
                came_from: opening.came_from,
                reason: opening.reason,
            }),
        };
        let ids = &mut self.ids;
        let mut facts = vec![Fact::Person(person::Fact::Subject {
            subject: child.subject,
            volet: Volet::Administrative,
        })];
        facts.extend(registration.facts(|| ids.key(), child.legs[0].stay, child.registered)?);
        facts.extend(self.siblings(number, family));
        facts.extend(self.particulars(child, family));
        facts.push(self.responsible(child.family, spot.house, child.legs[0].place));
        let minute = self.afternoon();
        self.tell(number, child.registered, minute, Act::Say(facts));
        Ok(())
    }

    fn other_names(&mut self, number: usize) -> Vec<Name> {
        let child = &self.plan.cast.children[number];
        let named = |given: &str, surname: &str, kind, source: &str| Name {
            given: given.into(),
            surname: surname.into(),
            kind,
            source: source.into(),
            period: None,
        };
        let mut names = Vec::new();
        if let Some((given, surname)) = child.script {
            names.push(named(given, surname, NameKind::Birth, "lettre de la mère"));
        }
        if self.dice.falls(6) {
            let misspelt =
                child.surname.replacen("sz", "ch", 1).replacen("tz", "ts", 1).replacen("w", "v", 1);
            if misspelt != child.surname {
                names.push(named(&child.given, &misspelt, NameKind::AsFound, "liste du camp"));
            }
        }
        names
    }

    fn siblings(&mut self, number: usize, family: &Family) -> Vec<Fact> {
        let others = family.children.iter().filter(|c| **c != number);
        let mut ties = Vec::new();
        for other in others {
            let sibling = &self.plan.cast.children[*other];
            let twin = sibling.born == self.plan.cast.children[number].born;
            let tie = Tie {
                relation: if twin { Relation::Twin } else { Relation::Sibling },
                other: Some(sibling.subject),
                name: format!("{} {}", sibling.given, sibling.surname),
                life: Life::Alive,
                source: "la mère".into(),
            };
            ties.push(Fact::Kin(kin::Fact::Tie { key: self.ids.key(), tie }));
        }
        ties
    }

    /// Needs, marks, the Washington Group set where somebody asked.
    fn particulars(&mut self, child: &Child, family: &Family) -> Vec<Fact> {
        let mut needs: Vec<&str> = Vec::new();
        if family.kosher {
            needs.push("kosher");
        }
        if family.kosher && !child.family.is_multiple_of(3) {
            needs.push("rest-day");
        }
        for (need, share) in [("diet", 3), ("interpreter", 4), ("quiet-room", 1), ("escort", 1)] {
            if self.dice.falls(share) {
                needs.push(need);
            }
        }
        let need = |need: &str| Fact::Person(person::Fact::Need { need: need.into(), there: true });
        let mut facts: Vec<Fact> = needs.into_iter().map(need).collect();
        if self.dice.below(1000) < 12 {
            let domain = self.dice.pick(&["seeing", "hearing", "walking", "communication"]).to_string();
            let level = domain::said::Answer::Given(
                self.dice.pick(&["some-difficulty", "a-lot-of-difficulty"]).to_string(),
            );
            facts.push(Fact::Person(person::Fact::Washington { domain, level }));
        }
        if self.dice.below(1000) < 9 {
            let (mark, text) = self.dice.weigh(&[
                (("allergy", "Pas d’œufs : prévenir la cuisine."), 2),
                (("allergy", "Piqûres d’abeille : eau froide, appeler l’infirmière."), 1),
                (("call-rule", "Écrire à la tante de Nîmes avant tout changement de maison."), 2),
            ]);
            facts.push(Fact::Person(person::Fact::Mark { mark: mark.into(), text: text.into() }));
        }
        facts
    }

    /// Who answers for a family in a house.
    pub fn responsible(&self, family: usize, house: House, place: usize) -> Fact {
        let member = |who: Who| (Some(self.members[&who]), who.name().to_string());
        let (member, name) = match house {
            House::Gurs | House::Rivesaltes if family % 5 == 4 => member(Who::Worker),
            House::Camps if family % 9 == 4 => member(Who::Colleague),
            House::Relay => member(Who::Nurse),
            House::Gurs | House::Rivesaltes | House::Camps => {
                (None, words::TEAM[family % words::TEAM.len()].into())
            }
            _ => (None, words::DIRECTORS[place % words::DIRECTORS.len()].into()),
        };
        Fact::Accompaniment(accompaniment::Fact::Assigned { part: Part::Responsible, member, name })
    }

    /// A note on a day.
    pub fn note(&mut self, text: &str, on: Date, own_words: bool) -> Fact {
        let note = Note { text: text.into(), on: Some(Edtf::day(on)), own_words };
        Fact::Note(note::Fact::Written { key: self.ids.key(), note })
    }

    /// Notes here and there, where the child lived then.
    fn daily(&mut self, number: usize) {
        let child = &self.plan.cast.children[number];
        let Some(leg) = child.legs.last() else { return };
        let last = leg.end.map_or(plus(super::HISTORICAL_DATE, -1), |(until, ..)| plus(until, -1));
        let first = plus(leg.from.max(child.registered), 4);
        let (list, share) = match SPOTS[leg.place].kind {
            Kind::Camp => (words::CAMP, 9),
            Kind::Home => (words::HOME, 22),
            _ => return,
        };
        let stranded = self.travels[number].iter().any(|j| !j.accepted);
        if first >= last || stranded || !self.dice.falls(share) {
            return;
        }
        let day = self.dice.day(first, last);
        let day = if self.travels[number].iter().any(|j| j.day == day) { plus(day, 1) } else { day };
        let fact = if self.dice.falls(18) {
            let text = self.dice.pick(words::OWN);
            self.note(text, day, true)
        } else {
            let text = self.dice.pick(list);
            self.note(text, day, false)
        };
        let minute = self.afternoon();
        self.tell(number, day.min(last.max(first)), minute, Act::Say(vec![fact]));
    }
}
