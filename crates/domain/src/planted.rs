//! Faults that a test plants, so that the check of a promise is seen red with the promise broken: ten that logs like this one are
//! known to be built with (storage.md, the mutation check), and one or more for each other promise.
//!
//! One at a time, for the whole process: every test has a process of its own. Without the feature `planted`, which only
//! `[dev-dependencies]` may turn on, nothing can be planted and the compiler leaves every one of them out.

/// What is built wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Fault {
    /// What is said later overwrites what was said elsewhere meanwhile.
    LastWriteWins = 1,
    /// A file is folded in the order in which its entries came.
    ArrivalOrder,
    /// Entries stand by their clocks, whatever their authors had seen.
    ClockOrder,
    /// Where two chains stand is compared by their numbers alone.
    SeqOnlyFrontier,
    /// A chain is known as far as the highest number that came, gaps or not.
    HeightByMaxSeq,
    /// What comes a second time is taken for another truth.
    RepeatsFork,
    /// Pages are taken in whether their chain leads to the signed tip or not.
    NoChainCheck,
    /// Whatever came first of a chain is the truth, whether it is signed or not; what parts from it is refused.
    AlteredBelieved,
    /// Signatures are checked as batches do: weak keys and altered encodings pass.
    LaxSignatures,
    /// Seals bind nothing but their text.
    NoContext,
    /// What goes over a line is as long as it is.
    NoPadding,
    /// A bundle ends wherever its bytes end.
    CutEnds,
    /// What somebody laid under a letter's name stays where it lies.
    BeginningsStay,
    /// Entries count whoever wrote them.
    EverybodyCounts,
    /// Whoever takes part may say who takes part.
    AnybodyGrants,
    /// What a keeper says counts, whoever signed it.
    AnybodySigns,
    /// Whoever was removed keeps their role.
    RemovedStay,
    /// A removal and a revocation end nothing.
    NothingEnds,
    /// A removal begins no new epoch.
    NoRotation,
    /// Readers write.
    EverybodyWrites,
    /// Compartments open for members of none.
    EverybodyReads,
    /// A failed write stays as far as it got.
    HalfWritten,
    /// What the disk refused is acknowledged.
    FailureAnswered,
    /// Writing goes on after the disk failed.
    FailureForgotten,
    /// A server acknowledges before it has written.
    ServerAnswersEarly,
    /// What cannot be read is told of without its file.
    DamageUnnamed,
    /// Nobody asks whether the pages that an answer rests on proved.
    PagesUnproved,
    /// Derived tables of another version are taken as they are.
    OldTables,
    /// A backup is restored whatever became of it.
    BackupUnproved,
    /// Two processes open one node.
    LockShared,
    /// Guesses cost no time.
    GuessesFree,
    /// The hash that stands beside an entry is not looked at.
    HashesUnproved,
    /// Legal holds are not looked at.
    HoldsIgnored,
    /// What is missing of a chain is not named.
    MissingUnnamed,
    /// A node that says less of a chain than it had said is believed.
    OlderStateUnnoted,
    /// How far a node says that it is counts wherever that is, under a signed tip or not.
    ApartRemembered,
    /// A compartment that was closed in the middle of a meeting is spoken of as one of which nothing is here.
    ClosedSpeaks,
    /// What somebody named and nobody handed over alarms nobody.
    MissingUnalarmed,
    /// Consents are not looked at.
    ConsentsIgnored,
    /// A report of what falls leaves the people out.
    NobodyFalls,
    /// Sessions have no end.
    SessionsStay,
    /// Forms of other sites are taken.
    ForeignForms,
    /// Fields that nobody knows are passed over.
    StrangeFields,
}

#[cfg(feature = "planted")]
mod soil {
    use super::Fault;
    use std::sync::atomic::{AtomicU8, Ordering};

    static PLANTED: AtomicU8 = AtomicU8::new(0);

    /// Plants a fault in this process, or takes it out.
    pub fn plant(fault: Option<Fault>) {
        PLANTED.store(fault.map_or(0, |f| f as u8), Ordering::SeqCst);
    }

    /// Whether it is planted.
    pub fn planted(fault: Fault) -> bool {
        PLANTED.load(Ordering::Relaxed) == fault as u8
    }
}

#[cfg(feature = "planted")]
pub use soil::{plant, planted};

/// Never.
#[cfg(not(feature = "planted"))]
#[inline(always)]
pub const fn planted(_: Fault) -> bool {
    false
}
