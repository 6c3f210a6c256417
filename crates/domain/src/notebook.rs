//! Sealed notebooks: which code has which true name, cover identity, hiding place, family. Each lies apart, with
//! custodians of its own; anybody entitled seals a page into one, nobody alone reads one, and no one of them says anything
//! alone.
//!
//! What is sealed is sealed in `journal::notebook`; here stands what is written about it. Nothing of this room ever stands
//! in the file of a person.

mod opening;

pub use opening::{Aim, Answer, Asked, Given, Opening, Wrapped};

use crate::compartment::{Custodians, Kind, bytes as octets};
use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::{FileId, MemberId};
use crate::refusal::{Refusal, Why, refuse};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Fewest custodians who open a page together.
pub const THRESHOLD_MIN: u8 = 2;
/// Most custodians of one notebook.
pub const HOLDERS_MAX: usize = 12;
/// Shortest purpose of an opening, in characters.
pub const PURPOSE_MIN: usize = 20;
/// Days in which an opening may be answered and done.
pub const OPENING_DAYS: i64 = 30;
/// Most pages one opening asks for.
pub const PAGES_MAX: usize = 1_000;
/// Days after which a notebook has to prove again that it opens.
pub const DRILL_DAYS: i64 = 90;
/// Longest text of one field of a page, in bytes.
pub const LEAF_TEXT_MAX: usize = 600;

/// The fields of a page, by notebook, in the order forms show them.
pub fn fields(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::TrueNames => &["given", "surname", "birth", "birth-place", "father", "mother", "remark"],
        Kind::Covers => &["given", "surname", "birth", "birth-place", "papers", "number", "remark"],
        Kind::HidingPlaces => &["host", "address", "since", "route", "remark"],
        Kind::Families => &["host", "address", "country", "remark"],
        Kind::House | Kind::Volet | Kind::Direction | Kind::Origin | Kind::Payments | Kind::Referral => &[],
    }
}

/// The clear text of a page. It exists while it is typed and while it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaf {
    /// The code it stands under, in all four notebooks.
    pub code: String,
    /// What it says, by [`fields`]; empty ones are left out.
    pub says: BTreeMap<String, String>,
    /// When it was written.
    pub on: Date,
}

impl Leaf {
    /// # Errors
    /// Names the field: a code that is misheard, a field of another notebook, nothing said, too much said.
    pub fn typed(self, kind: Kind) -> Result<Leaf, Refusal> {
        let code = crate::code::LongCode::typed("long_code", &self.code)?.plain();
        let known = fields(kind);
        let mut says = BTreeMap::new();
        for (field, text) in self.says {
            let text = text.trim();
            let Some(field) = known.iter().find(|known| **known == field) else {
                return Err(refuse("field", field, Why::Unknown));
            };
            if text.len() > LEAF_TEXT_MAX {
                return Err(refuse(field, text.len(), Why::TooLong));
            }
            if !text.is_empty() {
                says.insert((*field).to_string(), text.to_string());
            }
        }
        if says.is_empty() {
            return Err(refuse(known.first().copied().unwrap_or("remark"), "", Why::Missing));
        }
        Ok(Leaf { code, says, on: self.on })
    }

    /// Whether it holds every word of `sought`, in any field, whatever its accents and case.
    pub fn holds(&self, sought: &str) -> bool {
        let said: Vec<String> = self.says.values().flat_map(|text| linkage::name::tokens(text)).collect();
        let words = linkage::name::tokens(sought);
        let found = |word: &String| said.iter().any(|said| said.starts_with(word.as_str()));
        !words.is_empty() && words.iter().all(found)
    }
}

/// One custodian's share of a page's key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Whose.
    pub holder: MemberId,
    /// Commitment to the share: too few or wrong ones would give a wrong key without an error.
    #[serde(with = "octets")]
    pub commitment: Vec<u8>,
    /// The share, wrapped to the holder.
    #[serde(with = "octets")]
    pub wrap: Vec<u8>,
}

/// A sealed page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The code it stands under; empty on a page that only proves that the notebook opens.
    pub code: String,
    /// How many shares open it.
    pub threshold: u8,
    /// The text, sealed under a key of its own.
    #[serde(with = "octets")]
    pub text: Vec<u8>,
    /// Commitment to that key.
    #[serde(with = "octets")]
    pub key: Vec<u8>,
    /// The shares of it.
    pub shares: Vec<Share>,
    /// The page whose text this one has under a fresh key, where it was opened before.
    pub follows: Option<FileId>,
}

impl Page {
    /// Whether it proves that the notebook opens, and says nothing.
    pub fn proves(&self) -> bool {
        self.code.is_empty()
    }

    /// Who holds its shares.
    pub fn holders(&self) -> BTreeSet<MemberId> {
        self.shares.iter().map(|share| share.holder).collect()
    }

    /// Whether the custodians named now are exactly those who hold it.
    pub fn is_held_by(&self, custodians: &Custodians) -> bool {
        self.threshold == custodians.threshold
            && self.holders() == custodians.holders.iter().copied().collect::<BTreeSet<_>>()
    }
}

/// Custodians as a keeper names them.
///
/// # Errors
/// Names the field: too few to open together, none to spare, too many, the same one twice.
pub fn custodians(threshold: u8, holders: &[MemberId]) -> Result<Custodians, Refusal> {
    let distinct: BTreeSet<&MemberId> = holders.iter().collect();
    if distinct.len() != holders.len() {
        return Err(refuse("custodian", "", Why::AlreadyThere));
    }
    if threshold < THRESHOLD_MIN {
        return Err(refuse("threshold", threshold, Why::OutOfRange));
    }
    // One to spare: whoever is lost must not take every page with them.
    if holders.len() <= usize::from(threshold) || holders.len() > HOLDERS_MAX {
        return Err(refuse("custodian", holders.len(), Why::OutOfRange));
    }
    Ok(Custodians { threshold, holders: holders.to_vec() })
}

