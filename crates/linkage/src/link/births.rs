//! What two births say about each other: how they agree, by how exact they are.

/// Days of an uncertain birth's slack: two years.
const SLACK: i32 = 731;

/// A birth as days since 1 January 1970; `lo > hi` where nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Birth {
    pub lo: i32,
    pub hi: i32,
    /// The day is written `? ~ %`.
    pub vague: bool,
    pub month: u8,
    pub day: u8,
}

impl Birth {
    pub const UNKNOWN: Self = Self { lo: 1, hi: 0, vague: false, month: 0, day: 0 };

    pub fn known(&self) -> bool {
        self.lo <= self.hi
    }

    pub fn exact(&self) -> bool {
        self.lo == self.hi && !self.vague
    }

    /// The year, where it is known to one year or so.
    pub fn year(&self) -> Option<i32> {
        (self.known() && self.hi - self.lo <= 400).then(|| self.middle_year())
    }

    pub fn middle_year(&self) -> i32 {
        year_of(self.lo + (self.hi - self.lo) / 2)
    }
}

/// The year of a day, near enough for sorting: off by at most one day at its ends.
fn year_of(day: i32) -> i32 {
    1970 + (f64::from(day) / 365.2425).floor() as i32
}

/// Kinds of comparison, by the less exact of the two births: a day, a month, a year, more than a year, vague.
pub(crate) const KINDS: usize = 5;
/// Outcomes of each kind: the same, nearly, a year or two, up to 14 years, up to 55, more.
pub(crate) const OUTCOMES: usize = 6;
/// The level where one birth is unknown.
pub(crate) const MISSING: u8 = (KINDS * OUTCOMES) as u8;

/// The level of two births: kind times [`OUTCOMES`] plus outcome.
pub(crate) fn level(a: &Birth, b: &Birth) -> u8 {
    if !a.known() || !b.known() {
        return MISSING;
    }
    let width = (a.hi - a.lo).max(b.hi - b.lo);
    let vague = a.vague || b.vague;
    if width == 0 && !vague {
        return exact(a, b);
    }
    let kind = match width {
        _ if vague => 4_u8,
        0..=31 => 1,
        32..=400 => 2,
        _ => 3,
    };
    let gap = (a.lo - b.hi).max(b.lo - a.hi).max(0);
    let outcome = match gap {
        0 => 0,
        g if vague && g <= SLACK => 1,
        1..=45 => 1,
        46..=800 => 2,
        801..=5200 => 3,
        5201..=20_000 => 4,
        _ => 5,
    };
    kind * OUTCOMES as u8 + outcome
}

fn exact(a: &Birth, b: &Birth) -> u8 {
    if a.lo == b.lo {
        return 0;
    }
    let (y1, y2) = (a.middle_year(), b.middle_year());
    let swapped = a.month == b.day && a.day == b.month && (a.lo - b.lo).abs() < 366;
    let agree = u8::from(y1 == y2) + u8::from(a.month == b.month) + u8::from(a.day == b.day);
    let years = (y1 - y2).abs();
    // One part of three written wrong; a year is rather wrong by one digit than by thirty.
    let near = swapped || (agree == 2 && (years <= 3 || years == 10)) || (a.lo - b.lo).abs() <= 3;
    if near {
        return 1;
    }
    match (a.lo - b.lo).abs() {
        0..=800 => 2,
        801..=5200 => 3,
        5201..=20_000 => 4,
        _ => 5,
    }
}

/// By how many years `parent` is older than `child`, if both are known well enough.
pub(crate) fn years_older(parent: &Birth, child: &Birth) -> Option<i32> {
    (parent.known() && child.known() && parent.hi - parent.lo < 4000 && child.hi - child.lo < 4000)
        .then(|| (child.lo / 2 + child.hi / 2 - parent.lo / 2 - parent.hi / 2) / 365)
}
