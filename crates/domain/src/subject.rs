//! The subject's own sheet: whose names it leaves out. Everybody may ask who saw their file; where naming a colleague would
//! endanger them, two people of the house decide that the sheet says "a colleague of this house", and the sheet says so.

use crate::compartment::Role;
use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::MemberId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What is said of a name that is withheld. One file for each decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A keeper wants a member shown as a colleague. It has no effect yet.
    Withheld {
        /// Who.
        member: MemberId,
        /// Why naming them would endanger them.
        why: String,
    },
    /// A second person agrees.
    Seconded {
        /// When.
        on: Date,
    },
    /// The name is shown again.
    Named {
        /// Why.
        why: String,
    },
}

impl Fact {
    /// The slot it fills.
    pub fn slot(&self) -> String {
        match self {
            Fact::Withheld { .. } => "subject/withheld".into(),
            Fact::Seconded { .. } => "subject/seconded".into(),
            Fact::Named { .. } => "subject/named".into(),
        }
    }
}

/// A name that is withheld, or that somebody wants withheld.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withholding {
    /// Whose.
    pub member: MemberId,
    /// Why.
    pub why: String,
    /// The keeper who asked for it.
    pub by: MemberId,
    /// The day they did.
    pub asked: Date,
    /// Everybody who agreed, with the day; whoever asked and whoever is meant are not among them.
    pub seconds: Vec<(MemberId, Date)>,
    /// Everybody who named them again.
    pub named: Vec<MemberId>,
}

impl Withholding {
    /// The decision of a file; `None` where it holds none. Everything ever said counts: whoever writes in the house can
    /// overtake an entry, and must not lay open a name by that.
    pub fn of(file: &File) -> Option<Withholding> {
        let ever = |slot: &str| {
            let claims = file.claims.get(slot).into_iter().flatten();
            claims.filter_map(|claim| Some((file.told_by(claim), told(&claim.fact)?))).collect::<Vec<_>>()
        };
        let (first, member, why) =
            ever("subject/withheld").into_iter().find_map(|(told, fact)| match fact {
                Fact::Withheld { member, why } => Some((told, *member, why.clone())),
                _ => None,
            })?;
        let (by, asked) = (first.by, first.stamp.day());
        let seconds = ever("subject/seconded").into_iter().filter_map(|(told, fact)| match fact {
            Fact::Seconded { on } if told.by != by && told.by != member => Some((told.by, *on)),
            _ => None,
        });
        let named = ever("subject/named").into_iter().map(|(told, _)| told.by).collect();
        Some(Withholding { member, why, by, asked, seconds: seconds.collect(), named })
    }

    /// The second person of a decision that stands: a keeper asked, somebody else who directs agreed, neither is the one
    /// it is about, and no keeper has named them again. `role` is what somebody was granted here, by whom it counts.
    pub fn stands(&self, role: impl Fn(&MemberId) -> Option<Role>) -> Option<(MemberId, Date)> {
        let keeper = |who: &MemberId| role(who) == Some(Role::Keeper);
        if !keeper(&self.by) || self.by == self.member || self.named.iter().any(keeper) {
            return None;
        }
        self.seconds.iter().find(|(who, _)| role(who).is_some_and(Role::directs)).copied()
    }
}

fn told(fact: &Entry) -> Option<&Fact> {
    match fact {
        Entry::Subject(fact) => Some(fact),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a9_a_name_is_withheld_by_two_and_neither_is_the_one_it_is_about() {
        let id = |n: u8| MemberId([n; 16]);
        let day = jiff::civil::date(1942, 3, 2);
        let role = |who: &MemberId| match who.0[0] {
            1 | 2 => Some(Role::Keeper),
            3 => Some(Role::Supervisor),
            4 | 5 => Some(Role::Worker),
            _ => None,
        };
        let check = |member: u8, by: u8, seconds: &[u8], named: &[u8], expected: Option<u8>| {
            let withholding = Withholding {
                member: id(member),
                why: "threatened".into(),
                by: id(by),
                asked: day,
                seconds: seconds.iter().map(|n| (id(*n), day)).collect(),
                named: named.iter().map(|n| id(*n)).collect(),
            };
            let stands = withholding.stands(role).map(|(who, _)| who.0[0]);
            assert_eq!(stands, expected, "{member} by {by}, {seconds:?}, named {named:?}");
        };
        check(4, 1, &[], &[], None);
        check(4, 1, &[3], &[], Some(3));
        check(4, 1, &[5], &[], None);
        check(4, 1, &[5, 2], &[], Some(2));
        check(4, 3, &[1], &[], None);
        check(1, 1, &[3], &[], None);
        check(4, 1, &[3], &[5], Some(3));
        check(4, 1, &[3], &[2], None);
        check(4, 1, &[9], &[], None);
    }
}
