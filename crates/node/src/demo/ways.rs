//! Arriving, leaving, travelling: the stays of the plan as the houses wrote them down.

use super::dice::plus;
use super::fates::EVE;
use super::houses::House;
use super::papers::{self, Course};
use super::places::{PALAVAS, SPOTS};
use super::plan::Stage;

use super::script::Script;
use super::stage::{Act, at};
use super::{HISTORICAL_DATE, scales, words};
use domain::Edtf;
use domain::consent::{self, Consent};
use domain::entry::Fact;
use domain::health;
use domain::id::FileId;
use domain::person::{self, Death, Volet};
use domain::place::Kind;
use domain::relay_house::{CARE, Check, Convoy, Departure, Fact as Relay, Handover};
use domain::stay::{Closing, EndReason};
use domain::supply;
use domain::weighing::Body;
use growth::Sex;
use jiff::civil::{Date, date};

impl Script<'_> {
    /// The files of the convoys, made five days before they leave.
    pub fn set_convoys(&mut self) {
        for (number, convoy) in self.plan.convoys.iter().enumerate() {
            let house = SPOTS[convoy.home].house;
            let (region, route) = match house {
                House::Creuse => ("la Creuse", "Montpellier, Clermont-Ferrand, Guéret"),
                House::HauteVienne => ("la Haute-Vienne", "Montpellier, Toulouse, Limoges"),
                House::Provence => ("la Provence", "Montpellier, Arles, Marseille"),
                _ => ("les Alpes", "Montpellier, Valence, Grenoble"),
            };
            let convoy = Convoy {
                name: format!("Convoi du {} vers {region}", words::day(convoy.day)),
                on: convoy.day,
                from: self.places[PALAVAS],
                escorts: [words::ESCORTS[number % 4], words::ESCORTS[(number + 1) % 4]].join(", "),
                route: route.into(),
                confirm_within_hours: 24,
            };
            let day = plus(convoy.on, -5);
            self.act(
                House::Relay,
                at(day, 18 * 60),
                self.convoys[number],
                Act::Say(vec![Fact::RelayHouse(Relay::Convoy(convoy))]),
            );
        }
    }

    /// Every stay of a child but the opening of the first, which stands in the registration.
    pub fn stays(&mut self, number: usize) {
        let child = &self.plan.cast.children[number];
        let letters: Vec<Date> = self.travels[number].iter().filter(|j| j.accepted).map(|j| j.day).collect();
        let mut letters = letters.into_iter();
        for leg in 0..child.legs.len() {
            let here = &SPOTS[child.legs[leg].place];
            let travelled = leg > 0 && SPOTS[child.legs[leg - 1].place].house != here.house;
            if leg > 0 {
                let day = if travelled {
                    letters.next().unwrap_or(child.legs[leg].from)
                } else {
                    child.legs[leg].from
                };
                let opening = self.opening(child, leg);
                let mut more = Vec::new();
                if travelled {
                    more.push(self.responsible(child.family, here.house, child.legs[leg].place));
                }
                if here.kind == Kind::RelayHouse {
                    more.extend(self.first_care(number, leg, day));
                }
                let minute = self.afternoon();
                self.tell(number, day, minute, Act::Arrive(child.legs[leg].stay, opening, more));
            }
            let moves_on = child.legs.get(leg + 1).is_some_and(|next| SPOTS[next.place].house == here.house);
            if child.legs[leg].end.is_some() && !moves_on {
                self.leaves(number, leg);
            } else if here.kind == Kind::RelayHouse {
                self.departure(number, leg);
            }
        }
    }

    fn leaves(&mut self, number: usize, leg: usize) {
        let child = &self.plan.cast.children[number];
        let stay = &child.legs[leg];
        let Some((until, reason, towards)) = stay.end else { return };
        let mut more = Vec::new();
        if reason == EndReason::Died {
            let death = Death {
                on: Edtf::day(until),
                place: format!("{}, infirmerie", SPOTS[stay.place].name),
                cause: String::new(),
                source: "registre du camp".into(),
                burial: "cimetière du camp".into(),
            };
            let told = person::Fact::Told {
                key: self.ids.key(),
                whom: "la mère".into(),
                by: "l’assistante et le médecin".into(),
                on: Edtf::day(until),
            };
            more.extend([Fact::Person(person::Fact::Died(death)), Fact::Person(told)]);
        }
        if SPOTS[stay.place].kind == Kind::RelayHouse {
            self.departure(number, leg);
            let escort = words::ESCORTS[number % 4].into();
            let receiver =
                self.home_of(number).map_or_else(String::new, |home| words::DIRECTORS[home % 10].into());
            let handover = Handover { escort, receiver, on: until, at: "06:40".into() };
            more.push(Fact::RelayHouse(Relay::HandedOver { stay: stay.stay, handover }));
        }
        let closing = Closing { until: Edtf::day(until), reason, towards: towards.into() };
        let (day, minute) = match (until > child.registered, leg) {
            (false, 0) => (child.registered, 18 * 60 + 10),
            _ if until == HISTORICAL_DATE => (until, 8 * 60),
            _ => (until, self.dice.between(6 * 60 + 30, 8 * 60 + 40)),
        };
        self.tell(number, day, minute, Act::Leave(stay.stay, closing, more));
        let arrived = self
            .plan
            .convoys
            .iter()
            .find(|c| c.children.contains(&number) && SPOTS[stay.place].kind == Kind::RelayHouse);
        if arrived.is_some_and(|c| c.stage == Stage::Arrived) {
            let by = format!(
                "{}, par télégramme",
                words::DIRECTORS[self.home_of(number).unwrap_or_default() % 10]
            );
            let fact =
                Fact::RelayHouse(Relay::Confirmed { stay: stay.stay, on: Edtf::day(plus(until, 1)), by });
            self.tell(number, plus(until, 1), 11 * 60, Act::Say(vec![fact]));
        }
    }

    fn home_of(&self, number: usize) -> Option<usize> {
        self.plan.destinations.get(&number).copied()
    }

    /// The decision of a departure, four days before it.
    fn departure(&mut self, number: usize, leg: usize) {
        let Some(convoy) = self.plan.convoys.iter().position(|c| c.children.contains(&number)) else {
            return;
        };
        let Some(home) = self.home_of(number) else { return };
        let child = &self.plan.cast.children[number];
        let on = self.plan.convoys[convoy].day;
        let siblings = self.plan.cast.families[child.family].children.len() > 1;
        let departure = Departure {
            towards: self.places[home],
            name: SPOTS[home].name.into(),
            on,
            convoy: Some(self.convoys[convoy]),
            reason: if siblings {
                "Frères et sœurs ensemble ; places libres à leur âge."
            } else {
                "Place libre à son âge ; classe ouverte."
            }
            .into(),
            stands: true,
        };
        let day = plus(on, -4);
        let fact = Fact::RelayHouse(Relay::Leaving { stay: child.legs[leg].stay, departure });
        self.tell(number, day, 18 * 60 + 20, Act::Say(vec![fact]));
    }

    /// First care on the day of arrival; on the last days it is only begun.
    fn first_care(&mut self, number: usize, leg: usize, day: Date) -> Vec<Fact> {
        let stay = self.plan.cast.children[number].legs[leg].stay;
        let done = match self.plan.cast.children[number].legs[leg].from {
            from if from == HISTORICAL_DATE => self.dice.between(1, 4),
            from if from > EVE => self.dice.between(5, 10),
            _ => self.dice.between(11, 14),
        };
        let mut facts = Vec::new();
        for (i, item) in CARE.iter().enumerate().take(done.max(0) as usize) {
            let said = words::CARE.iter().find(|(k, _)| k == item).map_or(&[][..], |(_, f)| *f);
            if said.is_empty() {
                continue;
            }
            let finding = self.dice.pick(said).to_string();
            let check = Check { finding, on: day, at: format!("{:02}:{:02}", 13 + i / 6, (i % 6) * 9 + 4) };
            facts.push(Fact::RelayHouse(Relay::Checked { stay, item: (*item).into(), check }));
        }
        facts
    }

    /// The dossiers of a family: one for each child, on the same days.
    pub fn dossiers(&mut self, family: usize) {
        let children = self.plan.cast.families[family].children.clone();
        let first = &self.plan.cast.children[children[0]];
        if SPOTS[first.legs[0].place].kind != Kind::Camp {
            return;
        }
        let share = self.dice.below(100);
        let (start, pace) = (self.dice.between(0, 240), self.dice.between(80, 260));
        let (medical, seed) = (self.dice.falls(34), self.dice.clone());
        for child in children {
            self.dice = seed.clone();
            self.dossier(child, (share, start, pace, medical));
        }
    }

    fn dossier(&mut self, number: usize, (share, start, pace, medical): (usize, i64, i64, bool)) {
        let child = &self.plan.cast.children[number];
        let camp = child.legs.iter().rfind(|l| SPOTS[l.place].kind == Kind::Camp);
        let end = camp.and_then(|l| l.end);
        let released = end.is_some_and(|(_, reason, _)| reason == EndReason::Released);
        let begun = plus(child.registered, 6).max(date(1940, 12, 12));
        let last = end.map_or(HISTORICAL_DATE, |(until, ..)| until);
        if child.age(begun) >= 15 || (!released && share >= if end.is_none() { 88 } else { 62 }) {
            return;
        }
        let (opened, order) = if released {
            let order = plus(last, -self.dice.between(4, 8));
            (plus(order, -pace).max(begun), order)
        } else if end.is_none() {
            let opened = plus(plus(HISTORICAL_DATE, -40), -start).max(begun);
            (opened, plus(HISTORICAL_DATE, self.dice.between(4, 110)))
        } else {
            let opened = plus(begun, start / 3);
            (opened, plus(opened, pace).max(plus(last, 15)))
        };
        if opened >= plus(last, -6) {
            return;
        }
        let refused = (!released && self.dice.falls(8))
            .then(|| (plus(opened, pace / 2), "residence-authorisation"))
            .filter(|(day, _)| *day < plus(last, -2));
        let near = plus(HISTORICAL_DATE, -self.dice.between(2, 33));
        let course = Course {
            dossier: self.ids.key(),
            opened,
            order,
            cutoff: if released { plus(last, -1) } else { plus(last, -1).min(plus(HISTORICAL_DATE, -1)) },
            granted: released,
            refused,
            medical: (medical && end.is_none() && near > opened).then_some(near),
            department: self.home_of(number).map_or("Creuse", |home| SPOTS[home].lies.1),
        };
        self.recorded(number, &course, end.map(|(until, reason, _)| (until, reason)));
    }

    fn recorded(&mut self, number: usize, course: &Course, end: Option<(Date, EndReason)>) {
        let family = &self.plan.cast.families[self.plan.cast.children[number].family];
        for (i, (day, mut facts)) in papers::entries(course, &mut self.dice).into_iter().enumerate() {
            if i == 0 {
                facts.extend(consents(&family.mother, family.origin.languages[0], course.opened, number));
            }
            let minute = self.afternoon();
            self.tell(number, day, minute, Act::Say(facts));
        }
        let closing = match (end, course.refused) {
            (Some((until, EndReason::Released)), _) => Some((plus(until, -1), "granted", "")),
            (_, Some((day, _))) => Some((plus(day, 2), "refused", "autorisation de résidence refusée")),
            (Some((until, _)), _) => Some((until, "without-object", "n’est plus au camp")),
            (None, None) => None,
        };
        if let Some((day, outcome, note)) = closing {
            // The day of a departure is closed early in the morning, before the file can travel.
            let minute = if outcome == "granted" { 18 * 60 } else { 8 * 60 + 50 };
            let fact = papers::closed(course.dossier, day, outcome, note);
            self.tell(number, day.min(plus(HISTORICAL_DATE, -1)), minute, Act::Say(vec![fact]));
        }
    }

    /// Health records of those whom the nurse saw, in the volet of their own.
    pub fn infirmary(&mut self) {
        for number in 0..self.plan.cast.children.len() {
            let child = &self.plan.cast.children[number];
            let Some(leg) = child.legs.iter().find(|l| SPOTS[l.place].kind == Kind::RelayHouse) else {
                continue;
            };
            let now = leg.end.is_none();
            if !now && !self.plan.twins.contains(&number) && !self.dice.falls(40) {
                continue;
            }
            let day = leg.from.max(House::Infirmary.founded());
            let mut facts =
                vec![Fact::Person(person::Fact::Subject { subject: child.subject, volet: Volet::Health })];
            for _ in 0..self.dice.between(1, 3) {
                let (kind, text) = words::HEALTH[self.dice.below(words::HEALTH.len())];
                let record = health::Record {
                    kind: kind.into(),
                    text: text.into(),
                    from: Some(Edtf::day(day)),
                    until: None,
                };
                facts.push(Fact::Health(health::Fact::Record { key: self.ids.key(), record }));
            }
            let file: FileId = self.ids.file();
            let minute = self.afternoon();
            let (sex, born) = (if child.sex == 'f' { Sex::Female } else { Sex::Male }, child.born);
            let body = Body { sex: Some(sex), birth: Edtf::parse(&child.birth).ok() };
            let begins = scales::begins_at(number);
            // Weighed on arrival, and again after a week: a child who eats gains.
            for (weeks, gained) in [(0, 0.0), (1, 0.25), (4, 0.7)] {
                let on = plus(day, 7 * weeks);
                let here = leg.end.as_ref().is_none_or(|_| weeks == 0);
                let Some(weighed) = scales::weighing(sex, born, on, begins + gained).filter(|_| here) else {
                    continue;
                };
                if weeks == 0 {
                    facts.extend(scales::facts(|| self.ids.key(), &body, weighed, now));
                } else if on < HISTORICAL_DATE {
                    let later = scales::facts(|| self.ids.key(), &body, weighed, false);
                    self.act(House::Infirmary, at(on, minute), file, Act::Say(later));
                }
            }
            self.act(House::Infirmary, at(day, minute), file, Act::Say(facts));
        }
    }

    /// The store-room of the relay house: what came, what went, and what was counted in the last weeks.
    pub fn store_room(&mut self) {
        let Some(number) = SPOTS.iter().position(|s| s.kind == Kind::RelayHouse) else { return };
        let place = Fact::Supply(supply::Fact::At {
            place: self.places[number],
            name: SPOTS[number].name.to_string(),
        });
        let file = self.ids.file();
        for (n, (days_ago, product, way, amount, words)) in scales::STORE_ROOM.into_iter().enumerate() {
            let on = plus(HISTORICAL_DATE, -days_ago);
            let (product, way, words) = (product.to_string(), way.to_string(), words.to_string());
            let movement = supply::Movement { on, product, way, amount, words };
            let moved = Fact::Supply(supply::Fact::Moved { key: self.ids.key(), movement });
            let facts = if n == 0 { vec![place.clone(), moved] } else { vec![moved] };
            self.act(House::Infirmary, at(on, 17 * 60 + n as i64), file, Act::Say(facts));
        }
    }
}

fn consents(mother: &str, language: &str, on: Date, number: usize) -> Vec<Fact> {
    let consent = |purpose: &str, answer: &str, limits: &str| {
        let consent = Consent {
            answer: answer.into(),
            giver: format!("{mother}, la mère"),
            on: Edtf::day(on),
            until: None,
            language: language.into(),
            limits: limits.into(),
        };
        Fact::Consent(consent::Fact::For { purpose: purpose.into(), consent })
    };
    let mut consents = vec![
        consent("services", "given", ""),
        consent("authorities", "given", "pour la demande de libération seulement"),
    ];
    if number.is_multiple_of(5) {
        consents.push(consent("photograph", "refused", ""));
    }
    if number.is_multiple_of(7) {
        consents.push(consent("tracing", "given", ""));
    }
    consents
}
