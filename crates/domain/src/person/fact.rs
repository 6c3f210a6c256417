//! What can be said of a person: names, birth, languages, needs, marks, death. Facts and their slots, nothing derived.

use crate::id::{Key, SubjectId};
use crate::said::Answer;
use linkage::edtf::Edtf;
use serde::{Deserialize, Serialize};

/// Which side of a person a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Volet {
    /// Identity, kin, stays, papers.
    Administrative,
    /// School and work.
    Educational,
    /// Health.
    Health,
    /// The psychologist's.
    Psychological,
    /// Orders and hearings.
    Judicial,
    /// Persecution history and claims.
    Survivor,
    /// Religion and origin.
    Origin,
}

impl Volet {
    /// The name used in locale files.
    pub fn key(self) -> &'static str {
        match self {
            Volet::Administrative => "administrative",
            Volet::Educational => "educational",
            Volet::Health => "health",
            Volet::Psychological => "psychological",
            Volet::Judicial => "judicial",
            Volet::Survivor => "survivor",
            Volet::Origin => "origin",
        }
    }
}

/// What kind of name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameKind {
    /// In use.
    Usual,
    /// At birth.
    Birth,
    /// By marriage.
    Married,
    /// What they are called at home.
    Nickname,
    /// As an office spelt it.
    AsFound,
}

impl NameKind {
    /// All, in the order forms list them.
    pub const ALL: [NameKind; 5] =
        [NameKind::Usual, NameKind::Birth, NameKind::Married, NameKind::Nickname, NameKind::AsFound];

    /// The name used in forms and locale files.
    pub fn key(self) -> &'static str {
        match self {
            NameKind::Usual => "usual",
            NameKind::Birth => "birth",
            NameKind::Married => "married",
            NameKind::Nickname => "nickname",
            NameKind::AsFound => "as-found",
        }
    }

    /// The kind of that name.
    pub fn parse(text: &str) -> Option<NameKind> {
        NameKind::ALL.into_iter().find(|k| k.key() == text)
    }
}

/// One attested form of a name, as written, in whatever script.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Name {
    /// Given names.
    pub given: String,
    /// Surname.
    pub surname: String,
    /// Its kind.
    pub kind: NameKind,
    /// Where it was found (register, mother, certificate).
    pub source: String,
    /// When it was borne, where known.
    pub period: Option<Edtf>,
}

impl Name {
    /// "Surname, Given" with whichever part exists.
    pub fn sorted(&self) -> String {
        match (self.surname.is_empty(), self.given.is_empty()) {
            (false, false) => format!("{}, {}", self.surname, self.given),
            (false, true) => self.surname.clone(),
            _ => self.given.clone(),
        }
    }

    /// "Given Surname".
    pub fn spoken(&self) -> String {
        format!("{} {}", self.given, self.surname).trim().to_string()
    }

    /// The script of the surname (or of the given name).
    pub fn script(&self) -> linkage::name::Script {
        linkage::name::script_of(if self.surname.is_empty() { &self.given } else { &self.surname })
    }
}

/// Sex as recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sex {
    /// Female.
    #[serde(rename = "f")]
    Female,
    /// Male.
    #[serde(rename = "m")]
    Male,
    /// Neither, or not determined.
    #[serde(rename = "x")]
    Other,
}

impl Sex {
    /// `f`, `m` or `x`.
    pub fn letter(self) -> char {
        match self {
            Sex::Female => 'f',
            Sex::Male => 'm',
            Sex::Other => 'x',
        }
    }

    /// From `f`, `m`, `x`.
    pub fn parse(text: &str) -> Option<Sex> {
        [Sex::Female, Sex::Male, Sex::Other]
            .into_iter()
            .find(|s| text.eq_ignore_ascii_case(&s.letter().to_string()))
    }
}

/// What a house has to provide for; the reason behind it is nobody's business here.
pub const NEEDS: [&str; 8] =
    ["kosher", "rest-day", "diet", "step-free", "quiet-room", "interpreter", "escort", "daily-care"];

/// The six domains of the Washington Group short set.
pub const WASHINGTON_DOMAINS: [&str; 6] =
    ["seeing", "hearing", "walking", "cognition", "self-care", "communication"];
/// Its four answers, none to cannot at all.
pub const WASHINGTON_LEVELS: [&str; 4] =
    ["no-difficulty", "some-difficulty", "a-lot-of-difficulty", "cannot-do"];

/// Marks shown beside the name on every page, each with words beside the sign.
pub const MARKS: [&str; 4] = ["allergy", "contact-ban", "no-photo", "call-rule"];

/// What a contact is to the person: somebody they wish to find, somebody who must not find them, or neither any more.
pub const WISHES: [&str; 3] = ["wished", "unwished", "no-longer"];

