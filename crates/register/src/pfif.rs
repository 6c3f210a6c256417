//! PFIF, the People Finder Interchange Format: persons who are sought or found, and notes about them, versions 1.1 to 1.4
//! in, 1.4 out.
//!
//! Source: the PFIF 1.4 specification (zesty.ca/pfif/1.4). Older names are read as their later ones (`first_name` as
//! `given_name`, `other` as `description`, `found` as a status). A file is hostile until it is read: it has no entities
//! but XML's own five, no more than [`MOST_BYTES`], [`MOST_RECORDS`] and [`MOST_TEXT`] of each; what is wrong with a
//! record is said and the record left out. A record that has expired keeps its id and its dates, nothing else.

mod reading;
mod writing;

pub use reading::pfif;
pub use writing::write;

use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Bytes of a file.
pub const MOST_BYTES: usize = 32 << 20;
/// Records of a file, persons and notes.
pub const MOST_RECORDS: usize = 100_000;
/// Bytes of one field.
pub const MOST_TEXT: usize = 16 << 10;

/// Fields of a person in 1.4, in the order in which they are written.
pub const PERSON: [&str; 25] = [
    "person_record_id",
    "entry_date",
    "expiry_date",
    "author_name",
    "author_email",
    "author_phone",
    "source_name",
    "source_date",
    "source_url",
    "full_name",
    "given_name",
    "family_name",
    "alternate_names",
    "description",
    "sex",
    "date_of_birth",
    "age",
    "home_street",
    "home_neighborhood",
    "home_city",
    "home_state",
    "home_postal_code",
    "home_country",
    "photo_url",
    "profile_urls",
];
/// Fields of a note in 1.4, likewise.
pub const NOTE: [&str; 15] = [
    "note_record_id",
    "person_record_id",
    "linked_person_record_id",
    "entry_date",
    "author_name",
    "author_email",
    "author_phone",
    "source_date",
    "author_made_contact",
    "status",
    "email_of_found_person",
    "phone_of_found_person",
    "last_known_location",
    "text",
    "photo_url",
];
/// What a note may say of somebody.
pub const STATUSES: [&str; 5] =
    ["information_sought", "is_note_author", "believed_alive", "believed_missing", "believed_dead"];
/// What is left of an expired person.
pub const LEFT_WHEN_EXPIRED: [&str; 4] = ["person_record_id", "source_date", "entry_date", "expiry_date"];

/// A record: fields with their texts; fields that are empty are not there.
pub type Fields = BTreeMap<&'static str, String>;

/// A person with the notes about them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Of [`PERSON`].
    pub fields: Fields,
    /// Each of [`NOTE`].
    pub notes: Vec<Fields>,
}

/// What is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PfifProblem {
    /// Which person or note, counted from one in the file; 0 is the file.
    pub record: usize,
    /// The field, where one is at fault.
    pub field: String,
    /// The value.
    pub value: String,
    /// Why it is a problem.
    pub why: PfifWhy,
}

/// Why something is a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PfifWhy {
    /// This is no XML, or it breaks off: what came before stands.
    Broken,
    /// It has entities or a document type of its own, which are not read.
    Entities,
    /// It is no PFIF of versions 1.1 to 1.4.
    OtherFormat,
    /// A field that must be there is not: the record is left out.
    Missing,
    /// The value is none that the field may have: the field is left out.
    Unknown,
    /// It is longer than is read: the field is cut.
    TooLong,
    /// There are more records than are read.
    TooMany,
}

impl PfifWhy {
    /// A sentence and what would help.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Broken => {
                ("the file is no XML from here on", "Export it again; what came before was read.")
            }
            Self::Entities => ("it has entities of its own", "Export it without a document type."),
            Self::OtherFormat => ("this is no PFIF of versions 1.1 to 1.4", "Export it as PFIF 1.4."),
            Self::Missing => {
                ("a field that PFIF requires is missing", "Ask the sender; the record was left out.")
            }
            Self::Unknown => ("the value is none that PFIF knows", "Ask the sender; the field was left out."),
            Self::TooLong => ("the text is too long", "It was cut."),
            Self::TooMany => ("there are more records than are read at once", "Split the file."),
        }
    }
}

/// What was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// Persons with their notes, in the order of the file.
    pub persons: Vec<Person>,
    /// How many had expired: they are among the persons with their id and dates only.
    pub expired: usize,
    /// What is wrong.
    pub problems: Vec<PfifProblem>,
}

/// Takes everything from an expired record but its id and dates; whether it had expired.
pub fn expire(person: &mut Person, today: Date) -> bool {
    let expired = expired(&person.fields, today);
    if expired {
        person.fields.retain(|field, _| LEFT_WHEN_EXPIRED.contains(field));
        person.notes.clear();
    }
    expired
}

fn expired(fields: &Fields, today: Date) -> bool {
    let past = |text: &String| {
        text.get(..10).and_then(|day| day.parse::<Date>().ok()).is_some_and(|day| day < today)
    };
    fields.get("expiry_date").is_some_and(past)
}

/// The text without the characters that XML 1.0 cannot hold, and without the control characters that it advises against.
fn plain(text: &str) -> String {
    let held = |c: &char| match c {
        '\n' | '\t' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        other => !other.is_control(),
    };
    text.chars().filter(held).collect()
}
