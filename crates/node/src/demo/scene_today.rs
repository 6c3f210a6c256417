//! Today's scene: a home of forty, its health volet, and a few survivors supported at home. Stated date: a Sunday.

use super::cast::Ids;
use super::dice::{Dice, plus};
use super::houses::{House, Who};
use super::places::{ACACIAS, SPOTS};
use super::stage::{Act, Event, at};
use super::{PRESENT_DATE, scales, words};
use domain::Edtf;
use domain::accompaniment::{self, Part};
use domain::consent;
use domain::dossier::{self, Paper, Status};
use domain::entry::Fact;
use domain::health;
use domain::id::{FileId, Key, MemberId};
use domain::note::{self, Note};
use domain::person::{self, Volet};
use domain::registration::{Arrival, Registration};
use domain::stay::{self, Absence};
use domain::weighing::Body;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use store::Problem;

/// Given name, surname, sex, country, languages, place of birth, needs.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

/// Who lives there: invented.
const RESIDENTS: [Row; 40] = [
    ("Lina", "Berthier", "f", "France", "fr", "Créteil", &[]),
    ("Noé", "Berthier", "m", "France", "fr", "Créteil", &[]),
    ("Ibrahima", "Soumaré", "m", "Guinée", "fr,ff", "Labé", &[]),
    ("Mamadou", "Keïta", "m", "Mali", "fr,bm", "Kayes", &["diet"]),
    ("Oksana", "Tkatchenko", "f", "Ukraine", "uk,ru", "Kharkiv", &["interpreter"]),
    ("Danylo", "Tkatchenko", "m", "Ukraine", "uk,ru", "Kharkiv", &["interpreter"]),
    ("Samira", "Haïdari", "f", "Afghanistan", "fa,fr", "Hérat", &["interpreter"]),
    ("Reza", "Haïdari", "m", "Afghanistan", "fa", "Hérat", &["interpreter"]),
    ("Ethan", "Lévêque", "m", "France", "fr", "Melun", &["quiet-room"]),
    ("Maëlys", "Lévêque", "f", "France", "fr", "Melun", &[]),
    ("Kelly", "Mvoula", "f", "Congo", "fr,ln", "Pointe-Noire", &[]),
    ("Jordan", "Mvoula", "m", "Congo", "fr,ln", "Pointe-Noire", &[]),
    ("Yacine", "Belhadj", "m", "France", "fr,ar", "Vitry-sur-Seine", &["diet"]),
    ("Inès", "Belhadj", "f", "France", "fr,ar", "Vitry-sur-Seine", &["diet"]),
    ("Raphaël", "Amsellem", "m", "France", "fr,he", "Paris 19e", &["kosher", "rest-day"]),
    ("Noa", "Amsellem", "f", "France", "fr,he", "Paris 19e", &["kosher", "rest-day"]),
    ("Tiago", "Ferreira", "m", "Portugal", "pt,fr", "Braga", &[]),
    ("Chloé", "Marchand", "f", "France", "fr", "Évry", &[]),
    ("Lucas", "Marchand", "m", "France", "fr", "Évry", &[]),
    ("Adama", "Coulibaly", "m", "Côte d’Ivoire", "fr,dyu", "Bouaké", &[]),
    ("Fatou", "Sarr", "f", "Sénégal", "fr,wo", "Thiès", &[]),
    ("Bilal", "Rahmani", "m", "Algérie", "ar,fr", "Sétif", &["diet"]),
    ("Wassim", "Trabelsi", "m", "Tunisie", "ar,fr", "Sfax", &[]),
    ("Léa", "Fontaine", "f", "France", "fr", "Champigny", &["daily-care", "step-free"]),
    ("Hugo", "Fontaine", "m", "France", "fr", "Champigny", &[]),
    ("Nour", "Al Masri", "f", "Syrie", "ar,fr", "Homs", &[]),
    ("Karim", "Al Masri", "m", "Syrie", "ar,fr", "Homs", &[]),
    ("Tenzin", "Dorjé", "m", "sans nationalité", "bo,fr", "Katmandou", &["interpreter"]),
    ("Eva", "Nowak", "f", "Pologne", "pl,fr", "Łódź", &[]),
    ("Mathis", "Garnier", "m", "France", "fr", "Ivry-sur-Seine", &[]),
    ("Sékou", "Touré-Diallo", "m", "Guinée", "fr,ff", "Conakry", &[]),
    ("Moussa", "Barry", "m", "Guinée", "ff,fr", "Mamou", &[]),
    ("Jérémie", "Kabasele", "m", "RD Congo", "ln,fr", "Kinshasa", &[]),
    ("Grâce", "Kabasele", "f", "RD Congo", "ln,fr", "Kinshasa", &[]),
    ("Amine", "Cherif", "m", "Maroc", "ar,fr", "Oujda", &["diet"]),
    ("Anaïs", "Vasseur", "f", "France", "fr", "Créteil", &[]),
    ("Théo", "Vasseur", "m", "France", "fr", "Créteil", &[]),
    ("Hodan", "Warsame", "f", "Somalie", "so", "Mogadiscio", &["interpreter", "diet"]),
    ("Mehdi", "Lacombe", "m", "France", "fr", "Alfortville", &[]),
    ("Sofia", "Marques", "f", "Portugal", "pt,fr", "Porto", &[]),
];

