//! A procedure as versioned data: the papers that an authority wants for one act, and their order.
//!
//! A version that has been used is never edited: a change of law or of practice is a new version, so that an
//! old dossier still says what was asked of it. Numbers that nobody has confirmed carry `to_confirm` and are
//! shown as "to be confirmed locally".
//!
//! One thing may be said more exactly in a version that is used: the `audience` of a paper. It changes no paper,
//! no term and no order; it says whose knowledge a request adds to, and that has to hold for the dossiers that
//! are open, which keep their version.

use jiff::Span;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::holiday::{self, Holiday};

pub use crate::audience::Audience;
pub use crate::problem::Problem;
pub use crate::shipped::{find, newest, shipped};
pub use crate::text::Text;

/// Papers in one procedure. The heaviest real dossiers have some forty; more than this is a mistake, and the
/// search for cycles stays instant.
pub const MAX_PAPERS: usize = 200;
/// Bytes of one procedure file: 200 papers in three languages take about 300 kB.
pub const MAX_BYTES: usize = 1 << 20;
/// Longest duration in days that a procedure may state: a century. Beyond it a number is a typing error.
pub const MAX_DAYS: u32 = 36_525;
/// Longest duration in months that a procedure may state: the same century.
pub const MAX_MONTHS: u32 = 1_200;
/// Characters of an id: ids stand in addresses and in printed lists.
pub const MAX_ID: usize = 60;

/// One procedure, one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Lower-case words joined by `-`; the same through all versions.
    pub id: String,
    /// 1, 2, 3 .. A dossier keeps the version it was opened with.
    pub version: u32,
    pub title: Text,
    /// ISO 3166-1 alpha-2 of the authority that decides; `INT` where the body is international.
    pub country: String,
    /// First day on which this version applies.
    pub in_force_from: Date,
    /// Last day on which this version applies; none while it is current.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force_until: Option<Date>,
    /// The act that all this serves, e.g. "The child leaves the camp".
    pub target: Text,
    /// Where the content comes from. Never empty.
    pub sources: Vec<Source>,
    /// All rules must hold. Data for lists of "who qualifies"; whoever applies a rule names it.
    #[serde(default)]
    pub eligibility: Vec<Rule>,
    /// In the order in which a clerk would lay them in the file.
    pub papers: Vec<PaperKind>,
}

/// Where a procedure's content was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// A text, an article, a page.
    #[serde(rename = "ref")]
    pub reference: String,
    /// What it says, and what it does not.
    pub note: String,
}

/// One condition of eligibility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub test: Test,
    pub described: Text,
    pub source: String,
    pub to_confirm: bool,
}

/// What a rule looks at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Test {
    /// Completed years on the day of asking, both bounds included.
    Age {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<u16>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<u16>,
    },
    /// Taken into care at the latest on this birthday (16: the sixteenth birthday included).
    Entrusted { by_birthday: u16 },
    /// Born on this day at the latest.
    Born { until: Date },
    /// Living today at a place of one of these kinds.
    Place { kinds: Vec<String> },
    /// Only a person can say; nothing is computed.
    Judged,
}

/// One paper of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperKind {
    pub id: String,
    pub title: Text,
    /// Who writes, signs or delivers it.
    pub issuer: Text,
    /// Who learns of the person when it is asked for: `authority` (where nothing is said), `organisation`,
    /// `state-of-origin`, `care`, `family`. With several issuers, the one that could do most harm among those
    /// the request usually goes to.
    #[serde(default, skip_serializing_if = "Audience::is_default")]
    pub audience: Audience,
    /// Papers that must all be validly held before this one can be asked for.
    #[serde(default)]
    pub all_of: Vec<String>,
    /// From each group at least one paper must be validly held before this one can be asked for.
    #[serde(default)]
    pub one_of: Vec<Vec<String>>,
    /// The procedure cannot succeed without it. An option of a `one_of` group, or a paper for some people
    /// only, is not required.
    pub required: bool,
    /// Handed over with the request that needs it: once that request is made, this paper has done its work
    /// and need not be valid on the day of the target.
    #[serde(default)]
    pub handed_in: bool,
    /// Days from asking to receiving.
    pub days: Days,
    /// Weekdays on which the office takes requests (`mon` .. `sun`); none named: nothing is known, and any day may do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<Day>,
    /// Days for which it stays valid, counted from the day it was received; the last day still counts. None:
    /// it does not lapse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_days: Option<u32>,
    /// It can be prolonged; otherwise a new one is asked for.
    #[serde(default)]
    pub renewable: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Cost>,
    /// What it means when the office does not answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence: Option<Silence>,
    /// How long a written refusal can be appealed, from the day of the refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<Term>,
    /// Copies to hand over beside the original.
    #[serde(default)]
    pub copies: u8,
    /// To be translated by a sworn translator when it is in another language.
    #[serde(default)]
    pub sworn_translation: bool,
    /// What the clerk must know and the numbers cannot say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    pub source: String,
    /// The numbers of this paper are not confirmed by a source: they are shown as "to be confirmed locally".
    pub to_confirm: bool,
}

