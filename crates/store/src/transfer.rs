//! Transfer of files between compartments: offer, letter, acceptance by a person, receipt, closing. Each step is one
//! transaction in one compartment and may be taken twice without harm.

use crate::actor::Actor;
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
        self.drop_letter(&shelf.id, to, &encode(&Message::Offer { files })?)
    }

    /// Offers that wait for the actor, over every compartment they write in.
    pub fn offers(&self, actor: &Actor) -> Result<Vec<Offer>, Problem> {
        let names: BTreeMap<_, _> = self.directory(actor)?.into_iter().collect();
        let mut offers = Vec::new();
        for shelf in self.shelves(actor, Role::writes)? {
            for arrived in self.letters(actor, &shelf.id)? {
                let Ok(Message::Offer { files }) = decode(&arrived.letter.content) else { continue };
                offers.push(Offer {
                    to: shelf.id,
                    from: arrived.letter.from,
                    from_name: names.get(&arrived.letter.from).cloned().unwrap_or_default(),
                    letter: hex(&arrived.id),
                    people: files.into_iter().map(|f| (f.file, f.label)).collect(),
                });
            }
        }
        Ok(offers)
    }

    /// Accepts an offer: the entries are admitted, and a receipt goes back. A person decides this, never a machine.
    pub fn accept(&self, actor: &Actor, to: &CompartmentId, letter: &str) -> Result<Vec<FileId>, Problem> {
        let arrived = self.letters(actor, to)?.into_iter().find(|a| hex(&a.id) == letter);
        let arrived = arrived.ok_or(Problem::Unknown("offer"))?;
        let Message::Offer { files } = decode(&arrived.letter.content)? else {
            return Err(Problem::Unknown("offer"));
        };
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
            admitted.push((offered.file, offered.transfer, offered.bodies.iter().map(read).collect::<Result<Vec<_>, _>>()?));
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
        self.drop_letter(to, &from, &encode(&Message::Receipt { transfers: accepted })?)?;
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
                        let road = transfer::whereabouts(&folded, &w.compartment());
                        if matches!(road, Whereabouts::OnTheRoad { transfer: t, .. } if t == transfer) {
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
        let file = *file;
        self.write(actor, from, move |w| {
            let road = transfer::whereabouts(&w.file(&file)?, &w.compartment());
            let Whereabouts::OnTheRoad { transfer, .. } = road else {
                return Err(refuse("file", file, Why::Unknown).into());
            };
            w.append(&file, vec![Fact::Transfer(transfer::Fact::Recalled { transfer })]).map(|_| ())
        })
    }
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
    if !text.is_ascii() || text.len() % 2 != 0 {
        return Err(bad());
    }
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).map_err(|_| bad())).collect()
}
