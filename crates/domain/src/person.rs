//! A person: names in several scripts and kinds, birth with its bounds, languages, needs; never overwritten.
//!
//! Religion and origin stand nowhere in this room: what a house needs to know is stored as a need (`kosher`,
//! `rest-day`). A birth known by its year stays a year.

mod fact;

pub use fact::{
    Contact, Death, Fact, MARKS, NEEDS, Name, NameKind, SIZES, Sex, Volet, WASHINGTON_DOMAINS,
    WASHINGTON_LEVELS, WISHES,
};

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::{Key, SubjectId};
use crate::said::{Answer, Attested, Said};
use linkage::edtf::Edtf;
use std::collections::BTreeMap;

macro_rules! pick {
    ($pattern:pat => $value:expr) => {
        |fact: &Entry| match fact {
            Entry::Person($pattern) => Some($value),
            _ => None,
        }
    };
}

/// A person's file, read.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Person {
    /// Whose file.
    pub subject: Option<SubjectId>,
    /// Which volet.
    pub volet: Option<Volet>,
    /// Names that stand, with their keys.
    pub names: Vec<(Key, Said<Name>)>,
    /// Birth.
    pub born: Option<Said<Edtf>>,
    /// Place of birth.
    pub birth_place: Option<Said<Answer<String>>>,
    /// Sex.
    pub sex: Option<Said<Sex>>,
    /// Nationalities that stand.
    pub nationalities: Vec<String>,
    /// Languages spoken.
    pub languages: Vec<String>,
    /// Needs.
    pub needs: Vec<String>,
    /// Washington Group answers by domain.
    pub washington: BTreeMap<String, Said<Answer<String>>>,
    /// Marks with their words.
    pub marks: Vec<(String, String)>,
    /// Register numbers.
    pub numbers: Vec<(String, String)>,
    /// Photograph: address and key.
    pub photo: Option<(String, Vec<u8>)>,
    /// People they wish to find, or not to be found by.
    pub contacts: Vec<(Key, Said<Contact>)>,
    /// Sizes of [`SIZES`].
    pub sizes: Vec<(String, String)>,
    /// Death.
    pub died: Option<Said<Death>>,
}

impl Person {
    /// Reads a file.
    pub fn of(file: &File) -> Person {
        let subject =
            file.said("person/subject", pick!(Fact::Subject { subject, volet } => (*subject, *volet)));
        let flags = |prefix: &'static str, pick: fn(&Entry) -> Option<(String, bool)>| -> Vec<String> {
            file.said_under(prefix, pick)
                .filter(|(_, s)| s.latest().1)
                .map(|(_, s)| s.latest().0.clone())
                .collect()
        };
        Person {
            subject: subject.as_ref().map(|s| s.latest().0),
            volet: subject.as_ref().map(|s| s.latest().1),
            names: names(file),
            born: file.said("person/born", pick!(Fact::Born(on) => on.clone())),
            birth_place: file.said("person/birth-place", pick!(Fact::BirthPlace(place) => place.clone())),
            sex: file.said("person/sex", pick!(Fact::Sex(sex) => *sex)),
            nationalities: flags(
                "person/nationality/",
                pick!(Fact::Nationality { country, held } => (country.clone(), *held)),
            ),
            languages: flags(
                "person/language/",
                pick!(Fact::Language { language, spoken } => (language.clone(), *spoken)),
            ),
            needs: flags("person/need/", pick!(Fact::Need { need, there } => (need.clone(), *there))),
            washington: file
                .said_under("person/washington/", pick!(Fact::Washington { level, .. } => level.clone()))
                .map(|(slot, said)| (slot.trim_start_matches("person/washington/").to_string(), said))
                .collect(),
            marks: file
                .said_under("person/mark/", pick!(Fact::Mark { mark, text } => (mark.clone(), text.clone())))
                .map(|(_, s)| s.latest().clone())
                .filter(|(_, text)| !text.is_empty())
                .collect(),
            numbers: file
                .said_under(
                    "person/number/",
                    pick!(Fact::RegisterNumber { register, number } => (register.clone(), number.clone())),
                )
                .map(|(_, s)| s.latest().clone())
                .collect(),
            photo: file
                .said(
                    "person/photo",
                    pick!(Fact::Photo { address, key, .. } => (address.clone(), key.clone())),
                )
                .map(|s| s.latest().clone()),
            contacts: file
                .said_under(
                    "person/contact/",
                    pick!(Fact::Contact { key, contact } => (*key, contact.clone())),
                )
                .map(|(_, said)| (said.latest().0, said.map(|(_, contact)| contact)))
                .collect(),
            sizes: file
                .said_under("person/size/", pick!(Fact::Size { of, size } => (of.clone(), size.clone())))
                .map(|(_, s)| s.latest().clone())
                .filter(|(_, size)| !size.is_empty())
                .collect(),
            died: file.said("person/died", pick!(Fact::Died(death) => death.clone())),
        }
    }

    /// The name shown: the usual one, else the first attested.
    pub fn shown(&self) -> Option<&Name> {
        let usual = self.names.iter().find(|(_, n)| n.latest().kind == NameKind::Usual);
        usual.or(self.names.first()).map(|(_, n)| n.latest())
    }

    /// The short code.
    pub fn code(&self) -> Option<String> {
        self.subject.as_ref().map(crate::code::of)
    }

    /// Birth, as last said.
    pub fn birth(&self) -> Option<&Edtf> {
        self.born.as_ref().map(Said::latest)
    }

    /// Whether the Washington Group counts a disability: at least one domain "a lot of difficulty" or more.
    pub fn disability(&self) -> bool {
        self.washington
            .values()
            .any(|said| said.latest().given().is_some_and(|l| WASHINGTON_LEVELS[2..].contains(&l.as_str())))
    }
}

/// Names that stand, oldest attestation first, so that the one known from the start leads.
fn names(file: &File) -> Vec<(Key, Said<Name>)> {
    let keyed = pick!(Fact::Name { key, name } => (*key, name.clone()));
    let mut names: Vec<(Key, Said<Name>)> = file
        .said_under("person/name/", keyed)
        .map(|(_, said)| (said.latest().0, said.map(|(_, name)| name)))
        .collect();
    let since = |said: &Said<Name>| -> Option<(crate::entry::Stamp, crate::id::EntryId)> {
        said.all().iter().map(|a: &Attested<Name>| (a.stamp, a.entry)).min()
    };
    names.sort_by_key(|(key, said)| (since(said), *key));
    names
}
