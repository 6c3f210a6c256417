//! Break-glass: somebody who was not granted a house reads in it for three hours, because nobody who may is there. It takes
//! two people, a reason, and cannot be silent: what was done stands signed in the house itself until a keeper has looked.
//!
//! Keepers arm it beforehand and choose who may take part; the keys lie sealed to two of them together
//! ([`crate::compartment::Fact::BreakGlass`] says who). It reads and does nothing else.

use crate::compartment::Role;
use crate::entry::{Fact as Entry, Stamp};
use crate::file::File;
use crate::id::{EntryId, Key, MemberId};
use crate::refusal::{Refusal, Why, refuse, text};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How long it lasts at most, in milliseconds. Nothing extends it.
pub const WINDOW_MS: i64 = 3 * 60 * 60 * 1_000;
/// Fewest characters of a reason.
pub const WHY_MIN: usize = 20;
/// Fewest and most people of one node who may take part.
pub const PEOPLE: std::ops::RangeInclusive<usize> = 2..=12;

/// Somebody who may take part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Ed25519 verifying key, 32 bytes: it proves what they sign about it.
    #[serde(with = "crate::compartment::bytes")]
    pub sign: Vec<u8>,
}

/// Break-glass as a keeper armed it at one node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Armed {
    /// Which box.
    pub key: Key,
    /// Hash of the public key that the box is sealed to, 32 bytes.
    #[serde(with = "crate::compartment::bytes")]
    pub lock: Vec<u8>,
    /// The epoch that was written with. Once another has begun, this box opens nothing.
    pub epoch: EntryId,
    /// Who may take part, two at a time.
    pub people: Vec<Participant>,
}

impl Armed {
    /// Somebody who may take part.
    pub fn person(&self, member: &MemberId) -> Option<&Participant> {
        self.people.iter().find(|p| p.member == *member)
    }
}

/// A reason.
///
/// # Errors
/// Fewer than [`WHY_MIN`] characters, or more than an entry carries.
pub fn reason(typed: &str) -> Result<String, Refusal> {
    let why = text("glass_why", typed).map_err(|r| Refusal { why: Why::NeedsReason, ..r })?;
    if why.chars().count() < WHY_MIN {
        return Err(refuse("glass_why", why, Why::NeedsReason));
    }
    Ok(why)
}

/// An opening, as whoever opened it signs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Their name.
    pub name: String,
    /// The second person.
    pub with: MemberId,
    /// The second person's name.
    pub with_name: String,
    /// Why.
    pub why: String,
    /// From when.
    pub from: Stamp,
    /// Until when at the latest.
    pub until: Stamp,
}

/// What is said of break-glass. One file for each opening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// Somebody opened it.
    Opened(Opened),
    /// The second person signs that they did it together.
    Agreed,
    /// A keeper has looked at it.
    LookedAt {
        /// When.
        on: Date,
        /// What came of it.
        words: String,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Opened(_) => "break-glass/opened".into(),
            Fact::Agreed => "break-glass/agreed".into(),
            Fact::LookedAt { .. } => "break-glass/looked-at".into(),
        }
    }

    /// Whether it is said by those who take part, who need not be members of the house.
    pub fn by_participants(&self) -> bool {
        !matches!(self, Fact::LookedAt { .. })
    }
}

/// An opening with what was said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Who.
    pub by: MemberId,
    /// What they said.
    pub opened: Opened,
    /// Whether the second person signed.
    pub agreed: bool,
    /// Everybody who says they looked at it.
    pub looked: Vec<(MemberId, Date, String)>,
}

impl Opening {
    /// The opening of a file; `None` where it holds none. Everything ever said counts, so that nobody takes it back.
    pub fn of(file: &File) -> Option<Opening> {
        let ever = |slot: &str| {
            let claims = file.claims.get(slot).into_iter().flatten();
            claims.filter_map(|claim| Some((file.told_by(claim).by, told(&claim.fact)?))).collect::<Vec<_>>()
        };
        let (by, opened) = ever("break-glass/opened").into_iter().find_map(|(by, fact)| match fact {
            Fact::Opened(opened) => Some((by, opened.clone())),
            _ => None,
        })?;
        let agreed = ever("break-glass/agreed").iter().any(|(who, _)| *who == opened.with);
        let looked = ever("break-glass/looked-at").into_iter().filter_map(|(who, fact)| match fact {
            Fact::LookedAt { on, words } => Some((who, *on, words.clone())),
            _ => None,
        });
        Some(Opening { by, agreed, looked: looked.collect(), opened })
    }

    /// The keeper who looked at it: neither of the two who did it. `role` is what somebody was granted here.
    pub fn looked_at(&self, role: impl Fn(&MemberId) -> Option<Role>) -> Option<&(MemberId, Date, String)> {
        self.looked
            .iter()
            .find(|(who, ..)| role(who) == Some(Role::Keeper) && *who != self.by && *who != self.opened.with)
    }
}

fn told(fact: &Entry) -> Option<&Fact> {
    match fact {
        Entry::BreakGlass(fact) => Some(fact),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a6_a_reason_has_twenty_characters() {
        let check = |typed: &str, fits: bool| {
            let read = reason(typed);
            assert_eq!(read.is_ok(), fits, "{typed}");
            assert!(
                read.err().is_none_or(|r| (r.field, r.why) == ("glass_why", Why::NeedsReason)),
                "{typed}"
            );
        };
        check("", false);
        check("it is urgent", false);
        check(&" ".repeat(40), false);
        check("nineteen characters", false);
        check("twenty characters ok", true);
        check("הילדה בבית החולים ואין מי שישיב", true);
    }

    #[test]
    fn a6_a_keeper_looks_at_it_who_had_no_part_in_it() {
        let id = |n: u8| MemberId([n; 16]);
        let day = jiff::civil::date(1942, 3, 2);
        let role = |who: &MemberId| match who.0[0] {
            1 | 2 => Some(Role::Keeper),
            3 => Some(Role::Supervisor),
            _ => None,
        };
        let check = |looked: &[u8], expected: Option<u8>| {
            let opened = Opened {
                name: "host".into(),
                with: id(2),
                with_name: "keeper".into(),
                why: "nobody of the house can be reached".into(),
                from: Stamp(1),
                until: Stamp(2),
            };
            let looked = looked.iter().map(|n| (id(*n), day, String::new())).collect();
            let opening = Opening { by: id(9), opened, agreed: true, looked };
            assert_eq!(opening.looked_at(role).map(|(who, ..)| who.0[0]), expected);
        };
        check(&[], None);
        check(&[9], None);
        check(&[3], None);
        check(&[2], None);
        check(&[2, 1], Some(1));
    }
}
