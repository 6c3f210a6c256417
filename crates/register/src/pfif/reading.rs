//! Reading PFIF, element by element.

use super::{
    Fields, MOST_BYTES, MOST_RECORDS, MOST_TEXT, NOTE, PERSON, Person, PfifProblem, PfifWhy, Read, STATUSES,
    expire, expired, plain,
};
use jiff::civil::Date;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::HashMap;

/// Reads a file; `today` says what has expired.
#[must_use]
pub fn pfif(bytes: &[u8], today: Date) -> Read {
    let mut reading = Reading::on(today);
    if bytes.len() > MOST_BYTES {
        reading.problem("", "", PfifWhy::TooMany);
        return reading.read;
    }
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => reading.open(&start),
            Ok(Event::Empty(start)) => {
                reading.open(&start);
                reading.close();
            }
            Ok(Event::End(_)) => reading.close(),
            Ok(Event::Text(text)) => reading.say(&text.xml_content(XmlVersion::Implicit1_0)),
            Ok(Event::CData(data)) => reading.say(&data.xml_content(XmlVersion::Implicit1_0)),
            Ok(Event::GeneralRef(reference)) => {
                let named = of_xml(&reference);
                match reference.resolve_char_ref().ok().flatten().or(named) {
                    Some(c) => reading.say(c.encode_utf8(&mut [0; 4])),
                    None => reading.problem("", "", PfifWhy::Entities),
                }
            }
            Ok(Event::DocType(_)) => {
                reading.problem("", "", PfifWhy::Entities);
                return reading.read;
            }
            Ok(Event::Eof) if reading.path.is_empty() => break,
            Ok(Event::Eof) | Err(_) => return reading.broken(),
            Ok(_) => {}
        }
        if reading.stopped {
            break;
        }
    }
    reading.finish()
}

