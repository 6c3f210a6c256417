//! An entry: one act of one person on one file, with the facts it states. Never changed, never removed.

use crate::id::{CompartmentId, EntryId, FileId, MemberId, NodeId};
use crate::{
    accompaniment, ask_around, break_glass, compartment, consent, dossier, double, erasure, health, hold,
    kin, note, notebook, origin, payment, person, place, referral, relay_house, stay, subject, supply,
    tracing, transfer, weighing,
};
use serde::{Deserialize, Serialize};

/// Longest free text in one fact, in bytes: a long page of handwriting; longer matter is an attachment.
pub const TEXT_MAX: usize = 16 * 1024;
/// Most facts in one entry: a whole intake form is about forty.
pub const FACTS_MAX: usize = 256;

/// Hybrid logical clock: milliseconds since 1900-01-01T00:00Z in the upper 48 bits, a counter in the lower 16.
/// It orders what is concurrent; causal order comes from `after`. The year 1900 is the zero so that a clock that
/// stands in the last century, by mistake or in a demonstration, still sorts; it fits a BIGINT until the year 6300.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Stamp(pub u64);

/// Milliseconds from 1900-01-01 to 1970-01-01 (25,567 days).
const MS_1900_TO_1970: i64 = 25_567 * 86_400_000;

impl Stamp {
    /// A stamp at `unix_ms` (milliseconds since 1970, negative before). Before 1900 it is the zero stamp.
    pub fn at_unix_ms(unix_ms: i64) -> Stamp {
        Stamp((unix_ms.saturating_add(MS_1900_TO_1970).clamp(0, (1 << 47) - 1) as u64) << 16)
    }

    /// Milliseconds since 1970.
    pub fn unix_ms(self) -> i64 {
        (self.0 >> 16) as i64 - MS_1900_TO_1970
    }

    /// The day in UTC.
    pub fn day(self) -> jiff::civil::Date {
        let days = self.unix_ms().div_euclid(86_400_000);
        let zero = jiff::civil::date(1970, 1, 1);
        zero.checked_add(jiff::Span::new().days(days.clamp(-25_567, 2_900_000))).unwrap_or(zero)
    }

    /// The next stamp of a writer who has seen `self` and whose clock reads `now`.
    #[must_use]
    pub fn next(self, now: Stamp) -> Stamp {
        now.max(Stamp(self.0.saturating_add(1)))
    }
}

/// What one entry says. Unknown events (written by a newer version) are kept as they came and shown as such.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Facts this version understands.
    Known(Vec<Fact>),
    /// Bytes it does not; held, forwarded, never dropped.
    Unknown(Vec<u8>),
}

impl Event {
    /// The facts; none where the event is unknown.
    pub fn facts(&self) -> &[Fact] {
        match self {
            Event::Known(facts) => facts,
            Event::Unknown(_) => &[],
        }
    }
}

/// An entry in its clear form. `id` binds all the rest (journal: `id = BLAKE3(salt, clear form)`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Hash of salt and clear form.
    pub id: EntryId,
    /// The compartment it was written in; kept when the file travels.
    pub origin: CompartmentId,
    /// The file it speaks of.
    pub file: FileId,
    /// The member who wrote and signed it.
    pub by: MemberId,
    /// The node it was written at.
    pub on: NodeId,
    /// When, by that node's hybrid clock.
    pub stamp: Stamp,
    /// The heads of the file that the author had before them, sorted.
    pub after: Vec<EntryId>,
    /// The heads of the compartment's control file that the author had, sorted.
    pub control: Vec<EntryId>,
    /// What it says.
    pub event: Event,
}

