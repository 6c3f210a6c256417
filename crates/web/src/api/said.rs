//! Values with who said them: one, or several that nobody has settled.

use crate::viewer::Viewer;
use domain::Edtf;
use domain::entry::Stamp;
use domain::said::{Answer, Said};
use serde::Serialize;
use utoipa::ToSchema;

/// What stands, with everybody who said it last. More than one value: it is disputed and waits for a further entry.
#[derive(Serialize, ToSchema)]
pub(crate) struct Stands<T: ToSchema> {
    /// Whether two people said different things without having seen each other's.
    disputed: bool,
    /// First said first; never empty.
    values: Vec<Attested<T>>,
}

/// One value with its source.
#[derive(Serialize, ToSchema)]
pub(crate) struct Attested<T: ToSchema> {
    /// The value.
    value: T,
    /// Name of the member who wrote it.
    by: String,
    /// When, in UTC.
    at: String,
    /// The entry that says it.
    entry: String,
}

/// A date as written, which may be uncertain, with the days it can mean.
#[derive(Serialize, ToSchema)]
pub(crate) struct Uncertain {
    /// EDTF, such as `1934-03`, `1935?`, `1932~`.
    edtf: String,
    /// The earliest day it can mean.
    earliest: Option<String>,
    /// The latest day it can mean.
    latest: Option<String>,
}

/// The answer to a question: what was not asked differs from what nobody knows.
#[derive(Serialize, ToSchema)]
pub(crate) struct Answered {
    /// `given`, `not-asked`, `does-not-know`, `declines`, `without`.
    answer: &'static str,
    /// The answer, where one was given.
    text: Option<String>,
}

impl<T: ToSchema> Stands<T> {
    pub(crate) fn of<U>(viewer: &Viewer, said: &Said<U>, value: impl Fn(&U) -> T) -> Stands<T> {
        let attested = said.all().iter().map(|a| Attested {
            value: value(&a.value),
            by: viewer.member_name(&a.by),
            at: moment(a.stamp),
            entry: a.entry.to_string(),
        });
        Stands { disputed: said.disputed(), values: attested.collect() }
    }
}

impl From<&Edtf> for Uncertain {
    fn from(date: &Edtf) -> Uncertain {
        let bounds = date.bounds();
        let day = |day: Option<jiff::civil::Date>| day.map(|d| d.to_string());
        Uncertain { edtf: date.to_string(), earliest: day(bounds.earliest), latest: day(bounds.latest) }
    }
}

impl From<&Answer<String>> for Answered {
    fn from(answer: &Answer<String>) -> Answered {
        let word = match answer {
            Answer::Given(_) => "given",
            Answer::NotAsked => "not-asked",
            Answer::DoesNotKnow => "does-not-know",
            Answer::Declines => "declines",
            Answer::Without => "without",
        };
        Answered { answer: word, text: answer.given().cloned() }
    }
}

/// A stamp as `YYYY-MM-DDTHH:MM:SSZ`.
pub(crate) fn moment(stamp: Stamp) -> String {
    let seconds = stamp.unix_ms().div_euclid(1000).rem_euclid(86_400);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{}T{hours:02}:{minutes:02}:{:02}Z", stamp.day(), seconds % 60)
}
