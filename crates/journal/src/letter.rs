//! Sealed letters to a compartment's inbox: anyone may drop one, only its members open it.
//!
//! The sender a letter names is claimed, not proved: what must be believed is signed inside the content. A letter's
//! length tells only its size class.

use crate::chance::Chance;
use crate::keys::{InboxKeys, KeyProblem, hybrid};
use domain::id::CompartmentId;
use zeroize::Zeroizing;

/// Version of the letter's layout, its first byte.
const VERSION: u8 = 0;
const LETTER: &str = "relais/0/letter";
/// Sender and length before the content.
const PREFIX: usize = CompartmentId::LEN + 4;
/// What sealing adds to the size class: version, encapsulated key, tag.
pub const LETTER_OVERHEAD: usize = 1 + crate::keys::WRAP_OVERHEAD;
/// The classes, in bytes; above the last, multiples of it.
pub const LETTER_CLASSES: [usize; 7] = [1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20, 4 << 20];
/// The class of questions of ask-around, their answers, and letters that only fill: all alike, and nothing else is in it.
pub const QUESTION_CLASS: usize = 3 << 10;
/// Length of such a letter, sealed.
pub const QUESTION_LEN: usize = QUESTION_CLASS + LETTER_OVERHEAD;
/// Longest content: one child's carried file with its photographs; more goes into several letters.
pub const LETTER_MAX: usize = 64 << 20;

/// A letter, opened.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// The compartment that claims to have sent it.
    pub from: CompartmentId,
    /// What it says.
    pub content: Vec<u8>,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Letter(from {}, {} bytes)", self.from, self.content.len())
    }
}

/// Why a letter could not be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LetterProblem {
    /// Longer than [`LETTER_MAX`].
    #[error("a letter holds at most 64 MiB")]
    TooLarge,
    /// The recipient's key is none.
    #[error("the inbox has no usable key")]
    NoInbox,
    /// Laid out by a newer version: keep it.
    #[error("the letter is of version {0}; a newer version is needed to open it")]
    Unknown(u8),
    /// Not for this inbox, cut short or altered.
    #[error("the letter does not open: it is for another inbox, cut short or altered")]
    Refused,
}

/// The size class of a letter that holds `content` bytes.
fn class(content: usize) -> usize {
    let needed = content + PREFIX;
    let last = LETTER_CLASSES[LETTER_CLASSES.len() - 1];
    LETTER_CLASSES.into_iter().find(|c| needed <= *c).unwrap_or_else(|| needed.div_ceil(last) * last)
}

/// Seals `content` to the inbox of `to`.
pub fn seal_letter(
    inbox_public: &[u8],
    from: &CompartmentId,
    to: &CompartmentId,
    content: &[u8],
    chance: &mut dyn Chance,
) -> Result<Vec<u8>, LetterProblem> {
    if content.len() > LETTER_MAX {
        return Err(LetterProblem::TooLarge);
    }
    seal((inbox_public, class(content.len())), from, to, content, chance)
}

/// The same for a question of ask-around, an answer, or a letter that only fills: one size for all.
pub fn seal_question(
    inbox_public: &[u8],
    from: &CompartmentId,
    to: &CompartmentId,
    content: &[u8],
    chance: &mut dyn Chance,
) -> Result<Vec<u8>, LetterProblem> {
    if content.len() + PREFIX > QUESTION_CLASS {
        return Err(LetterProblem::TooLarge);
    }
    seal((inbox_public, QUESTION_CLASS), from, to, content, chance)
}

fn seal(
    (inbox_public, size): (&[u8], usize),
    from: &CompartmentId,
    to: &CompartmentId,
    content: &[u8],
    chance: &mut dyn Chance,
) -> Result<Vec<u8>, LetterProblem> {
    let mut clear = Zeroizing::new(Vec::with_capacity(size));
    clear.extend_from_slice(from.bytes());
    clear.extend_from_slice(&(content.len() as u32).to_be_bytes());
    clear.extend_from_slice(content);
    clear.resize(size, 0);
    let sealed =
        hybrid::seal_to(inbox_public, LETTER, to.bytes(), &clear, chance).map_err(
            |problem| match problem {
                KeyProblem::TooLong => LetterProblem::TooLarge,
                KeyProblem::Malformed(_) | KeyProblem::Refused => LetterProblem::NoInbox,
            },
        )?;
    let mut out = Vec::with_capacity(1 + sealed.len());
    out.push(VERSION);
    out.extend_from_slice(&sealed);
    Ok(out)
}

/// Opens a letter dropped in the inbox of `to`.
pub fn open_letter(inbox: &InboxKeys, to: &CompartmentId, bytes: &[u8]) -> Result<Letter, LetterProblem> {
    let (version, sealed) = bytes.split_first().ok_or(LetterProblem::Refused)?;
    if *version != VERSION {
        return Err(LetterProblem::Unknown(*version));
    }
    if sealed.len() > class(LETTER_MAX) + LETTER_OVERHEAD {
        return Err(LetterProblem::TooLarge);
    }
    let clear = inbox.pair().open(LETTER, to.bytes(), sealed).ok_or(LetterProblem::Refused)?;
    parse(&clear).ok_or(LetterProblem::Refused)
}

fn parse(clear: &[u8]) -> Option<Letter> {
    let (from, rest) = clear.split_at_checked(CompartmentId::LEN)?;
    let (len, rest) = rest.split_first_chunk::<4>()?;
    let len = usize::try_from(u32::from_be_bytes(*len)).ok()?;
    let (content, zeros) = rest.split_at_checked(len)?;
    let sized = clear.len() == class(len) || clear.len() == QUESTION_CLASS;
    let sound = sized && zeros.iter().all(|b| *b == 0);
    let from = CompartmentId::from_slice(from)?;
    sound.then(|| Letter { from, content: content.to_vec() })
}