/// Survivors supported at home: given name, surname, sex, birth (EDTF), place of birth, languages. Invented.
const SURVIVORS: [(&str, &str, &str, &str, &str, &str); 6] = [
    ("Paulette", "Erlanger", "f", "1934-05-02", "Paris 20e", "fr,yi"),
    ("Maurice", "Skornik", "m", "1936", "Metz", "fr,yi"),
    ("Rachel", "Ozeri", "f", "1938-11-19", "Salonique", "fr,lad"),
    ("Henri", "Wolkowicz", "m", "1935-02", "Bruxelles", "fr,yi,nl"),
    ("Vera", "Landesmann", "f", "1937~", "Bratislava", "hu,de,fr"),
    ("Jacques", "Amram", "m", "1933-08-30", "Oran", "fr"),
];

struct Today<'a> {
    events: BTreeMap<House, Vec<Event>>,
    ids: Ids<'a>,
    dice: Dice,
    members: BTreeMap<Who, MemberId>,
    home: FileId,
}

/// The acts of today's scene.
pub fn events(
    members: &BTreeMap<Who, MemberId>,
    places: &[FileId],
    ids: Ids<'_>,
) -> Result<BTreeMap<House, Vec<Event>>, Problem> {
    let mut today = Today {
        events: BTreeMap::new(),
        ids,
        dice: Dice::new(0x2026_1115),
        members: members.clone(),
        home: places[ACACIAS],
    };
    for number in 0..RESIDENTS.len() {
        today.resident(number)?;
    }
    for survivor in &SURVIVORS {
        today.survivor(survivor)?;
    }
    for events in today.events.values_mut() {
        events.sort_by_key(|e| e.at);
    }
    Ok(today.events)
}