/// XML's own entities.
fn of_xml(name: &str) -> Option<char> {
    [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')]
        .into_iter()
        .find_map(|(known, c)| (known == name).then_some(c))
}

struct Reading {
    read: Read,
    /// What is before it has expired.
    today: Date,
    path: Vec<String>,
    /// Whether the first element was seen to be PFIF.
    known: bool,
    person: Option<Person>,
    note: Option<Fields>,
    /// Notes that stand outside of persons, until all persons are known.
    loose: Vec<Fields>,
    text: String,
    cut: bool,
    records: usize,
    stopped: bool,
}

impl Reading {
    fn on(today: Date) -> Self {
        Self {
            read: Read::default(),
            today,
            path: Vec::new(),
            known: false,
            person: None,
            note: None,
            loose: Vec::new(),
            text: String::new(),
            cut: false,
            records: 0,
            stopped: false,
        }
    }

    fn problem(&mut self, field: &str, value: &str, why: PfifWhy) {
        let short: String = value.chars().take(80).collect();
        let (record, field) = (self.records, field.to_string());
        self.read.problems.push(PfifProblem { record, field, value: short, why });
    }

    fn open(&mut self, start: &BytesStart<'_>) {
        let name = start.local_name().as_ref().to_string();
        if self.path.is_empty() {
            self.known = name == "pfif" && is_pfif(start);
            if !self.known {
                self.problem("", &name, PfifWhy::OtherFormat);
                self.stopped = true;
            }
        }
        let at = self.path.last().map(String::as_str);
        match (name.as_str(), at) {
            ("person", Some("pfif")) => {
                self.count();
                self.person = Some(Person::default());
            }
            ("note", Some("pfif" | "person")) => {
                self.count();
                self.note = Some(Fields::new());
            }
            _ => {}
        }
        self.text.clear();
        self.cut = false;
        self.path.push(name);
    }

    fn count(&mut self) {
        self.records += 1;
        if self.records > MOST_RECORDS {
            self.problem("", "", PfifWhy::TooMany);
            self.stopped = true;
        }
    }

    fn say(&mut self, text: &str) {
        let room = MOST_TEXT.saturating_sub(self.text.len());
        self.cut |= text.len() > room;
        let end = (0..=room.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        self.text.push_str(&text[..end]);
    }

    fn close(&mut self) {
        let Some(name) = self.path.pop() else { return };
        let at = self.path.last().map(String::as_str);
        match (name.as_str(), at) {
            ("person", Some("pfif")) => {
                if let Some(person) = self.person.take() {
                    self.taken(person);
                }
            }
            ("note", Some("pfif" | "person")) => {
                if let Some(note) = self.note.take() {
                    self.noted(note);
                }
            }
            (field, Some("person" | "note")) => {
                let field = field.to_string();
                self.field(&field);
            }
            _ => {}
        }
        self.text.clear();
    }

    fn field(&mut self, name: &str) {
        // What XML cannot hold comes in by references only; it could not be written again.
        let value = plain(&self.text).trim().to_string();
        if value.is_empty() {
            return;
        }
        if self.cut {
            self.problem(name, &value, PfifWhy::TooLong);
        }
        let of_note = self.note.is_some();
        let (list, name, value): (&[&'static str], &str, String) = match (of_note, name) {
            (true, "found") => (&NOTE, "author_made_contact", value),
            (true, other) => (&NOTE, other, value),
            (false, "first_name") => (&PERSON, "given_name", value),
            (false, "last_name") => (&PERSON, "family_name", value),
            (false, "other") => (&PERSON, "description", value),
            (false, "home_zip") => (&PERSON, "home_postal_code", value),
            (false, other) => (&PERSON, other, value),
        };
        let Some(field) = list.iter().copied().find(|known| *known == name) else { return };
        let may = match field {
            "status" => STATUSES.contains(&value.as_str()),
            "sex" => ["female", "male", "other"].contains(&value.as_str()),
            _ => true,
        };
        if !may {
            return self.problem(field, &value, PfifWhy::Unknown);
        }
        let fields = self.note.as_mut().or(self.person.as_mut().map(|person| &mut person.fields));
        if let Some(fields) = fields {
            fields.insert(field, value);
        }
    }

    fn taken(&mut self, person: Person) {
        let has = |field: &str| person.fields.contains_key(field);
        // What is sent on of somebody who has expired has no name, and stays: it says that they have.
        let named = has("full_name")
            || has("given_name")
            || has("family_name")
            || expired(&person.fields, self.today);
        for (there, field) in [(has("person_record_id"), "person_record_id"), (named, "full_name")] {
            if !there {
                return self.problem(field, "", PfifWhy::Missing);
            }
        }
        self.read.persons.push(person);
    }

    fn noted(&mut self, note: Fields) {
        if !note.contains_key("note_record_id") {
            return self.problem("note_record_id", "", PfifWhy::Missing);
        }
        match &mut self.person {
            Some(person) => person.notes.push(note),
            None => self.loose.push(note),
        }
    }

    fn broken(mut self) -> Read {
        self.problem("", "", PfifWhy::Broken);
        self.finish()
    }

    fn finish(mut self) -> Read {
        if self.read.persons.is_empty() && !self.known && self.read.problems.is_empty() {
            self.problem("", "", PfifWhy::OtherFormat);
        }
        let by_id: HashMap<String, usize> =
            (0..).zip(&self.read.persons).map(|(at, p)| (p.fields["person_record_id"].clone(), at)).collect();
        for note in std::mem::take(&mut self.loose) {
            match note.get("person_record_id").and_then(|id| by_id.get(id)) {
                Some(at) => self.read.persons[*at].notes.push(note),
                None => self.problem("person_record_id", "", PfifWhy::Missing),
            }
        }
        let today = self.today;
        self.read.expired =
            self.read.persons.iter_mut().filter_map(|p| expire(p, today).then_some(())).count();
        self.read
    }
}

/// Whether the element declares a namespace of PFIF 1.1 to 1.4.
fn is_pfif(start: &BytesStart<'_>) -> bool {
    start.attributes().flatten().any(|attribute| {
        ["1.1", "1.2", "1.3", "1.4"]
            .iter()
            .any(|version| attribute.value == format!("http://zesty.ca/pfif/{version}"))
    })
}