impl Custodians {
    /// Whether two groups that share nobody can each open a page.
    pub fn two_quorums(&self) -> bool {
        self.holders.len() >= 2 * usize::from(self.threshold)
    }
}

/// What is said of a notebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A page.
    Sealed(Box<Page>),
    /// The same text lies in another page now, under a fresh key.
    Followed {
        /// Which.
        by: FileId,
    },
    /// Somebody asks for pages to be opened.
    Asked(Asked),
    /// A custodian answers.
    Answered {
        /// Who.
        holder: MemberId,
        /// What.
        answer: Answer,
    },
    /// They are open: written before anything is shown.
    Opened {
        /// Whose shares were used.
        holders: Vec<MemberId>,
        /// When.
        on: Date,
    },
    /// What came of it: how many pages were shown, how many have fresh keys.
    Done {
        /// Shown.
        shown: u32,
        /// With fresh keys.
        renewed: u32,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Sealed(_) => "notebook/sealed".into(),
            Fact::Followed { .. } => "notebook/followed".into(),
            Fact::Asked(_) => "notebook/asked".into(),
            Fact::Answered { holder, .. } => format!("notebook/answered/{holder}"),
            Fact::Opened { .. } => "notebook/opened".into(),
            Fact::Done { .. } => "notebook/done".into(),
        }
    }
}

/// The page of a file; `None` where it has none. It is what was said first: a page never changes, and nobody puts another
/// in its place.
pub fn page(file: &File) -> Option<Page> {
    let claims = file.claims.get("notebook/sealed")?.iter();
    let first = claims.min_by_key(|claim| (file.told_by(claim).stamp, file.told_by(claim).id))?;
    match told(&first.fact)? {
        Fact::Sealed(page) => Some((**page).clone()),
        _ => None,
    }
}

/// The page that has its text now, where it was opened.
pub fn followed(file: &File) -> Option<FileId> {
    let said = file.said("notebook/followed", |fact| match told(fact)? {
        Fact::Followed { by } => Some(*by),
        _ => None,
    })?;
    Some(*said.latest())
}

fn told(fact: &Entry) -> Option<&Fact> {
    match fact {
        Entry::Notebook(fact) => Some(fact),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(n: u8) -> MemberId {
        MemberId([n; 16])
    }

    #[test]
    fn custodians_have_one_to_spare_and_are_counted_once() {
        let check = |threshold: u8, holders: &[u8], expected: Result<bool, (&str, Why)>| {
            let holders: Vec<MemberId> = holders.iter().map(|n| member(*n)).collect();
            let named =
                custodians(threshold, &holders).map(|c| c.two_quorums()).map_err(|r| (r.field, r.why));
            assert_eq!(named, expected, "{threshold} of {}", holders.len());
        };
        check(3, &[1, 2, 3, 4, 5], Ok(false));
        check(3, &[1, 2, 3, 4, 5, 6], Ok(true));
        check(2, &[1, 2, 3], Ok(false));
        check(1, &[1, 2, 3], Err(("threshold", Why::OutOfRange)));
        check(3, &[1, 2, 3], Err(("custodian", Why::OutOfRange)));
        check(2, &[1, 1, 2], Err(("custodian", Why::AlreadyThere)));
        check(2, &(0..13).collect::<Vec<u8>>(), Err(("custodian", Why::OutOfRange)));
    }

    #[test]
    fn a_leaf_says_something_under_a_code_and_only_what_belongs_in_its_notebook() {
        let code = crate::code::LongCode::from_random([7; 16]).to_string();
        let check = |kind: Kind, code: &str, says: &[(&str, &str)], expected: Option<(&str, Why)>| {
            let says = says.iter().map(|(f, t)| ((*f).to_string(), (*t).to_string())).collect();
            let leaf = Leaf { code: code.into(), says, on: jiff::civil::date(1942, 9, 1) };
            assert_eq!(leaf.typed(kind).err().map(|r| (r.field, r.why)), expected, "{kind:?} {code}");
        };
        check(Kind::TrueNames, &code, &[("given", "Amina")], None);
        check(Kind::TrueNames, &code.to_lowercase(), &[("given", "Amina"), ("father", "")], None);
        check(Kind::TrueNames, "7KQ4M2X", &[("given", "Amina")], Some(("long_code", Why::Unreadable)));
        check(Kind::TrueNames, &code, &[("given", " ")], Some(("given", Why::Missing)));
        check(Kind::TrueNames, &code, &[("address", "x")], Some(("field", Why::Unknown)));
        check(Kind::Families, &code, &[("address", "x")], None);
        check(Kind::HidingPlaces, &code, &[("host", &"x".repeat(601))], Some(("host", Why::TooLong)));
    }

    #[test]
    fn a_leaf_is_found_by_words_whatever_their_accents() {
        let says = [("given", "Amina Rosa"), ("surname", "Bensaïd")];
        let says = says.iter().map(|(f, t)| ((*f).to_string(), (*t).to_string())).collect();
        let leaf = Leaf { code: String::new(), says, on: jiff::civil::date(1942, 9, 1) };
        for (sought, expected) in
            [("bensaid", true), ("AMINA bensaïd", true), ("rosa", true), ("bens", true), ("sara", false)]
        {
            assert_eq!(leaf.holds(sought), expected, "{sought}");
        }
        assert!(!leaf.holds(" "), "nothing sought finds nothing");
    }
}