/// What is known of an office on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// It takes requests.
    Open,
    /// It takes none on that weekday.
    Closed,
    /// It would, and the day is a holiday.
    Holiday(&'static Holiday),
    /// Nobody wrote down on which weekdays it takes them; the day may be a holiday.
    Unknown(Option<&'static Holiday>),
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Day {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

impl Day {
    /// The weekday of a date.
    pub fn of(date: Date) -> Day {
        match date.weekday() {
            Weekday::Monday => Day::Mon,
            Weekday::Tuesday => Day::Tue,
            Weekday::Wednesday => Day::Wed,
            Weekday::Thursday => Day::Thu,
            Weekday::Friday => Day::Fri,
            Weekday::Saturday => Day::Sat,
            Weekday::Sunday => Day::Sun,
        }
    }
}

/// Days from asking to receiving; `optimistic <= likely <= pessimistic`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Days {
    pub optimistic: u32,
    pub likely: u32,
    pub pessimistic: u32,
}

/// What a paper costs, in the smallest unit of the currency (cents, agorot).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    pub minor_units: u64,
    /// ISO 4217, three capital letters.
    pub currency: String,
}

/// What the silence of an office means, and from which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Silence {
    /// Counted from the day of asking: for an office, the day on which it had the complete file.
    pub after: Term,
    pub means: Meaning,
    /// How long a tacit refusal can be appealed, from the day on which it arises.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<Term>,
}

/// What no answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    Refusal,
    Grant,
}

/// A legal term. Laws count in months and these are not thirty days long: both are kept apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    #[serde(default)]
    pub months: u32,
    #[serde(default)]
    pub days: u32,
}

impl Term {
    /// The day that lies this long after `from`: months first, held at the month's end (31 January and one
    /// month: 28 February), then days. A plain count: where a law adds a free day, the last day shown is the
    /// day before, never after. Beyond the calendar it is the calendar's last day.
    pub fn after(self, from: Date) -> Date {
        let span = Span::new().try_months(self.months).and_then(|s| s.try_days(self.days));
        span.and_then(|s| from.checked_add(s)).unwrap_or(Date::MAX)
    }
}

/// The day `days` after `from`, at most the calendar's last day.
pub(crate) fn later(from: Date, days: u32) -> Date {
    Term { months: 0, days }.after(from)
}

impl Procedure {
    /// Reads a procedure file (TOML) and checks it. Pure; the whole file is judged and every problem named,
    /// not only the first.
    ///
    /// # Errors
    /// All problems found, in the order of the file where they have a line.
    pub fn parse(text: &str) -> Result<Procedure, Vec<Problem>> {
        let procedure = crate::reading::read(text)?;
        let problems = crate::check::check(&procedure);
        if problems.is_empty() { Ok(procedure) } else { Err(problems) }
    }

    /// The paper of that id.
    pub fn paper(&self, id: &str) -> Option<&PaperKind> {
        self.papers.iter().find(|kind| kind.id == id)
    }

    /// What is known of whether requests for a paper are taken on a day.
    pub fn opening(&self, kind: &PaperKind, on: Date) -> Opening {
        let holiday = holiday::on(&self.country, on);
        match (kind.open.is_empty(), kind.open.contains(&Day::of(on)), holiday) {
            (true, _, holiday) => Opening::Unknown(holiday),
            (_, false, _) => Opening::Closed,
            (.., Some(holiday)) => Opening::Holiday(holiday),
            (.., None) => Opening::Open,
        }
    }

    /// The next day after `on` on which requests for a paper are taken, where its days are known.
    pub fn next_open(&self, kind: &PaperKind, on: Date) -> Option<Date> {
        (1..=60).map(|days| later(on, days)).find(|day| self.opening(kind, *day) == Opening::Open)
    }

    /// Whether this version applies on that day.
    pub fn is_in_force(&self, on: Date) -> bool {
        self.in_force_from <= on && self.in_force_until.is_none_or(|last| on <= last)
    }
}

impl PaperKind {
    /// Every paper that this one names, in all-of and one-of.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.all_of.iter().chain(self.one_of.iter().flatten()).map(String::as_str)
    }
}