impl Today<'_> {
    fn say(&mut self, house: House, day: Date, minute: i64, file: FileId, facts: Vec<Fact>) {
        self.events.entry(house).or_default().push(Event {
            at: at(day, minute),
            who: house.author(),
            file,
            act: Act::Say(facts),
        });
    }

    fn resident(&mut self, number: usize) -> Result<(), Problem> {
        let (given, surname, sex, country, languages, birth_place, needs) = RESIDENTS[number];
        let alone = !matches!(
            country,
            "France" | "Portugal" | "Pologne" | "Ukraine" | "Congo" | "RD Congo" | "Syrie" | "Afghanistan"
        );
        let age = if alone { self.dice.between(15, 17) } else { self.dice.between(6, 16) };
        let born = plus(PRESENT_DATE, -age * 365 - self.dice.between(20, 330));
        let from = self.dice.day(date(2023, 9, 4), date(2026, 10, 20)).max(plus(born, 2200));
        let (file, subject, stay) = (self.ids.file(), self.ids.subject(), self.ids.stay());
        let group = (1..RESIDENTS.len()).any(|o| o != number && RESIDENTS[o].1 == surname);
        let registration = Registration {
            given: given.into(),
            surname: surname.into(),
            sex: sex.into(),
            birth: if alone && number.is_multiple_of(4) { born.year().to_string() } else { born.to_string() },
            birth_place: birth_place.into(),
            nationality: country.into(),
            languages: languages.into(),
            family: group.then(|| self.family_key(surname)),
            source: "dossier d’admission".into(),
            arrival: Some(Arrival {
                place: self.home,
                kind: SPOTS[ACACIAS].kind,
                name: SPOTS[ACACIAS].name.into(),
                within: self.dice.pick(&["Étage des petits", "Étage des grands", "Pavillon"]).into(),
                from: from.to_string(),
                came_from: if alone { "accueil provisoire d’urgence" } else { "domicile familial" }.into(),
                reason: if alone {
                    "confié à l’aide sociale à l’enfance"
                } else {
                    "placement, juge des enfants"
                }
                .into(),
            }),
            ..Registration::default()
        };
        let ids = &mut self.ids;
        let mut facts = vec![Fact::Person(person::Fact::Subject { subject, volet: Volet::Administrative })];
        facts.extend(registration.facts(|| ids.key(), stay, from)?);
        facts.extend(
            needs.iter().map(|need| Fact::Person(person::Fact::Need { need: (*need).into(), there: true })),
        );
        if number.is_multiple_of(3) {
            let member = Some(self.members[&Who::HouseParent]);
            let name = Who::HouseParent.name().into();
            facts.push(Fact::Accompaniment(accompaniment::Fact::Assigned {
                part: Part::Responsible,
                member,
                name,
            }));
        }
        facts.extend(marked(number));
        self.say(House::Acacias, from, 15 * 60 + number as i64, file, facts);
        self.daily(number, file, stay);
        if alone {
            self.residence(number, file, from);
        }
        if number.is_multiple_of(2) || number == 23 {
            let sex = if sex == "f" { growth::Sex::Female } else { growth::Sex::Male };
            self.health(number, subject, from, (sex, born));
        }
        Ok(())
    }

    /// One key a surname, so that brothers and sisters stand together.
    fn family_key(&mut self, surname: &str) -> Key {
        let mut key = [0u8; 8];
        surname
            .bytes()
            .enumerate()
            .for_each(|(i, b)| key[i % 8] = key[i % 8].wrapping_mul(31).wrapping_add(b));
        Key(key)
    }

    /// Notes, and who is away this Sunday evening.
    fn daily(&mut self, number: usize, file: FileId, stay: domain::id::StayId) {
        let friday = plus(PRESENT_DATE, -2);
        let away = match number {
            0 | 1 | 17 | 18 | 35 | 36 => Some(("family-visit", friday, 17 * 60 + 30)),
            23 => Some(("hospital", plus(PRESENT_DATE, -4), 10 * 60)),
            31 => Some(("runaway", plus(PRESENT_DATE, -1), 22 * 60 + 15)),
            12 => Some(("school", plus(PRESENT_DATE, -1), 8 * 60)),
            _ => None,
        };
        if let Some((kind, from, minute)) = away {
            let absence = Absence { kind: kind.into(), from: Edtf::day(from), until: None, bed_kept: true };
            let fact = Fact::Stay(stay::Fact::Absent { key: self.ids.key(), stay, absence });
            self.say(House::Acacias, from, minute, file, vec![fact]);
        }
        let text = match number {
            31 => {
                "Parti après le dîner, veste grise, téléphone éteint. Foyer et commissariat prévenus à 22 h 15, la tutrice à 22 h 30."
            }
            12 => "Internat du lycée, retour vendredi.",
            23 => "Opération reportée à mardi ; sa mère dort sur place.",
            _ if number.is_multiple_of(2) => words::HOME[number % 4],
            _ => return,
        };
        let day =
            if number == 31 { plus(PRESENT_DATE, -1) } else { plus(PRESENT_DATE, -self.dice.between(1, 9)) };
        let note = Note { text: text.into(), on: Some(Edtf::day(day)), own_words: false };
        let fact = Fact::Note(note::Fact::Written { key: self.ids.key(), note });
        self.say(House::Acacias, day, 22 * 60 + 40, file, vec![fact]);
    }

    /// The residence permit of those who came alone: some papers are in hand, some are waited for.
    fn residence(&mut self, number: usize, file: FileId, from: Date) {
        let opened = self
            .dice
            .day(plus(from, 10).min(plus(PRESENT_DATE, -60)).max(date(2026, 2, 2)), plus(PRESENT_DATE, -20))
            .max(plus(from, 3));
        self.dossier(House::Acacias, "residence-minor-fr", file, opened, number);
    }

    fn dossier(&mut self, house: House, procedure: &str, file: FileId, opened: Date, number: usize) {
        let Some(found) = planning::procedure::find(procedure, 1) else { return };
        let key = self.ids.key();
        let opening = dossier::Opening { procedure: procedure.into(), version: 1, on: Edtf::day(opened) };
        let mut facts = vec![Fact::Dossier(dossier::Fact::Opened { dossier: key, opening })];
        // One in eleven was not asked yet: their papers wait for that.
        if !number.is_multiple_of(11) {
            let consent = consent::Consent {
                answer: "given".into(),
                giver: if house == House::Support {
                    "elle-même"
                } else {
                    "elle-même, avec son administrateur ad hoc"
                }
                .into(),
                on: Edtf::day(opened),
                until: None,
                language: "fr".into(),
                limits: String::new(),
            };
            facts.push(Fact::Consent(consent::Fact::For { purpose: "authorities".into(), consent }));
        }
        for (i, kind) in found.papers.iter().enumerate().take(2 + number % 5) {
            let asked = plus(opened, i as i64).min(PRESENT_DATE);
            let mut state = Paper::default().step(Status::Asked, asked, None);
            if (i + number) % 3 != 2 {
                let came = plus(asked, self.dice.between(4, 18)).min(plus(PRESENT_DATE, -1));
                state = state.step(Status::Received, came, kind.valid_days);
            }
            facts.push(Fact::Dossier(dossier::Fact::Paper { dossier: key, paper: kind.id.clone(), state }));
        }
        self.say(house, plus(opened, 19).min(PRESENT_DATE), 11 * 60 + number as i64, file, facts);
    }

    fn health(
        &mut self,
        number: usize,
        subject: domain::id::SubjectId,
        from: Date,
        (sex, born): (growth::Sex, Date),
    ) {
        let records: &[(&str, &str)] = match number {
            8 => &[("allergy", "Arachides. Adrénaline auto-injectable, ordonnance au dossier.")],
            23 => &[
                ("treatment", "Kinésithérapie deux fois par semaine."),
                ("examination", "Consultation d’orthopédie, intervention programmée."),
            ],
            n if n % 4 == 0 => &[("vaccination", "Calendrier à jour, copie du carnet.")],
            _ => &[
                ("examination", "Bilan d’entrée fait. Lunettes à refaire."),
                ("vaccination", "Rappel DTP à prévoir."),
            ],
        };
        let mut facts = vec![Fact::Person(person::Fact::Subject { subject, volet: Volet::Health })];
        for (kind, text) in records {
            let record = health::Record {
                kind: (*kind).into(),
                text: (*text).into(),
                from: Some(Edtf::day(from)),
                until: None,
            };
            facts.push(Fact::Health(health::Fact::Record { key: self.ids.key(), record }));
        }
        let file = self.ids.file();
        self.say(House::AcaciasHealth, from, 16 * 60, file, facts);
        // Twice a year on the scale of the house, this month included.
        let body = Body { sex: Some(sex), birth: Some(Edtf::day(born)) };
        for half in 0.. {
            let on = plus(from, 182 * half).min(plus(PRESENT_DATE, -3));
            let z = scales::begins_at(number) / 2.0 + 0.1 * half as f64;
            if let Some(weighed) = scales::weighing(sex, born, on, z.min(1.0)) {
                let facts = scales::facts(|| self.ids.key(), &body, weighed, false);
                self.say(House::AcaciasHealth, on, 17 * 60, file, facts);
            }
            if on == plus(PRESENT_DATE, -3) {
                break;
            }
        }
    }

    fn survivor(&mut self, row: &(&str, &str, &str, &str, &str, &str)) -> Result<(), Problem> {
        let (given, surname, sex, birth, place, languages) = *row;
        let (file, subject, stay) = (self.ids.file(), self.ids.subject(), self.ids.stay());
        let registration = Registration {
            given: given.into(),
            surname: surname.into(),
            sex: sex.into(),
            birth: birth.into(),
            birth_place: place.into(),
            nationality: "France".into(),
            languages: languages.into(),
            source: "premier entretien, à domicile".into(),
            ..Registration::default()
        };
        let day = self.dice.day(date(2024, 2, 1), date(2026, 5, 30));
        let ids = &mut self.ids;
        let mut facts = vec![Fact::Person(person::Fact::Subject { subject, volet: Volet::Administrative })];
        facts.extend(registration.facts(|| ids.key(), stay, day)?);
        let rule = "Toujours la même visiteuse, le mardi à la même heure ; ne pas faire raconter deux fois.";
        facts.push(Fact::Person(person::Fact::Mark { mark: "call-rule".into(), text: rule.into() }));
        self.say(House::Support, day, 14 * 60, file, facts);
        if sex == "f" {
            self.dossier(House::Support, "survivor-pension", file, plus(day, 40), 3);
        }
        Ok(())
    }
}

/// What stands beside a resident's name on every page.
fn marked(number: usize) -> Option<Fact> {
    let (mark, text) = match number {
        8 => ("allergy", "Arachides : stylo dans la pharmacie du bureau, appeler le 15."),
        28 => ("no-photo", "Pas d’image d’elle, ni imprimée ni en ligne."),
        _ => return None,
    };
    Some(Fact::Person(person::Fact::Mark { mark: mark.into(), text: text.into() }))
}