/// One statement. Each room owns its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// Who somebody is.
    Person(person::Fact),
    /// Who belongs to whom.
    Kin(kin::Fact),
    /// What may be done with what they told.
    Consent(consent::Fact),
    /// Who accompanies them.
    Accompaniment(accompaniment::Fact),
    /// A place.
    Place(place::Fact),
    /// Where somebody lives, and absences.
    Stay(stay::Fact),
    /// Papers.
    Dossier(dossier::Fact),
    /// First care, departures, convoys.
    RelayHouse(relay_house::Fact),
    /// Health.
    Health(health::Fact),
    /// Weighings and the programmes that follow from them.
    Weighing(weighing::Fact),
    /// What there is of therapeutic food and milk at a place.
    Supply(supply::Fact),
    /// Who may be the same person.
    Double(double::Fact),
    /// A relative asks for somebody.
    Tracing(tracing::Fact),
    /// A question to houses whose files one does not see.
    AskAround(ask_around::Fact),
    /// Free text.
    Note(note::Fact),
    /// Religion and origin, in their own volet.
    Origin(origin::Fact),
    /// Pages of a sealed notebook, and their opening.
    Notebook(notebook::Fact),
    /// A file that travels.
    Transfer(transfer::Fact),
    /// What is owed and paid to a code, in a payment book.
    Payment(payment::Fact),
    /// What a partner was told, and what became of it.
    Referral(referral::Fact),
    /// Members and keys of the compartment.
    Compartment(compartment::Fact),
    /// Whose names a person's own sheet leaves out.
    Subject(subject::Fact),
    /// A house opened in an emergency by two who were not granted it.
    BreakGlass(break_glass::Fact),
    /// A file whose text is destroyed.
    Erasure(erasure::Fact),
    /// A file that must not be erased.
    Hold(hold::Fact),
    /// What stood in `slot` was never true (the wrong child, a slip): shown struck through with the reason.
    Withdrawn {
        /// The slot whose standing value is withdrawn.
        slot: String,
        /// Why.
        why: String,
    },
}

impl Fact {
    /// The slot this fact fills. Two facts of one slot replace or contradict each other; facts of different slots never meet.
    pub fn slot(&self) -> String {
        match self {
            Fact::Person(f) => f.slot(),
            Fact::Kin(f) => f.slot(),
            Fact::Consent(f) => f.slot(),
            Fact::Accompaniment(f) => f.slot(),
            Fact::Place(f) => f.slot(),
            Fact::Stay(f) => f.slot(),
            Fact::Dossier(f) => f.slot(),
            Fact::RelayHouse(f) => f.slot(),
            Fact::Health(f) => f.slot(),
            Fact::Weighing(f) => f.slot(),
            Fact::Supply(f) => f.slot(),
            Fact::Double(f) => f.slot(),
            Fact::Tracing(f) => f.slot(),
            Fact::AskAround(f) => f.slot(),
            Fact::Note(f) => f.slot(),
            Fact::Origin(f) => f.slot(),
            Fact::Notebook(f) => f.slot(),
            Fact::Transfer(f) => f.slot(),
            Fact::Payment(f) => f.slot(),
            Fact::Referral(f) => f.slot(),
            Fact::Compartment(f) => f.slot(),
            Fact::Subject(f) => f.slot(),
            Fact::BreakGlass(f) => f.slot(),
            Fact::Erasure(f) => f.slot(),
            Fact::Hold(f) => f.slot(),
            Fact::Withdrawn { slot, .. } => slot.clone(),
        }
    }

    /// Whether only whoever directs may say it.
    pub fn by_direction(&self) -> bool {
        let of_a_referral =
            matches!(self, Fact::Referral(referral::Fact::Terms(_) | referral::Fact::Over { .. }));
        let without_consent = matches!(self, Fact::Consent(consent::Fact::Overridden { .. }));
        let of_keeping = matches!(self, Fact::Erasure(erasure::Fact::CarriedOut { .. }) | Fact::Hold(_));
        of_a_referral || without_consent || of_keeping
    }

    /// Whether it is said of the compartment itself: who belongs to it, its nodes and keys, and that something of it was never true.
    pub fn of_the_compartment(&self) -> bool {
        match self {
            Fact::Compartment(_) => true,
            Fact::Withdrawn { slot, .. } => slot.starts_with("compartment/"),
            _ => false,
        }
    }

    /// Whether it speaks of this compartment's keeping, and means nothing where a file travelled to.
    pub fn of_this_house(&self) -> bool {
        let of_a_snapshot = matches!(self, Fact::Referral(said) if said.of_the_snapshot());
        of_a_snapshot || matches!(self, Fact::Erasure(_) | Fact::Hold(_))
    }

    /// The address of the attachment this fact names, hexadecimal; its bytes travel wherever the fact does.
    pub fn attachment(&self) -> Option<&str> {
        match self {
            Fact::Person(person::Fact::Photo { address, .. }) => Some(address),
            Fact::Dossier(dossier::Fact::Scan { picture, .. }) => Some(&picture.address),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_run_from_1900() {
        for (ms, day) in
            [(0, "1970-01-01"), (-921_110_400_000, "1940-10-24"), (1_795_305_600_000, "2026-11-22")]
        {
            let stamp = Stamp::at_unix_ms(ms);
            assert_eq!(stamp.unix_ms(), ms);
            assert_eq!(stamp.day().to_string(), day);
        }
        let slow = Stamp::at_unix_ms(5).next(Stamp::at_unix_ms(1));
        assert!(slow > Stamp::at_unix_ms(5), "a clock that runs back still moves on");
    }
}
