//! Transfer of files between compartments: offer, letter, acceptance by a person, receipt, closing. Each step is one
//! transaction in one compartment and may be taken twice without harm.

use crate::actor::Actor;
use crate::letter::Arrived;
use crate::load;
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::compartment::Role;
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId, Key};
use domain::refusal::{Why, refuse};
use domain::transfer::{self, Whereabouts};
use journal::wire::{self, Signed};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::PoisonError;

/// Most files in one letter; a convoy of more travels in several.
pub const FILES_PER_LETTER: usize = 64;

/// What a letter between compartments says. Its bytes are sealed; this is their only reader.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Message {
    /// Files offered, with the bodies of their entries.
    Offer { files: Vec<Offered> },
    /// Files accepted: their transfers may be closed.
    Receipt { transfers: Vec<(FileId, Key)> },
    /// An offer taken back before it was accepted.
    Recall { transfers: Vec<(FileId, Key)> },
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Offered {
    file: FileId,
    transfer: Key,
    label: String,
    bodies: Vec<String>,
}

/// Offers waiting for a person of the receiving compartment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The compartment it was sent to.
    pub to: CompartmentId,
    /// The compartment it comes from.
    pub from: CompartmentId,
    /// The name of that compartment, where it is listed.
    pub from_name: String,
    /// The letter's id, hexadecimal.
    pub letter: String,
    /// File and name of each person.
    pub people: Vec<(FileId, String)>,
}

impl Store {
    /// Offers files that live in `from` to another compartment of this node. From here on they are on the road.
    ///
    /// # Errors
    /// A file that is not there, or is already on the road or gone.
    pub fn offer(
        &self,
        actor: &Actor,
        from: &CompartmentId,
        to: &CompartmentId,
        files: &[FileId],
    ) -> Result<(), Problem> {
        if from == to {
            return Err(refuse("to", to, Why::AlreadyThere).into());
        }
        if !self.directory(actor)?.iter().any(|(id, _)| id == to) {
            return Err(Problem::Unknown("compartment"));
        }
        let shelf = self.shelf(actor, from)?;
        for files in files.chunks(FILES_PER_LETTER) {
            let (files, to) = (files.to_vec(), *to);
            let offered = self.write(actor, from, move |w| {
                let mut offered = Vec::new();
                for file in files {
                    let heads = w.file(&file)?.heads;
                    let transfer = w.new_key();
                    if transfer::whereabouts(&w.file(&file)?, &w.compartment()) != Whereabouts::Here {
                        return Err(refuse("file", file, Why::FileHasLeft).into());
                    }
                    w.append(&file, vec![Fact::Transfer(transfer::Fact::Offered { transfer, to, heads })])?;
                    offered.push((file, transfer));
                }
                Ok(offered)
            })?;
            self.send(&shelf, &to, &offered)?;
        }
        Ok(())
    }

    /// Sends the letter of an offer; at start-up it may be sent again.
    fn send(&self, shelf: &Shelf, to: &CompartmentId, offered: &[(FileId, Key)]) -> Result<(), Problem> {
        let files = shelf.with_reader(|reader| {
            let keys = shelf.keys.read().unwrap_or_else(PoisonError::into_inner);
            offered
                .iter()
                .map(|(file, transfer)| {
                    let mut signed =
                        load::signed(&mut reader.db, reader.remote.as_mut(), &shelf.id, &keys, file)?;
                    signed.sort_by_key(|s| (s.entry.stamp, s.entry.id));
                    let label = label(&signed);
                    let bodies = signed.iter().map(|s| hex(&s.body)).collect();
                    Ok(Offered { file: *file, transfer: *transfer, label, bodies })
                })
                .collect::<Result<Vec<_>, Problem>>()
        })?;
        let transfers: Vec<Key> = offered.iter().map(|(_, transfer)| *transfer).collect();
        self.drop_letter(&shelf.id, to, &encode(&Message::Offer { files })?, &transfers)
    }

