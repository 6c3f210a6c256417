//! A weighing with what it means: z-scores by WHO's standards, and the class a named protocol proposes, with its reasons.
//! An age that is not known to the month gives no age-based z: a guess would look like a finding.

use super::Weighing;
use crate::person::Sex;
use growth::protocol::{self, Class, Findings, Protocol};
use growth::{Age, DAYS_PER_MONTH, Grade, Measures, Oedema, Position, Z, who2006, who2007};
use jiff::civil::Date;
use linkage::edtf::Edtf;

/// From this month on a child is looked at as one of school age.
const SCHOOL_AGE_MONTHS: f64 = 60.0;
/// From this month on as an adult.
const ADULT_MONTHS: f64 = 228.0;
/// A birth known to within so many days counts as known.
const KNOWN_WITHIN_DAYS: f64 = 31.0;

/// What of a person a score needs.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// Sex, where it is female or male.
    pub sex: Option<growth::Sex>,
    /// Birth, as well as it is known.
    pub birth: Option<Edtf>,
}

impl Body {
    /// From what a file or a derived row says.
    pub fn new(sex: Option<Sex>, birth: Option<Edtf>) -> Body {
        let sex = match sex {
            Some(Sex::Female) => Some(growth::Sex::Female),
            Some(Sex::Male) => Some(growth::Sex::Male),
            _ => None,
        };
        Body { sex, birth }
    }

    /// The youngest and the oldest the body can be on a day, in days.
    pub fn age_days(&self, on: Date) -> Option<(f64, f64)> {
        let bounds = self.birth.as_ref()?.bounds();
        let (first, last) = (bounds.earliest.or(bounds.latest)?, bounds.latest.or(bounds.earliest)?);
        let days = |birth: Date| f64::from((on - birth).get_days());
        let (youngest, oldest) = (days(last).max(0.0), days(first));
        (oldest >= 0.0).then_some((youngest, oldest))
    }

    /// The age where it is known to the month.
    pub fn known_age(&self, on: Date) -> Option<Age> {
        let (youngest, oldest) = self.age_days(on)?;
        (oldest - youngest <= KNOWN_WITHIN_DAYS).then(|| Age::Days(((youngest + oldest) / 2.0).round()))
    }
}

/// A weighing, scored.
#[derive(Clone, Debug)]
pub struct Scored {
    /// Age in months where it is known to the month.
    pub age_months: Option<f64>,
    /// Length or height for age.
    pub haz: Option<Z>,
    /// Weight for age.
    pub waz: Option<Z>,
    /// Weight for length or height.
    pub whz: Option<Z>,
    /// Body mass index for age.
    pub baz: Option<Z>,
    /// Grade of oedema, where it was looked for.
    pub oedema: Option<Grade>,
    /// Indicators whose z lies outside what is plausible: `haz`, `waz`, `whz`, `baz`.
    pub flagged: Vec<&'static str>,
    /// What a protocol looks at.
    pub findings: Findings,
    /// The whole of the scores of 2006, for a survey; `None` for those who are five or older.
    pub young: Option<who2006::Scores2006>,
}

impl Scored {
    /// The class that a protocol proposes.
    pub fn class(&self, protocol: &'static Protocol) -> Option<Class> {
        protocol.classify(&self.findings).class
    }
}

/// The grade of oedema by its places; `None` where nobody looked.
fn grade(weighing: &Weighing) -> Option<Grade> {
    let at = |place: &str| weighing.oedema.iter().any(|p| p == place);
    let oedema =
        Oedema { feet: at("feet"), lower_legs: at("lower-legs"), hands: at("hands"), face: at("face") };
    weighing.oedema_looked_for.then(|| oedema.grade())
}

/// Scores a weighing of a body.
pub fn scored(weighing: &Weighing, body: &Body) -> Scored {
    let (age, oedema) = (body.known_age(weighing.on), grade(weighing));
    let kilograms = weighing.weight_g.map(|g| f64::from(g) / 1_000.0);
    let centimetres = weighing.height_mm.map(|mm| f64::from(mm) / 10.0);
    let child = Measures {
        sex: body.sex,
        age,
        weight_kg: kilograms,
        lenhei_cm: centimetres,
        position: match weighing.position.as_deref() {
            Some("lying") => Some(Position::Lying),
            Some("standing") => Some(Position::Standing),
            _ => None,
        },
        armc_cm: weighing.muac_mm.map(|mm| f64::from(mm) / 10.0),
        oedema: oedema.is_some_and(|grade| grade > Grade::Absent),
        ..Measures::default()
    };
    // Somebody who is five for certain is not compared with the under-fives because the day is not known.
    let young =
        body.age_days(weighing.on).is_none_or(|(youngest, _)| youngest / DAYS_PER_MONTH < SCHOOL_AGE_MONTHS);
    let under_five = (young && !age.is_some_and(who2007::applies)).then(|| who2006::score(&child));
    let (haz, waz, whz, mass) = match (&under_five, age.is_some_and(who2007::applies)) {
        (Some(scores), _) => (scores.zlen, scores.zwei, scores.zwfl, scores.zbmi),
        (None, true) => {
            let scores = who2007::score(&child);
            (scores.zhfa, scores.zwfa, None, scores.zbfa)
        }
        (None, false) => (None, None, None, None),
    };
    let named = [("haz", haz), ("waz", waz), ("whz", whz), ("baz", mass)];
    let flagged = named.iter().filter(|(_, s)| s.is_some_and(|s| s.flagged)).map(|(name, _)| *name).collect();
    let z = |score: Option<growth::Score>| score.map(|s| s.z);
    let bmi = kilograms.zip(centimetres).map(|(kg, cm)| kg / ((cm / 100.0) * (cm / 100.0)));
    let age_months = age.map(Age::months);
    let findings = Findings {
        age_months,
        oedema,
        whz: z(whz),
        waz: z(waz),
        baz: z(mass),
        muac_mm: weighing.muac_mm.map(f64::from),
        bmi,
        mna_sf: None,
        appetite: weighing.appetite.as_ref().map(|a| a == "good"),
        complication: !weighing.complications.is_empty(),
    };
    Scored {
        age_months,
        haz: z(haz),
        waz: z(waz),
        whz: z(whz),
        baz: z(mass),
        oedema,
        flagged,
        findings,
        young: under_five,
    }
}

/// The protocol for a body on a day: `under_five` below five years, and where the age is not known; the one of school age
/// from five; the one of adults from nineteen.
pub fn protocol_for(body: &Body, on: Date, under_five: &'static Protocol) -> &'static Protocol {
    let months = body.age_days(on).map(|(youngest, _)| youngest / DAYS_PER_MONTH);
    let id = match months {
        Some(months) if months >= ADULT_MONTHS => "adults",
        Some(months) if months >= SCHOOL_AGE_MONTHS => "school-age",
        _ => return under_five,
    };
    protocol::find(id).unwrap_or(under_five)
}
