//! Places: camps with barracks, relay houses, homes, foster families, schools, hospitals, premises.
//!
//! A barrack is a place inside a camp. Capacity is by sex and age band; more people than beds is shown, never forbidden.

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::{FileId, Key};
use crate::said::{Attested, Said};
use jiff::civil::Date;
use linkage::edtf::Edtf;
use serde::{Deserialize, Serialize};

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Internment camp. A word of the historical scene only.
    Camp,
    /// A barrack within a camp.
    Barrack,
    /// Premises of the organisation within a camp.
    Premises,
    /// A relay house.
    RelayHouse,
    /// A children's home.
    Home,
    /// A foster family.
    FosterFamily,
    /// A school.
    School,
    /// A hospital.
    Hospital,
    /// The person's own family.
    Family,
    /// An institution of another body.
    Institution,
}

impl Kind {
    /// All, in the order forms list them.
    pub const ALL: [Kind; 10] = [
        Kind::Camp,
        Kind::Barrack,
        Kind::Premises,
        Kind::RelayHouse,
        Kind::Home,
        Kind::FosterFamily,
        Kind::School,
        Kind::Hospital,
        Kind::Family,
        Kind::Institution,
    ];

    /// The name used in commands, forms and locale files.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Camp => "camp",
            Kind::Barrack => "barrack",
            Kind::Premises => "premises",
            Kind::RelayHouse => "relay-house",
            Kind::Home => "home",
            Kind::FosterFamily => "foster-family",
            Kind::School => "school",
            Kind::Hospital => "hospital",
            Kind::Family => "family",
            Kind::Institution => "institution",
        }
    }

    /// The kind of that name.
    pub fn parse(text: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.key() == text)
    }

    /// Whether people live there, so that it has stays.
    pub fn lived_in(self) -> bool {
        !matches!(self, Kind::Premises | Kind::School)
    }
}

/// By what right a place is held.
pub const TENURES: [&str; 6] = ["owned", "rented", "lent", "given", "requisitioned", "of-the-state"];

/// A band of beds: sex (`f`, `m`, `any`), ages both included, how many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beds {
    /// `f`, `m` or `any`.
    pub sex: String,
    /// Youngest, in whole years.
    pub from_age: u16,
    /// Oldest, in whole years.
    pub to_age: u16,
    /// Beds.
    pub count: u32,
    /// Of these, beds that cannot be used now.
    pub blocked: u32,
}

/// A roll-call as it was taken: the people it found, and those it found away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollCall {
    /// Of which night.
    pub on: Date,
    /// People there.
    pub here: u32,
    /// People away, for whatever reason.
    pub away: u32,
}

/// What is said of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// What it is and what it is called.
    Named {
        /// Kind.
        kind: Kind,
        /// Name.
        name: String,
    },
    /// A name it also bears or bore.
    AlsoCalled {
        /// The name.
        name: String,
        /// Whether it stands.
        holds: bool,
    },
    /// The place it lies within (a barrack in its camp).
    Within(FileId),
    /// Where it lies.
    Located {
        /// Commune.
        commune: String,
        /// Département or region.
        region: String,
        /// Country, as a word.
        country: String,
    },
    /// By what right it is held.
    Tenure {
        /// Of [`TENURES`].
        tenure: String,
        /// Owner.
        owner: String,
        /// Until when.
        until: Option<Edtf>,
        /// Terms, rent, notice.
        terms: String,
    },
    /// Beds of one band.
    Beds {
        /// Key of the band.
        key: Key,
        /// The band.
        beds: Beds,
    },
    /// Whether it offers what some children need.
    Offers {
        /// Of [`NEEDS`](crate::person::NEEDS).
        need: String,
        /// Whether it is there.
        there: bool,
    },
    /// Whether somebody of the house speaks a language.
    Speaks {
        /// BCP 47 tag or plain name, as in the files of people.
        language: String,
        /// Whether it is spoken.
        spoken: bool,
    },
    /// When it opened.
    Opened(Edtf),
    /// When it closed.
    Closed(Edtf),
    /// Hours within which an arrival has to be confirmed.
    ConfirmWithin {
        /// Hours.
        hours: u32,
    },
    /// A roll-call was taken, whether or not it changed anything.
    RollCall {
        /// Its key: each roll-call stands.
        key: Key,
        /// What it found.
        call: RollCall,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Named { .. } => "place/named".into(),
            Fact::AlsoCalled { name, .. } => format!("place/also/{name}"),
            Fact::Within(_) => "place/within".into(),
            Fact::Located { .. } => "place/located".into(),
            Fact::Tenure { .. } => "place/tenure".into(),
            Fact::Beds { key, .. } => format!("place/beds/{key}"),
            Fact::Offers { need, .. } => format!("place/offers/{need}"),
            Fact::Speaks { language, .. } => format!("place/speaks/{language}"),
            Fact::Opened(_) => "place/opened".into(),
            Fact::Closed(_) => "place/closed".into(),
            Fact::ConfirmWithin { .. } => "place/confirm-within".into(),
            Fact::RollCall { key, .. } => format!("place/roll-call/{key}"),
        }
    }
}

