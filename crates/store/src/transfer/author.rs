//! Who wrote the entries of files that travel. Within one node everybody is known; a compartment of another node gets
//! their keys in the voucher of whoever sends the files, and believes them if it knows that sender.

use crate::actor::Actor;
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId, Key, MemberId};
use domain::refusal::{Why, refuse};
use domain::transfer::{self, Author};
use journal::letterbox::Letterbox;
use journal::voucher::Voucher;
use journal::wire::Signed;
use std::collections::{BTreeMap, BTreeSet};

impl Store {
    /// The voucher of the actor for files that go from the compartment of `shelf` to `to`.
    pub(super) fn voucher(
        &self,
        actor: &Actor,
        shelf: &Shelf,
        to: &CompartmentId,
        signed: &[Signed],
        files: &[(FileId, Key)],
    ) -> Result<Voucher, Problem> {
        let by: BTreeSet<MemberId> = signed.iter().map(|s| s.entry.by).collect();
        let mut authors = Vec::with_capacity(by.len());
        for member in by {
            authors.push(self.author(shelf, &member, signed)?);
        }
        let (node, inbox) = self.with_node(|u| {
            let sql = "select inbox from compartment where compartment = $1";
            Ok((u.node, u.db.one(sql, &[shelf.id.bytes().into()])?))
        })?;
        let inbox = inbox.ok_or(Problem::Unknown("compartment"))?;
        let (who, way) = ((actor.name.as_str(), node), (&shelf.id, to));
        Ok(Voucher::signed(&actor.keys, who, way, inbox.blob(0), authors, files))
    }

    /// An author as they are known in a compartment: as its member, as somebody of this node or of a card, or by the word of
    /// whoever took the file in.
    fn author(&self, shelf: &Shelf, member: &MemberId, signed: &[Signed]) -> Result<Author, Problem> {
        if let Some(standing) = shelf.charter().members.get(member) {
            return Ok(Author { member: *member, sign: standing.sign.clone(), name: standing.name.clone() });
        }
        if let Ok(sign) = self.verifying(member) {
            return Ok(Author { member: *member, sign, name: self.name_of(member)? });
        }
        let facts = signed.iter().filter(|s| s.entry.origin == shelf.id).flat_map(|s| s.entry.event.facts());
        let mut vouched = facts.filter_map(|fact| match fact {
            Fact::Transfer(transfer::Fact::Accepted { authors, .. }) => Some(authors),
            _ => None,
        });
        let found = vouched.find_map(|authors| authors.iter().find(|a| a.member == *member));
        found.cloned().ok_or(Problem::Unknown("member"))
    }

    fn name_of(&self, member: &MemberId) -> Result<String, Problem> {
        let sql = "select name from member where member = $1
                   union all select name from acquaintance where member = $1 limit 1"; // node
        let row = self.with_node(|u| u.db.one(sql, &[member.bytes().into()]))?;
        Ok(row.map(|row| row.text(0).to_string()).unwrap_or_default())
    }

    /// Whether the sender of an offer is known here and signed it as it stands.
    pub(super) fn vouches(
        &self,
        voucher: &Voucher,
        (from, to): (&CompartmentId, &CompartmentId),
        files: &[(FileId, Key)],
    ) -> bool {
        self.verifying(&voucher.by).is_ok_and(|sign| voucher.proves(&sign, from, to, files))
    }

    /// The authors of entries that came, each with the key that proves them: as known here, or by a voucher that holds.
    ///
    /// # Errors
    /// Somebody whom neither this node nor anybody it knows can vouch for.
    pub(super) fn authors(
        &self,
        way: (&CompartmentId, &CompartmentId),
        voucher: &Voucher,
        files: &[(FileId, Key)],
        by: &BTreeSet<MemberId>,
    ) -> Result<BTreeMap<MemberId, Author>, Problem> {
        // Whoever sends is known, or nothing of it is believed: not who wrote, not where the receipt goes.
        if !self.vouches(voucher, way, files) {
            return Err(refuse("author", &voucher.name, Why::Unknown).into());
        }
        let mut authors = BTreeMap::new();
        for member in by {
            let told = voucher.authors.iter().find(|a| a.member == *member);
            let author = match (self.verifying(member), told) {
                (Ok(sign), told) => {
                    let name = told.map(|a| a.name.clone()).unwrap_or_default();
                    Author { member: *member, sign, name }
                }
                (Err(_), Some(told)) => told.clone(),
                _ => return Err(refuse("author", &voucher.name, Why::Unknown).into()),
            };
            authors.insert(*member, author);
        }
        Ok(authors)
    }

    /// Where the receipt goes: the letterbox that the sender named, where none is known. It is told to nobody.
    pub(super) fn remember_sender(&self, from: &CompartmentId, voucher: &Voucher) -> Result<(), Problem> {
        let own = self.with_node(|u| Ok(u.node))?;
        if voucher.node == own {
            return Ok(());
        }
        self.keep_letterbox(&Letterbox {
            node: voucher.node,
            compartment: *from,
            listed: String::new(),
            inbox: voucher.inbox.clone(),
            signature: Vec::new(),
        })
    }
}