/// Somebody the person wishes to find or to hear of, or does not wish to be found by (the forms of the Inter-Agency
/// handbook ask for up to three).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Of [`WISHES`].
    pub wish: String,
    /// Their name, as told.
    pub name: String,
    /// What they are to the person, in the words told.
    pub tie: String,
    /// Last known address or place.
    pub last_known: String,
}

/// What is measured for clothing and shoes.
pub const SIZES: [&str; 2] = ["shoes", "clothing"];

/// A death, as far as known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Death {
    /// When.
    pub on: Edtf,
    /// Where.
    pub place: String,
    /// Of what.
    pub cause: String,
    /// Who or what says so.
    pub source: String,
    /// Where buried.
    pub burial: String,
}

/// What is said of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// Whose file it is, and which volet.
    Subject {
        /// Whose.
        subject: SubjectId,
        /// Which side of them.
        volet: Volet,
    },
    /// A name.
    Name {
        /// Key of this form, so that a slip in it can be corrected.
        key: Key,
        /// The name.
        name: Name,
    },
    /// Birth.
    Born(Edtf),
    /// Place of birth as told.
    BirthPlace(Answer<String>),
    /// Sex.
    Sex(Sex),
    /// A nationality held (or no longer).
    Nationality {
        /// As told.
        country: String,
        /// Whether it stands.
        held: bool,
    },
    /// A language.
    Language {
        /// BCP 47 tag or plain name.
        language: String,
        /// Whether they speak it.
        spoken: bool,
    },
    /// A need of [`NEEDS`].
    Need {
        /// Which.
        need: String,
        /// Whether it is there.
        there: bool,
    },
    /// An answer of the Washington Group short set.
    Washington {
        /// Of [`WASHINGTON_DOMAINS`].
        domain: String,
        /// Of [`WASHINGTON_LEVELS`].
        level: Answer<String>,
    },
    /// A mark of [`MARKS`].
    Mark {
        /// Which.
        mark: String,
        /// What to do, in words; empty takes it down.
        text: String,
    },
    /// Number in an institution's register.
    RegisterNumber {
        /// Which register.
        register: String,
        /// The number.
        number: String,
    },
    /// Date, place and cause of separation from the family.
    Separation {
        /// When.
        on: Option<Edtf>,
        /// Where and how, in the words told.
        account: String,
        /// Of the CPIMS list.
        cause: String,
    },
    /// A row of a register this person came from: what could not be read stays as it stood.
    Row {
        /// Fingerprint of the row, so that the same file imported again adds nothing.
        fingerprint: String,
        /// File and line.
        source: String,
        /// Columns without a place of their own, or cells that could not be read.
        kept: Vec<(String, String)>,
    },
    /// A photograph, re-encoded, its metadata gone.
    Photo {
        /// Hash of the ciphertext, hexadecimal.
        address: String,
        /// Its own key, 32 bytes.
        #[serde(with = "crate::compartment::bytes")]
        key: Vec<u8>,
        /// What and when, in words.
        caption: String,
    },
    /// Somebody they wish to find, or not to be found by.
    Contact {
        /// Key.
        key: Key,
        /// Whom.
        contact: Contact,
    },
    /// A size, so that a parcel fits.
    Size {
        /// Of [`SIZES`].
        of: String,
        /// As it is read off the label or measured; empty takes it back.
        size: String,
    },
    /// Death.
    Died(Death),
    /// Who was told of the death.
    Told {
        /// Key.
        key: Key,
        /// Whom.
        whom: String,
        /// By whom.
        by: String,
        /// When.
        on: Edtf,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Subject { .. } => "person/subject".into(),
            Fact::Name { key, .. } => format!("person/name/{key}"),
            Fact::Born(_) => "person/born".into(),
            Fact::BirthPlace(_) => "person/birth-place".into(),
            Fact::Sex(_) => "person/sex".into(),
            Fact::Nationality { country, .. } => format!("person/nationality/{country}"),
            Fact::Language { language, .. } => format!("person/language/{language}"),
            Fact::Need { need, .. } => format!("person/need/{need}"),
            Fact::Washington { domain, .. } => format!("person/washington/{domain}"),
            Fact::Mark { mark, .. } => format!("person/mark/{mark}"),
            Fact::RegisterNumber { register, .. } => format!("person/number/{register}"),
            Fact::Separation { .. } => "person/separation".into(),
            Fact::Row { fingerprint, .. } => format!("person/row/{fingerprint}"),
            Fact::Photo { .. } => "person/photo".into(),
            Fact::Contact { key, .. } => format!("person/contact/{key}"),
            Fact::Size { of, .. } => format!("person/size/{of}"),
            Fact::Died(_) => "person/died".into(),
            Fact::Told { key, .. } => format!("person/told/{key}"),
        }
    }
}
