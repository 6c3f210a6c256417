//! Why a text is not a date. Never carries more of the text than the word that was not understood.

use super::MAX_BYTES;

/// Why a text could not be read as a date. Each variant is something that the person who holds the register
/// can act upon. The set is closed on purpose: whoever translates it must translate all of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EdtfProblem {
    /// Nothing but blanks.
    #[error("the date is empty")]
    Empty,
    /// The text says that the date is not known: "unknown", "?", "00.00.0000". For most registers this is an
    /// empty cell rather than a fault.
    #[error("the text says that the date is not known")]
    SaidUnknown,
    /// Longer than [`MAX_BYTES`].
    #[error("{bytes} bytes are too long for a date (at most {MAX_BYTES})")]
    TooLong {
        /// Length of the text that was given.
        bytes: usize,
    },
    /// Not of a shape that is known as a date.
    #[error("this is not a date")]
    NotADate,
    /// A word or sign that does not belong in a date (lower-case, without accents).
    #[error("\u{201c}{word}\u{201d} is not understood in a date")]
    UnknownWord {
        /// The word, as it was compared.
        word: String,
    },
    /// A day or a month was given without its year.
    #[error("the year is missing")]
    NoYear,
    /// A year of two digits that may belong to two centuries.
    #[error("the year {year:02} may belong to two centuries: write four digits")]
    AmbiguousCentury {
        /// The two digits.
        year: u8,
    },
    /// A month outside 1 to 12; often a sign that day and month stand the other way round.
    #[error("there is no month {month}: are day and month the other way round?")]
    ImpossibleMonth {
        /// The month as written.
        month: u8,
    },
    /// A day that this month of this year does not have.
    #[error("month {month} of {year} has no day {day}")]
    ImpossibleDay {
        /// Year, astronomical (0 is 1 BC).
        year: i16,
        /// Month 1 to 12.
        month: u8,
        /// The day as written.
        day: u8,
    },
    /// Unspecified digits that no day of the calendar fits, such as `XXX1-02-29`.
    #[error("no day of the calendar fits this pattern")]
    ImpossiblePattern,
    /// An interval that ends before it begins.
    #[error("the interval ends before it begins")]
    Reversed,
    /// Open on both sides: it would be true of every day.
    #[error("this says nothing about the date")]
    SaysNothing,
}