/// A place's file, read.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Place {
    /// Kind and name.
    pub named: Option<Said<(Kind, String)>>,
    /// Other names.
    pub also: Vec<String>,
    /// The place around it.
    pub within: Option<FileId>,
    /// Commune, region, country.
    pub located: Option<(String, String, String)>,
    /// Tenure, owner, until, terms.
    pub tenure: Option<(String, String, Option<Edtf>, String)>,
    /// Beds by band.
    pub beds: Vec<(Key, Beds)>,
    /// What it offers, of [`NEEDS`](crate::person::NEEDS).
    pub offers: Vec<String>,
    /// Languages somebody of the house speaks.
    pub languages: Vec<String>,
    /// Opening.
    pub opened: Option<Edtf>,
    /// Closing.
    pub closed: Option<Edtf>,
    /// Hours to confirm an arrival.
    pub confirm_within: Option<u32>,
    /// The roll-call written last, with who took it and when.
    pub roll_call: Option<Attested<RollCall>>,
}

macro_rules! pick {
    ($pattern:pat => $value:expr) => {
        |fact: &Entry| match fact {
            Entry::Place($pattern) => Some($value),
            _ => None,
        }
    };
}

/// Words that were said to hold, and were not taken back since.
fn held(file: &File, prefix: &str, pick: fn(&Entry) -> Option<(String, bool)>) -> Vec<String> {
    let said = file.said_under(prefix, pick).filter(|(_, said)| said.latest().1);
    said.map(|(_, said)| said.latest().0.clone()).collect()
}

impl Place {
    /// Reads a file.
    pub fn of(file: &File) -> Place {
        let date = |slot, pick: fn(&Entry) -> Option<Edtf>| file.said(slot, pick).map(|s| s.latest().clone());
        Place {
            named: file.said("place/named", pick!(Fact::Named { kind, name } => (*kind, name.clone()))),
            also: held(file, "place/also/", pick!(Fact::AlsoCalled { name, holds } => (name.clone(), *holds))),
            within: file.said("place/within", pick!(Fact::Within(place) => *place)).map(|s| *s.latest()),
            located: file
                .said(
                    "place/located",
                    pick!(Fact::Located { commune, region, country } => (commune.clone(), region.clone(), country.clone())),
                )
                .map(|s| s.latest().clone()),
            tenure: file
                .said(
                    "place/tenure",
                    pick!(Fact::Tenure { tenure, owner, until, terms } =>
                        (tenure.clone(), owner.clone(), until.clone(), terms.clone())),
                )
                .map(|s| s.latest().clone()),
            beds: file
                .said_under("place/beds/", pick!(Fact::Beds { key, beds } => (*key, beds.clone())))
                .map(|(_, s)| s.latest().clone())
                .collect(),
            offers: held(file, "place/offers/", pick!(Fact::Offers { need, there } => (need.clone(), *there))),
            languages: held(
                file,
                "place/speaks/",
                pick!(Fact::Speaks { language, spoken } => (language.clone(), *spoken)),
            ),
            opened: date("place/opened", pick!(Fact::Opened(on) => on.clone())),
            closed: date("place/closed", pick!(Fact::Closed(on) => on.clone())),
            confirm_within: file
                .said("place/confirm-within", pick!(Fact::ConfirmWithin { hours } => *hours))
                .map(|s| *s.latest()),
            roll_call: file
                .said_under("place/roll-call/", pick!(Fact::RollCall { call, .. } => call.clone()))
                .flat_map(|(_, said)| said.all().to_vec())
                .max_by_key(|call| (call.stamp, call.entry)),
        }
    }

    /// Kind and name as last said.
    pub fn kind_and_name(&self) -> Option<(Kind, &str)> {
        self.named.as_ref().map(|s| (s.latest().0, s.latest().1.as_str()))
    }

    /// Beds that can be slept in.
    pub fn capacity(&self) -> u32 {
        self.beds.iter().map(|(_, b)| b.count.saturating_sub(b.blocked)).fold(0, u32::saturating_add)
    }
}
