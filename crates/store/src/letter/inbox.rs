//! The inbox of a compartment, read: offers that wait, receipts, attachments that came ahead of their files.
//!
//! Letters never change, so each is opened once while it waits: opening letters costs more than the rest of a page.

use super::message::{Message, decode, transfers_of};
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::ask_around::{Received, Reply};
use domain::id::{CompartmentId, FileId, Key};
use domain::notebook::Page;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

/// Files, each with its transfer.
type Transfers = Vec<(FileId, Key)>;

/// What waits in an inbox.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inbox {
    /// The letters that wait, by id, each read once; `None` where one says nothing that is understood here.
    letters: BTreeMap<Vec<u8>, Option<Read>>,
}

/// A letter, without what is too large to keep.
#[derive(Clone, Debug)]
struct Read {
    from: CompartmentId,
    says: Says,
}

#[derive(Clone, Debug)]
enum Says {
    Offer { transfers: Transfers, people: Vec<(FileId, String)>, by: String },
    Enclosure(BTreeSet<Key>),
    Receipt(Transfers),
    Recall(Transfers),
    Question(Received),
    Answer(Key, Reply),
    Filler,
    Page(FileId, Box<Page>),
    Blank,
}

/// An offer as it waits.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    /// Its letter.
    pub id: Vec<u8>,
    /// Who claims to have sent it.
    pub from: CompartmentId,
    /// The name of the member who claims to send it.
    pub by: String,
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

impl Read {
    fn of(from: CompartmentId, message: Message) -> Read {
        let says = match message {
            Message::Offer { files, voucher } => Says::Offer {
                transfers: transfers_of(&files),
                people: files.into_iter().map(|f| (f.file, f.label)).collect(),
                by: voucher.name,
            },
            Message::Enclosure { attachments } => {
                Says::Enclosure(attachments.into_iter().map(|(transfer, _)| transfer).collect())
            }
            Message::Receipt { transfers } => Says::Receipt(transfers),
            Message::Recall { transfers } => Says::Recall(transfers),
            Message::Question { key, house, question, why, until } => {
                Says::Question(Received { key, from, house, question, why, until })
            }
            Message::Answer { key, reply } => Says::Answer(key, reply),
            Message::Filler => Says::Filler,
            Message::Page { file, page } => Says::Page(file, page),
            Message::Blank(_) => Says::Blank,
        };
        Read { from, says }
    }
}

impl Inbox {
    fn read(&self) -> impl Iterator<Item = (&Vec<u8>, &Read)> {
        self.letters.iter().filter_map(|(id, read)| Some((id, read.as_ref()?)))
    }

    /// Offers, with what their own sender took back left out of `people`.
    pub(crate) fn offers(&self) -> Vec<Waiting> {
        let mut recalled: BTreeSet<(CompartmentId, FileId, Key)> = BTreeSet::new();
        for (_, read) in self.read() {
            if let Says::Recall(transfers) = &read.says {
                recalled.extend(transfers.iter().map(|(file, transfer)| (read.from, *file, *transfer)));
            }
        }
        let waiting = |(id, read): (&Vec<u8>, &Read)| {
            let Says::Offer { transfers, people, by } = &read.says else { return None };
            let struck =
                |(file, transfer): &&(FileId, Key)| recalled.contains(&(read.from, *file, *transfer));
            let struck: BTreeSet<(FileId, Key)> = transfers.iter().filter(struck).copied().collect();
            let stands = |file: &FileId| !struck.iter().any(|(f, _)| f == file);
            Some(Waiting {
                id: id.clone(),
                from: read.from,
                by: by.clone(),
                transfers: transfers.clone(),
                people: people.iter().filter(|(file, _)| stands(file)).cloned().collect(),
                recalled: struck,
            })
        };
        self.read().filter_map(waiting).collect()
    }

    /// Receipts: the letter and the transfers it closes.
    pub(crate) fn receipts(&self) -> Vec<(Vec<u8>, Transfers)> {
        let receipt = |(id, read): (&Vec<u8>, &Read)| match &read.says {
            Says::Receipt(transfers) => Some((id.clone(), transfers.clone())),
            _ => None,
        };
        self.read().filter_map(receipt).collect()
    }

    /// Questions: the letter and what it asks.
    pub(crate) fn questions(&self) -> Vec<(Vec<u8>, Received)> {
        let question = |(id, read): (&Vec<u8>, &Read)| match &read.says {
            Says::Question(received) => Some((id.clone(), received.clone())),
            _ => None,
        };
        self.read().filter_map(question).collect()
    }

    /// Answers: the letter, the key of what it answers, and what was said.
    pub(crate) fn answers(&self) -> Vec<(Vec<u8>, Key, Reply)> {
        let answer = |(id, read): (&Vec<u8>, &Read)| match &read.says {
            Says::Answer(key, reply) => Some((id.clone(), *key, reply.clone())),
            _ => None,
        };
        self.read().filter_map(answer).collect()
    }

    /// Pages for a notebook: the letter, the file it becomes, the page.
    pub(crate) fn pages(&self) -> Vec<(Vec<u8>, FileId, Page)> {
        let page = |(id, read): (&Vec<u8>, &Read)| match &read.says {
            Says::Page(file, page) => Some((id.clone(), *file, (**page).clone())),
            _ => None,
        };
        self.read().filter_map(page).collect()
    }

    /// Letters that say nothing and are as long as a page.
    pub(crate) fn blanks(&self) -> Vec<Vec<u8>> {
        self.read().filter(|(_, read)| matches!(read.says, Says::Blank)).map(|(id, _)| id.clone()).collect()
    }

    /// Letters that say nothing.
    pub(crate) fn fillers(&self) -> Vec<Vec<u8>> {
        self.read().filter(|(_, read)| matches!(read.says, Says::Filler)).map(|(id, _)| id.clone()).collect()
    }

    /// The letters in which `from` sent attachments of these transfers.
    pub(crate) fn enclosures_of(&self, from: &CompartmentId, accepted: &[(FileId, Key)]) -> Vec<Vec<u8>> {
        let of = |(_, read): &(&Vec<u8>, &Read)| match &read.says {
            Says::Enclosure(transfers) => {
                read.from == *from && accepted.iter().any(|(_, t)| transfers.contains(t))
            }
            _ => false,
        };
        self.read().filter(of).map(|(id, _)| id.clone()).collect()
    }
}

impl Store {
    /// The inbox of an open compartment.
    pub(crate) fn inbox(&self, shelf: &Shelf) -> Result<Inbox, Problem> {
        let waiting = self.letter_ids(&shelf.id)?;
        let mut kept = shelf.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        kept.letters.retain(|id, _| waiting.binary_search(id).is_ok());
        for id in waiting {
            if let Entry::Vacant(unread) = kept.letters.entry(id) {
                let letter = self.letter(shelf, unread.key())?;
                unread.insert(letter.map(|(from, message)| Read::of(from, message)));
            }
        }
        Ok(kept.clone())
    }

    /// One letter, opened and read; `None` where it does not open or says nothing this version knows. It stays where it is.
    pub(crate) fn letter(
        &self,
        shelf: &Shelf,
        id: &[u8],
    ) -> Result<Option<(CompartmentId, Message)>, Problem> {
        let Some(letter) = self.open_letter(shelf, id)? else { return Ok(None) };
        Ok(decode(&letter.content).ok().map(|message| (letter.from, message)))
    }
}