    /// Drives unfinished transfers on after a crash: letters of offers that never left are sent, and offers that a
    /// person has already accepted get their receipt. Writes no entry; called when a member unlocks the node.
    pub fn resume_transfers(&self, actor: &Actor) -> Result<(), Problem> {
        for shelf in self.shelves(actor, Role::writes)? {
            let mut unsent: BTreeMap<CompartmentId, Vec<(FileId, Key)>> = BTreeMap::new();
            for (file, transfer, to) in self.on_the_road(&shelf)? {
                if !self.is_sent(&shelf.id, &transfer)? {
                    unsent.entry(to).or_default().push((file, transfer));
                }
            }
            for (to, offered) in unsent {
                self.send(&shelf, &to, &offered)?;
            }
            for arrived in self.letters(actor, &shelf.id)? {
                let Ok(Message::Offer { files }) = decode(&arrived.letter.content) else { continue };
                let transfers: Vec<(FileId, Key)> = files.iter().map(|f| (f.file, f.transfer)).collect();
                if self.all_accepted(&shelf, &transfers)? {
                    self.receipt(&shelf.id, &arrived.letter.from, transfers)?;
                    self.letter_done(&shelf.id, &arrived.id)?;
                }
            }
        }
        Ok(())
    }

    fn on_the_road(&self, shelf: &Shelf) -> Result<Vec<(FileId, Key, CompartmentId)>, Problem> {
        shelf.with_reader(|reader| {
            let rows = reader.db.query(
                "select file from file where compartment = $1 and whereabouts = 'on-the-road'",
                &[shelf.id.bytes().into()],
            )?;
            let mut found = Vec::new();
            for file in rows.iter().filter_map(|r| FileId::from_slice(r.blob(0))) {
                let folded = shelf.file(reader, &file)?;
                if let Whereabouts::OnTheRoad { transfer, to } = transfer::whereabouts(&folded, &shelf.id) {
                    found.push((file, transfer, to));
                }
            }
            Ok(found)
        })
    }

    /// Whether each of these transfers was accepted in this compartment.
    fn all_accepted(&self, shelf: &Shelf, transfers: &[(FileId, Key)]) -> Result<bool, Problem> {
        shelf.with_reader(|reader| {
            for (file, transfer) in transfers {
                let folded = match shelf.file(reader, file) {
                    Ok(folded) => folded,
                    Err(Problem::Unknown(_)) => return Ok(false),
                    Err(other) => return Err(other),
                };
                let slot =
                    transfer::Fact::Closed { transfer: *transfer }.slot().replace("closed", "accepted");
                if folded.standing(&slot).next().is_none() {
                    return Ok(false);
                }
            }
            Ok(!transfers.is_empty())
        })
    }

    fn receipt(
        &self,
        from: &CompartmentId,
        to: &CompartmentId,
        transfers: Vec<(FileId, Key)>,
    ) -> Result<(), Problem> {
        let keys: Vec<Key> = transfers.iter().map(|(_, transfer)| *transfer).collect();
        self.drop_letter(from, to, &encode(&Message::Receipt { transfers })?, &keys)
    }

    /// Offers that wait for the actor, over every compartment they write in.
    pub fn offers(&self, actor: &Actor) -> Result<Vec<Offer>, Problem> {
        let names: BTreeMap<_, _> = self.directory(actor)?.into_iter().collect();
        let mut offers = Vec::new();
        for shelf in self.shelves(actor, Role::writes)? {
            for mut offer in self.offers_to(actor, &shelf)? {
                offer.from_name = names.get(&offer.from).cloned().unwrap_or_default();
                offers.push(offer);
            }
        }
        Ok(offers)
    }

    /// Offers to one compartment. Letters never change, so those that were read once are read again only when another
    /// set of them waits: opening letters costs more than the rest of a page.
    fn offers_to(&self, actor: &Actor, shelf: &Shelf) -> Result<Vec<Offer>, Problem> {
        let waiting = self.letter_ids(&shelf.id)?;
        let mut kept = shelf.offers.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0 != waiting {
            let letters = self.letters(actor, &shelf.id)?;
            let offer = |arrived: &Arrived| {
                let people: Vec<_> =
                    standing(&letters, arrived).into_iter().map(|f| (f.file, f.label)).collect();
                (!people.is_empty()).then(|| Offer {
                    to: shelf.id,
                    from: arrived.letter.from,
                    from_name: String::new(),
                    letter: hex(&arrived.id),
                    people,
                })
            };
            *kept = (waiting, letters.iter().filter_map(offer).collect());
        }
        Ok(kept.1.clone())
    }

