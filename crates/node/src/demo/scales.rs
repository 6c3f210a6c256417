//! Weighings of the scenario: bodies drawn from WHO's own lines at a z that a child's number fixes, so that nothing else of
//! the scenario moves with them; and the few whom a protocol then calls severe, admitted by the nurse.

use domain::entry::Fact;
use domain::id::Key;
use domain::weighing::{self, Admission, Body, PROGRAMMES, Weighing, protocol_for, scored};
use growth::protocol::{Care, Protocol, find};
use growth::{Grams, Indicator, Sex, Z};
use jiff::civil::Date;

/// From this day of life on the reference of 2007 holds.
const SCHOOL_DAYS: f64 = 1_827.0;
/// Nobody stands on the board before this day of life.
const STANDS_DAYS: f64 = 731.0;

/// The milk of two meals more a day.
const HALF_A_LITRE_ML: u32 = 500;
/// The stock card of the relay house: days before the stated date, what, how, how much (sachets, millilitres), in words.
pub const STORE_ROOM: [(i64, &str, &str, u32, &str); 8] = [
    (33, "sachets", "received", 600, "caisse du comité de Genève, par Marseille"),
    (33, "milk", "received", 150_000, "lait en poudre du Secours aux enfants"),
    (26, "sachets", "given-out", 96, "la semaine"),
    (19, "sachets", "given-out", 112, "la semaine"),
    (15, "milk", "lost", 12_000, "deux boîtes percées, jetées"),
    (14, "sachets", "counted", 388, "à deux, avec l’économe"),
    (7, "sachets", "given-out", 118, "la semaine"),
    (6, "milk", "counted", 84_000, "à deux, avec l’économe"),
];

/// How far below the line a child of that number begins: most a little, some much.
pub fn begins_at(number: usize) -> f64 {
    match number % 20 {
        0 => -3.4,
        5 | 13 => -2.5,
        n => -0.2 - (n as f64) * 0.08,
    }
}

/// What the scale, the board and the tape show of a body at `z` on a day; `None` before birth.
pub fn weighing(sex: Sex, born: Date, on: Date, z: f64) -> Option<Weighing> {
    let days = f64::from((on - born).get_days());
    let (lean, tall) = (Z::new(z)?, Z::new(z * 0.5)?);
    let school = days >= SCHOOL_DAYS;
    let at = if school { days / growth::DAYS_PER_MONTH } else { days };
    let (height, mass, arm) = if school {
        (Indicator::SchoolHeightForAge, Indicator::SchoolBmiForAge, Indicator::SchoolArmForAge)
    } else {
        (Indicator::LengthForAge, Indicator::BmiForAge, Indicator::ArmForAge)
    };
    let centimetres = height.measure_at(sex, at, tall)?;
    let kilograms = mass.measure_at(sex, at, lean)? * (centimetres / 100.0) * (centimetres / 100.0);
    Some(Weighing {
        on,
        // Scales of the time show a tenth of a kilogram.
        weight_g: Some((kilograms * 10.0).round() as u32 * 100),
        height_mm: Some((centimetres * 10.0).round() as u32),
        position: Some(if days < STANDS_DAYS { "lying" } else { "standing" }.into()),
        muac_mm: arm.measure_at(sex, at, lean).map(|cm| (cm * 10.0).round() as u32),
        oedema_looked_for: true,
        appetite: Some("good".into()),
        ..Weighing::default()
    })
}

/// The admission that follows where a protocol calls the child severe.
pub fn admission(body: &Body, weighing: &Weighing) -> Option<Admission> {
    let under_five = find("who-2023")?;
    let protocol = protocol_for(body, weighing.on, under_five);
    let scored = scored(weighing, body);
    let class = scored.class(protocol)?;
    let (care, _) = protocol.care(Some(class), &scored.findings)?;
    (class == growth::protocol::Class::Severe).then(|| admitted(protocol, care, weighing))
}

fn admitted(protocol: &'static Protocol, care: Care, weighing: &Weighing) -> Admission {
    let rations = weighing
        .weight_g
        .map(|g| protocol.rations_for(growth::protocol::Class::Severe, care, Grams(g)))
        .unwrap_or_default();
    let week = rations.first().and_then(|r| r.whole_sachets_week);
    let ration = week.map_or_else(
        || "Deux repas de plus par jour : un demi-litre de lait, pain, un œuf".to_string(),
        |n| format!("Aliment thérapeutique : {n} sachets par semaine"),
    );
    Admission {
        on: weighing.on,
        programme: PROGRAMMES[usize::from(care != Care::Inpatient)].to_string(),
        protocol: protocol.id.clone(),
        version: protocol.version,
        ration,
        sachets_day_100: week.map(|n| n * 100 / 7),
        milk_ml_day: week.is_none().then_some(HALF_A_LITRE_ML),
    }
}

/// A weighing as a fact, with the admission that follows from it.
pub fn facts(mut key: impl FnMut() -> Key, body: &Body, weighing: Weighing, admits: bool) -> Vec<Fact> {
    let admission = if admits { admission(body, &weighing) } else { None };
    let mut facts = vec![Fact::Weighing(weighing::Fact::Weighed { key: key(), weighing })];
    facts.extend(
        admission.map(|admission| Fact::Weighing(weighing::Fact::Admitted { key: key(), admission })),
    );
    facts
}
