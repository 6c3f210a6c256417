//! The inbox of a compartment, read: offers that wait, receipts, attachments that came ahead of their files.
//!
//! Letters never change, so those that were read once are read again only when another set of them waits: opening
//! letters costs more than the rest of a page.

use super::message::{Message, decode};
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::id::{CompartmentId, FileId, Key};
use std::collections::BTreeSet;
use std::sync::PoisonError;

/// Files, each with its transfer.
type Transfers = Vec<(FileId, Key)>;

/// What waits in an inbox.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inbox {
    /// The letters this was read from.
    read: Vec<Vec<u8>>,
    /// Offers, recalled files left out of `people`.
    pub(super) offers: Vec<Waiting>,
    /// Receipts: the letter and the transfers it closes.
    pub(super) receipts: Vec<(Vec<u8>, Transfers)>,
    enclosures: Vec<Enclosure>,
}

/// An offer as it waits.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    /// Its letter.
    pub id: Vec<u8>,
    /// Who claims to have sent it.
    pub from: CompartmentId,
    /// Every file of it.
    pub transfers: Vec<(FileId, Key)>,
    /// Those that were not taken back, with what they are called.
    pub people: Vec<(FileId, String)>,
    recalled: BTreeSet<(FileId, Key)>,
}

impl Waiting {
    /// Whether the sender has not taken this file back.
    pub fn stands(&self, file: &FileId, transfer: &Key) -> bool {
        !self.recalled.contains(&(*file, *transfer))
    }
}

#[derive(Clone, Debug)]
struct Enclosure {
    id: Vec<u8>,
    from: CompartmentId,
    transfers: BTreeSet<Key>,
}

impl Inbox {
    /// The letters in which `from` sent attachments of these transfers.
    pub(super) fn enclosures_of(&self, from: &CompartmentId, accepted: &[(FileId, Key)]) -> Vec<Vec<u8>> {
        let of = |e: &&Enclosure| e.from == *from && accepted.iter().any(|(_, t)| e.transfers.contains(t));
        self.enclosures.iter().filter(of).map(|e| e.id.clone()).collect()
    }

    fn take(&mut self, id: &[u8], from: CompartmentId, message: Message, recalled: &mut Recalled) {
        let id = id.to_vec();
        match message {
            Message::Offer { files } => self.offers.push(Waiting {
                id,
                from,
                transfers: files.iter().map(|f| (f.file, f.transfer)).collect(),
                people: files.into_iter().map(|f| (f.file, f.label)).collect(),
                recalled: BTreeSet::new(),
            }),
            Message::Enclosure { attachments } => {
                let transfers = attachments.into_iter().map(|(transfer, _)| transfer).collect();
                self.enclosures.push(Enclosure { id, from, transfers });
            }
            Message::Receipt { transfers } => self.receipts.push((id, transfers)),
            Message::Recall { transfers } => {
                recalled.extend(transfers.into_iter().map(|(file, transfer)| (from, file, transfer)));
            }
        }
    }

    /// Leaves out of every offer what its own sender took back.
    fn strike(&mut self, recalled: &Recalled) {
        for offer in &mut self.offers {
            let struck =
                |(file, transfer): &&(FileId, Key)| recalled.contains(&(offer.from, *file, *transfer));
            offer.recalled = offer.transfers.iter().filter(struck).copied().collect();
            offer.people.retain(|(file, _)| !offer.recalled.iter().any(|(f, _)| f == file));
        }
    }
}

type Recalled = BTreeSet<(CompartmentId, FileId, Key)>;

impl Store {
    /// The inbox of an open compartment.
    pub(super) fn inbox(&self, shelf: &Shelf) -> Result<Inbox, Problem> {
        let waiting = self.letter_ids(&shelf.id)?;
        let mut kept = shelf.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.read != waiting {
            let (mut inbox, mut recalled) = (Inbox::default(), Recalled::new());
            for id in &waiting {
                if let Some((from, message)) = self.letter(shelf, id)? {
                    inbox.take(id, from, message, &mut recalled);
                }
            }
            inbox.strike(&recalled);
            inbox.read = waiting;
            *kept = inbox;
        }
        Ok(kept.clone())
    }

    /// One letter, opened and read; `None` where it does not open or says nothing this version knows. It stays where it is.
    pub(super) fn letter(
        &self,
        shelf: &Shelf,
        id: &[u8],
    ) -> Result<Option<(CompartmentId, Message)>, Problem> {
        let Some(letter) = self.open_letter(shelf, id)? else { return Ok(None) };
        Ok(decode(&letter.content).ok().map(|message| (letter.from, message)))
    }
}
