//! Transfer: a file travels with the child from one compartment to another. Offered, sent as a sealed letter, accepted
//! by a person, receipted, closed. The old compartment keeps what it knew; a machine only carries letters.

use crate::entry::Fact as Entry;
use crate::file::File;
use crate::id::{CompartmentId, EntryId, Key, MemberId};
use serde::{Deserialize, Serialize};

/// What is said of a transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// Offered to another compartment; from here on the file is on the road and read-only.
    Offered {
        /// The transfer.
        transfer: Key,
        /// To which compartment.
        to: CompartmentId,
        /// Heads of the file that travel.
        heads: Vec<EntryId>,
    },
    /// The offer was taken back before it was accepted.
    Recalled {
        /// The transfer.
        transfer: Key,
    },
    /// Accepted by a person of the receiving compartment.
    Accepted {
        /// The transfer.
        transfer: Key,
        /// From which compartment.
        from: CompartmentId,
        /// Who wrote the entries that travelled, with the keys that prove them, by the word of whoever accepts: other
        /// nodes of this compartment may never have met them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        authors: Vec<Author>,
    },
    /// The receipt has come back; the copy here is closed.
    Closed {
        /// The transfer.
        transfer: Key,
    },
}

/// An author of another compartment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Author {
    /// Who.
    pub member: MemberId,
    /// Ed25519 verifying key, 32 bytes.
    #[serde(with = "crate::compartment::bytes")]
    pub sign: Vec<u8>,
    /// Their name in the compartment the file came from, for whoever reads it here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

impl Fact {
    /// The slot it fills. Offer and recall share one; two offers not seen by one another stand as a dispute.
    pub fn slot(&self) -> String {
        match self {
            Fact::Offered { .. } | Fact::Recalled { .. } => "transfer/offer".into(),
            Fact::Accepted { transfer, .. } => format!("transfer/accepted/{transfer}"),
            Fact::Closed { transfer } => format!("transfer/closed/{transfer}"),
        }
    }
}

/// Where a copy of a file stands in the compartment `here`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Whereabouts {
    /// It lives here.
    #[default]
    Here,
    /// Offered; on the road until the receipt comes.
    OnTheRoad {
        /// The transfer.
        transfer: Key,
        /// To which compartment.
        to: CompartmentId,
    },
    /// It lives elsewhere; this copy answers up to its closing.
    Left,
}

/// Where the copy in compartment `here` stands, from the facts written here. Facts that travelled along with the file
/// speak of other compartments and do not count.
pub fn whereabouts(file: &File, here: &CompartmentId) -> Whereabouts {
    for closed in written_here(file, here, "transfer/closed/") {
        // A receipt that crossed a recall on its way still says that the file lives elsewhere.
        if let Entry::Transfer(Fact::Closed { transfer }) = closed
            && !returned_after(file, here, transfer)
        {
            return Whereabouts::Left;
        }
    }
    let mut found = Whereabouts::Here;
    for fact in written_here(file, here, "transfer/offer") {
        if let Entry::Transfer(Fact::Offered { transfer, to, .. }) = fact
            && !returned_after(file, here, transfer)
        {
            found = Whereabouts::OnTheRoad { transfer: *transfer, to: *to };
        }
    }
    found
}

/// The name of somebody who wrote in this file elsewhere, by the word of whoever took it in.
pub fn author_name<'a>(file: &'a File, member: &MemberId) -> Option<&'a str> {
    let taken = file.claims.range("transfer/accepted/".to_string()..);
    let taken =
        taken.take_while(|(slot, _)| slot.starts_with("transfer/accepted/")).flat_map(|(_, claims)| claims);
    let mut authors = taken.filter_map(|claim| match &claim.fact {
        Entry::Transfer(Fact::Accepted { authors, .. }) => Some(authors),
        _ => None,
    });
    let found = authors.find_map(|authors| authors.iter().find(|a| a.member == *member))?;
    Some(found.name.as_str()).filter(|name| !name.is_empty())
}

/// Whether `transfer` was ever offered from `here`.
pub fn was_offered(file: &File, here: &CompartmentId, transfer: &Key) -> bool {
    file.claims.get("transfer/offer").into_iter().flatten().any(|c| {
        let same = matches!(&c.fact, Entry::Transfer(Fact::Offered { transfer: t, .. }) if t == transfer);
        same && file.told_by(c).origin == *here
    })
}

/// Whether `transfer` was offered from `here` and has not been closed here yet.
pub fn open_offer(file: &File, here: &CompartmentId, transfer: &Key) -> bool {
    was_offered(file, here, transfer)
        && written_here(file, here, &format!("transfer/closed/{transfer}")).next().is_none()
}

/// What stands under `prefix` and was written in `here`.
fn written_here<'a>(
    file: &'a File,
    here: &'a CompartmentId,
    prefix: &'a str,
) -> impl Iterator<Item = &'a Entry> {
    file.claims
        .range(prefix.to_string()..)
        .take_while(move |(slot, _)| slot.starts_with(prefix))
        .flat_map(|(_, claims)| claims)
        .filter(move |c| c.overtaken_by.is_empty() && file.told_by(c).origin == *here)
        .map(|c| &c.fact)
}

/// Whether the file has come back since: an acceptance written here after the offer was made.
fn returned_after(file: &File, here: &CompartmentId, offer: &Key) -> bool {
    let offered =
        file.claims.get("transfer/offer").into_iter().flatten().find(
            |c| matches!(&c.fact, Entry::Transfer(Fact::Offered { transfer, .. }) if transfer == offer),
        );
    let Some(offered) = offered else { return false };
    file.claims
        .range("transfer/accepted/".to_string()..)
        .take_while(|(slot, _)| slot.starts_with("transfer/accepted/"))
        .flat_map(|(_, claims)| claims)
        .any(|c| {
            file.told_by(c).origin == *here
                && c.told > offered.told
                && !matches!(&c.fact, Entry::Transfer(Fact::Accepted { transfer, .. }) if transfer == offer)
        })
}
