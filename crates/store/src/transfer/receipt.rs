//! Receipts: a house that accepted files says so, and the copies that stayed are closed.

use crate::actor::Actor;
use crate::letter::inbox::Waiting;
use crate::letter::message::{Message, encode, transfers_of};
use crate::node::Store;
use crate::problem::Problem;
use crate::shelf::Shelf;
use domain::compartment::Role;
use domain::entry::Fact;
use domain::id::{CompartmentId, FileId, Key};
use domain::transfer;

impl Store {
    /// An offer that was accepted, here before a crash or at another node of this house, gets its receipt. Where nobody here
    /// knows the way to whoever sent it, the node that accepted it sends one.
    pub(super) fn answered_already(&self, shelf: &Shelf, offer: Waiting) -> Result<(), Problem> {
        if let Some((from, Message::Offer { files, voucher })) = self.letter(shelf, &offer.id)?
            && self.vouches(&voucher, (&from, &shelf.id), &transfers_of(&files))
        {
            self.remember_sender(&from, &voucher)?;
        }
        match self.receipt(&shelf.id, &offer.from, offer.transfers) {
            Err(Problem::Unknown("compartment")) => {}
            done => done?,
        }
        self.letter_done(&shelf.id, &offer.id)
    }

    pub(super) fn receipt(
        &self,
        from: &CompartmentId,
        to: &CompartmentId,
        transfers: Vec<(FileId, Key)>,
    ) -> Result<(), Problem> {
        let keys: Vec<Key> = transfers.iter().map(|(_, transfer)| *transfer).collect();
        self.drop_letter(from, to, &encode(&Message::Receipt { transfers })?, &keys)
    }

    /// Closes the transfers whose receipts have come. Carrying a letter is a machine's work; the decision was taken by
    /// the person who accepted, and the entry names the member whose node carried it.
    pub fn take_receipts(&self, actor: &Actor) -> Result<usize, Problem> {
        let mut closed = 0;
        for shelf in self.shelves(actor, Role::writes)? {
            for (letter, transfers) in self.inbox(&shelf)?.receipts() {
                let (closes, known) = self.write(actor, &shelf.id, move |w| {
                    let (mut closed, mut known, here) = (0, 0, w.compartment());
                    for (file, transfer) in &transfers {
                        let folded = match w.file(file) {
                            Ok(folded) => folded,
                            Err(Problem::Unknown(_)) => continue,
                            Err(other) => return Err(other),
                        };
                        known += usize::from(transfer::was_offered(&folded, &here, transfer));
                        // A receipt that crossed a recall on its way closes all the same: the file lives there.
                        if transfer::open_offer(&folded, &here, transfer) {
                            let fact = transfer::Fact::Closed { transfer: *transfer };
                            w.append(file, vec![Fact::Transfer(fact)])?;
                            closed += 1;
                        }
                    }
                    Ok((closed, known == transfers.len()))
                })?;
                closed += closes;
                // A receipt may come before the offer that it answers, by another way: it waits.
                if known {
                    self.letter_done(&shelf.id, &letter)?;
                }
            }
        }
        Ok(closed)
    }
}