    /// Accepts an offer: the entries are admitted, and a receipt goes back. A person decides this, never a machine.
    pub fn accept(&self, actor: &Actor, to: &CompartmentId, letter: &str) -> Result<Vec<FileId>, Problem> {
        let letters = self.letters(actor, to)?;
        let arrived = letters.iter().find(|a| hex(&a.id) == letter).ok_or(Problem::Unknown("offer"))?;
        let files = standing(&letters, arrived);
        if files.is_empty() {
            return Err(Problem::Unknown("offer"));
        }
        let from = arrived.letter.from;
        let mut admitted = Vec::new();
        for offered in &files {
            let read = |b: &String| -> Result<Signed, Problem> {
                let signed = wire::read(&unhex(b)?)?;
                if signed.entry.file != offered.file {
                    return Err(Problem::Journal("a letter mixes files".into()));
                }
                let key = self.public(&signed.entry.by)?;
                wire::verify_author(&signed, &key.sign)?;
                Ok(signed)
            };
            admitted.push((
                offered.file,
                offered.transfer,
                offered.bodies.iter().map(read).collect::<Result<Vec<_>, _>>()?,
            ));
        }
        let accepted: Vec<(FileId, Key)> = admitted.iter().map(|(f, t, _)| (*f, *t)).collect();
        let ids = accepted.iter().map(|(f, _)| *f).collect();
        self.write(actor, to, move |w| {
            for (file, transfer, entries) in admitted {
                for signed in entries {
                    w.insert(signed)?;
                }
                w.append(&file, vec![Fact::Transfer(transfer::Fact::Accepted { transfer, from })])?;
            }
            Ok(())
        })?;
        self.receipt(to, &from, accepted)?;
        self.letter_done(to, &arrived.id)?;
        Ok(ids)
    }

    /// Closes the transfers whose receipts have come. Carrying a letter is a machine's work; the decision was taken by
    /// the person who accepted, and the entry names the member whose node carried it.
    pub fn take_receipts(&self, actor: &Actor) -> Result<usize, Problem> {
        let mut closed = 0;
        for shelf in self.shelves(actor, Role::writes)? {
            for arrived in self.letters(actor, &shelf.id)? {
                let Ok(Message::Receipt { transfers }) = decode(&arrived.letter.content) else { continue };
                closed += self.write(actor, &shelf.id, move |w| {
                    let mut closed = 0;
                    for (file, transfer) in transfers {
                        let folded = w.file(&file)?;
                        // A receipt that crossed a recall on its way closes all the same: the file lives there.
                        if transfer::open_offer(&folded, &w.compartment(), &transfer) {
                            w.append(&file, vec![Fact::Transfer(transfer::Fact::Closed { transfer })])?;
                            closed += 1;
                        }
                    }
                    Ok(closed)
                })?;
                self.letter_done(&shelf.id, &arrived.id)?;
            }
        }
        Ok(closed)
    }

    /// Takes an offer back before it was accepted.
    pub fn recall(&self, actor: &Actor, from: &CompartmentId, file: &FileId) -> Result<(), Problem> {
        self.take_receipts(actor)?;
        let file = *file;
        let (transfer, to) = self.write(actor, from, move |w| {
            let road = transfer::whereabouts(&w.file(&file)?, &w.compartment());
            let Whereabouts::OnTheRoad { transfer, to } = road else {
                return Err(refuse("file", file, Why::Unknown).into());
            };
            w.append(&file, vec![Fact::Transfer(transfer::Fact::Recalled { transfer })])?;
            Ok((transfer, to))
        })?;
        self.drop_letter(from, &to, &encode(&Message::Recall { transfers: vec![(file, transfer)] })?, &[])
    }
}

/// The files of an offer that the sender has not taken back since; none where the letter is no offer.
fn standing(letters: &[Arrived], offer: &Arrived) -> Vec<Offered> {
    let Ok(Message::Offer { mut files }) = decode(&offer.letter.content) else { return Vec::new() };
    for letter in letters.iter().filter(|l| l.letter.from == offer.letter.from) {
        if let Ok(Message::Recall { transfers }) = decode(&letter.letter.content) {
            files.retain(|f| !transfers.contains(&(f.file, f.transfer)));
        }
    }
    files
}

fn label(signed: &[Signed]) -> String {
    let file = domain::file::File::fold(signed.iter().map(|s| s.entry.clone()));
    domain::person::Person::of(&file).shown().map(|n| n.spoken()).unwrap_or_default()
}

fn encode(message: &Message) -> Result<Vec<u8>, Problem> {
    serde_json::to_vec(message).map_err(|e| Problem::Journal(e.to_string()))
}

fn decode(bytes: &[u8]) -> Result<Message, Problem> {
    serde_json::from_slice(bytes).map_err(|e| Problem::Journal(e.to_string()))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

pub(crate) fn unhex(text: &str) -> Result<Vec<u8>, Problem> {
    let bad = || Problem::Journal("not hexadecimal".into());
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return Err(bad());
    }
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).map_err(|_| bad())).collect()
}
