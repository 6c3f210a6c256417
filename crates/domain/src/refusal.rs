//! Why a rule said no: the field, the value, the reason. The edge turns it into words in the reader's language.

use serde::Serialize;

/// A refused act. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{field}: {why:?} ({value})")]
pub struct Refusal {
    /// The form field at fault, as the form names it.
    pub field: &'static str,
    /// What was given there.
    pub value: String,
    /// The reason.
    pub why: Why,
}

/// The reasons a rule can give. The wording and the remedy stand in the locale files under `refusal-<name>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Nothing was given where something is needed.
    Missing,
    /// It cannot be read as what it should be.
    Unreadable,
    /// It is longer than [`crate::entry::TEXT_MAX`] bytes.
    TooLong,
    /// It ends before it begins.
    EndsBeforeItBegins,
    /// It lies after today.
    InTheFuture,
    /// There is no such thing in this file.
    Unknown,
    /// It is already closed.
    AlreadyClosed,
    /// It is already there.
    AlreadyThere,
    /// The last keeper of a compartment cannot be removed: nobody could grant any more.
    LastKeeper,
    /// The node this is written at cannot revoke itself.
    OwnNode,
    /// The file is on the road or has left: it takes no further entry here.
    FileHasLeft,
    /// The person has died.
    AfterDeath,
    /// The number is out of its range.
    OutOfRange,
    /// A second person has to do this.
    NeedsSecondPerson,
    /// A reason in writing is needed.
    NeedsReason,
    /// Something else has to come first.
    ComesFirst,
    /// Two independent proofs beyond names are needed.
    NeedsProofs,
    /// Several answer to it.
    Ambiguous,
    /// Whoever stands in one circuit of hidden identity never sees the other.
    OtherCircuit,
    /// A notebook that has not proved yet that it opens takes no page.
    NotProved,
    /// Whoever is no longer followed is recorded for the last day of a month, with nothing of where they went.
    NotBatchDay,
    /// Those are not the words of what was taken: it may have been exchanged on its way.
    NotTheWords,
    /// More money than is owed.
    MoreThanOwed,
    /// Such a file is never erased.
    NotErasable,
    /// Who somebody is, whose child and whose sister, is erased only where they ask for it themselves.
    IdentityStays,
    /// By what is recorded of the birth the person is not, or not known to be, of age.
    NotKnownOfAge,
    /// Whoever asks has to be told first what is lost.
    TellFirst,
    /// The file was erased.
    Erased,
    /// Somebody must not decide on what they proposed themselves.
    SamePerson,
    /// A legal hold stands on it.
    OnHold,
    /// No bed is free for them.
    NoFreeBed,
    /// Nobody has given this consent.
    NoConsent,
    /// This consent was withdrawn.
    ConsentWithdrawn,
    /// This consent does not last until then.
    ConsentExpired,
    /// This consent was given for something else.
    ConsentForOther,
    /// A partner was given something of it that still stands.
    Referred,
}

impl Why {
    /// The name the locale files use.
    pub fn key(self) -> &'static str {
        match self {
            Why::Missing => "missing",
            Why::Unreadable => "unreadable",
            Why::TooLong => "too-long",
            Why::EndsBeforeItBegins => "ends-before-it-begins",
            Why::InTheFuture => "in-the-future",
            Why::Unknown => "unknown",
            Why::AlreadyClosed => "already-closed",
            Why::AlreadyThere => "already-there",
            Why::LastKeeper => "last-keeper",
            Why::OwnNode => "own-node",
            Why::FileHasLeft => "file-has-left",
            Why::AfterDeath => "after-death",
            Why::OutOfRange => "out-of-range",
            Why::NeedsSecondPerson => "needs-second-person",
            Why::NeedsReason => "needs-reason",
            Why::ComesFirst => "comes-first",
            Why::NeedsProofs => "needs-proofs",
            Why::Ambiguous => "ambiguous",
            Why::OtherCircuit => "other-circuit",
            Why::NotProved => "not-proved",
            Why::NotBatchDay => "not-batch-day",
            Why::NotTheWords => "not-the-words",
            Why::MoreThanOwed => "more-than-owed",
            Why::NotErasable => "not-erasable",
            Why::IdentityStays => "identity-stays",
            Why::NotKnownOfAge => "not-known-of-age",
            Why::TellFirst => "tell-first",
            Why::Erased => "erased",
            Why::SamePerson => "same-person",
            Why::OnHold => "on-hold",
            Why::NoFreeBed => "no-free-bed",
            Why::NoConsent => "no-consent",
            Why::ConsentWithdrawn => "consent-withdrawn",
            Why::ConsentExpired => "consent-expired",
            Why::ConsentForOther => "consent-for-other",
            Why::Referred => "referred",
        }
    }
}

/// A refusal of `field` with `value`.
pub fn refuse(field: &'static str, value: impl std::fmt::Display, why: Why) -> Refusal {
    Refusal { field, value: value.to_string(), why }
}

/// Letters of a hash in hexadecimal.
const HASH_LETTERS: usize = 64;

/// A hash of 32 bytes in hexadecimal; refused when it is none.
pub fn hash(field: &'static str, value: &str) -> Result<(), Refusal> {
    let fits = value.len() == HASH_LETTERS && value.bytes().all(|b| b.is_ascii_hexdigit());
    if fits { Ok(()) } else { Err(refuse(field, value, Why::Unreadable)) }
}

/// The text, trimmed; refused when empty or longer than an entry may carry.
pub fn text(field: &'static str, value: &str) -> Result<String, Refusal> {
    let trimmed = value.trim();
    if trimmed.is_empty() {
        return Err(refuse(field, "", Why::Missing));
    }
    if trimmed.len() > crate::entry::TEXT_MAX {
        let shown: String = trimmed.chars().take(40).collect();
        return Err(refuse(field, shown, Why::TooLong));
    }
    Ok(trimmed.to_string())
}
