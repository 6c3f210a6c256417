//! What can be wrong with a procedure file, each with what would mend it. Never about a person's papers.

use jiff::civil::Date;

use crate::procedure::{Days, MAX_BYTES, MAX_DAYS, MAX_ID, MAX_MONTHS, MAX_PAPERS};

/// One problem of a procedure file. Its text is for the author of the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    #[error("the file has {bytes} bytes; at most {MAX_BYTES} are read: is it a procedure?")]
    TooLong { bytes: usize },
    #[error("{}{message}", line.map(|n| format!("line {n}: ")).unwrap_or_default())]
    Toml { line: Option<usize>, message: String },
    #[error("{papers} papers; at most {MAX_PAPERS} are read: split the procedure")]
    TooManyPapers { papers: usize },
    #[error("{what} `{id}`: an id is 1 to {MAX_ID} lower-case letters, digits and `-`")]
    BadId { what: &'static str, id: String },
    #[error("`{country}`: a country is two capital letters (ISO 3166-1), or INT")]
    BadCountry { country: String },
    #[error("version 0: versions begin at 1")]
    BadVersion,
    #[error("{place}: a text is empty; write it, or leave the Hebrew out")]
    BlankText { place: String },
    #[error("no source: name at least one, with what it says")]
    NoSource,
    #[error("in force until {until}, before it begins on {from}")]
    ForceEndsBeforeItBegins { from: Date, until: Date },
    #[error("rule {rule}: from {from} to {to} fits nobody")]
    RuleFitsNobody { rule: usize, from: u16, to: u16 },
    #[error("two papers have the id `{id}`")]
    DuplicateId { id: String },
    #[error("`{paper}` needs `{names}`, which is no paper of this procedure")]
    UnknownPaper { paper: String, names: String },
    #[error("`{paper}`: a group of one_of is empty, so nothing could ever satisfy it")]
    EmptyChoice { paper: String },
    #[error("`{paper}` is required and needs `{names}`, which is not required: require it too")]
    NeededNotRequired { paper: String, names: String },
    #[error("papers that wait for each other: {}", crate::cycle::draw(path))]
    Cycle { path: Vec<String> },
    #[error(
        "`{paper}`: days must rise: optimistic {}, likely {}, pessimistic {}",
        days.optimistic, days.likely, days.pessimistic
    )]
    DaysOutOfOrder { paper: String, days: Days },
    #[error("`{paper}`: {what} is longer than a century ({MAX_DAYS} days, {MAX_MONTHS} months)")]
    TooLongATime { paper: String, what: &'static str },
    #[error("`{paper}`: {what} has neither months nor days")]
    EmptyTerm { paper: String, what: &'static str },
    #[error("`{paper}`: valid for 0 days; leave valid_days out when the paper does not lapse")]
    NeverValid { paper: String },
    #[error("`{paper}`: silence that grants has nothing to appeal")]
    AppealAgainstGrant { paper: String },
    #[error("`{paper}`: `{currency}` is not a currency (three capital letters, ISO 4217)")]
    BadCurrency { paper: String, currency: String },
    #[error("no paper is required: the dossier would be complete before it began")]
    NoRequiredPaper,
}
