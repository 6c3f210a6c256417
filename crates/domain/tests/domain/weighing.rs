//! Weighing: what a sheet says, what is odd and asked about, what a protocol proposes, and what is not said of an age that
//! nobody knows.

use domain::Edtf;
use domain::person::Sex;
use domain::refusal::Why;
use domain::weighing::{Body, Odd, Sheet, Weighing, oddities, protocol_for, scored};
use growth::protocol::{Class, find};
use jiff::civil::{Date, date};

const TODAY: Date = date(1941, 3, 10);

fn sheet(weight: &str, height: &str, position: &str, muac: &str) -> Sheet {
    let text = str::to_string;
    Sheet {
        on: TODAY,
        weight: text(weight),
        height: text(height),
        position: text(position),
        muac: text(muac),
        ..Sheet::default()
    }
}

/// Grams, millimetres, millimetres of the arm.
type Read = (Option<u32>, Option<u32>, Option<u32>);

#[test]
fn a_sheet_is_read_in_whole_units_or_refused_by_field() {
    let check = |sheet: Sheet, expected: Result<Read, (&str, Why)>| {
        let read = sheet.weighing(TODAY).map(|w| (w.weight_g, w.height_mm, w.muac_mm));
        assert_eq!(read.map_err(|r| (r.field, r.why)), expected, "{sheet:?}");
    };
    check(sheet("12,4", "86.5", "lying", "118"), Ok((Some(12_400), Some(865), Some(118))));
    check(sheet(" 12.45 ", "", "", ""), Ok((Some(12_450), None, None)));
    check(sheet("", "", "", "11,8"), Ok((None, None, Some(118))));
    check(sheet("", "", "", ""), Err(("weight", Why::Missing)));
    check(sheet("12.4", "86.5", "", ""), Err(("position", Why::Missing)));
    check(sheet("12.4", "86.5", "sitting", ""), Err(("position", Why::Unknown)));
    check(sheet("1e3", "", "", ""), Err(("weight", Why::Unreadable)));
    check(sheet("0.3", "", "", ""), Err(("weight", Why::OutOfRange)));
    check(sheet("12.4", "8650", "lying", ""), Err(("height", Why::OutOfRange)));
    check(sheet("", "", "", "700"), Err(("muac", Why::OutOfRange)));
    check(Sheet { on: date(1941, 3, 11), ..sheet("12", "", "", "") }, Err(("on", Why::InTheFuture)));
    let looked = Sheet { oedema_looked_for: true, ..sheet("", "", "", "") };
    check(looked, Ok((None, None, None)));
    let elsewhere = Sheet { oedema: vec!["elbow".into()], ..sheet("12", "", "", "") };
    check(elsewhere, Err(("oedema", Why::Unknown)));
}

fn weighing(on: Date, weight_g: u32, height_mm: u32, muac_mm: u32) -> Weighing {
    Weighing {
        on,
        weight_g: Some(weight_g),
        height_mm: Some(height_mm),
        position: Some("lying".into()),
        muac_mm: Some(muac_mm),
        oedema_looked_for: true,
        ..Weighing::default()
    }
}

fn girl(birth: &str) -> Body {
    Body::new(Some(Sex::Female), Edtf::parse(birth).ok())
}

#[test]
fn what_is_odd_is_asked_about_and_what_is_usual_is_not() {
    let body = girl("1939-09-10");
    let before = weighing(date(1941, 2, 20), 9_500, 790, 135);
    let check = |now: Weighing, expected: &[Odd]| {
        assert_eq!(oddities(&now, Some(&before), &scored(&now, &body)), expected, "{now:?}");
    };
    check(weighing(TODAY, 9_700, 795, 136), &[]);
    check(weighing(TODAY, 7_900, 795, 132), &[Odd::Weight { percent: 16, less: true }]);
    check(weighing(TODAY, 9_600, 770, 135), &[Odd::Shorter { mm: 20 }]);
    check(weighing(TODAY, 9_900, 840, 135), &[Odd::Longer { mm: 50 }]);
    check(weighing(TODAY, 9_700, 795, 160), &[Odd::Arm { mm: 25 }]);
    // Half a year later the same changes are growth.
    check(weighing(date(1941, 9, 1), 11_200, 850, 160), &[]);
    let standing = Weighing { position: Some("standing".into()), ..weighing(TODAY, 6_500, 640, 130) };
    let infant = girl("1940-10-01");
    assert_eq!(oddities(&standing, None, &scored(&standing, &infant)), [Odd::StandingInfant]);
    let impossible = weighing(TODAY, 30_000, 790, 135);
    assert!(
        oddities(&impossible, None, &scored(&impossible, &body)).contains(&Odd::Score { indicator: "whz" })
    );
}

#[test]
fn a_class_needs_what_the_protocol_asks_for_and_no_invented_age() {
    let protocol = find("who-2023").unwrap();
    let check = |body: &Body, w: &Weighing, expected: Option<Class>, waz: bool| {
        let scored = scored(w, body);
        assert_eq!(scored.class(protocol_for(body, w.on, protocol)), expected, "{body:?} {w:?}");
        assert_eq!(scored.waz.is_some(), waz, "{body:?}");
    };
    let known = girl("1939-09-10");
    check(&known, &weighing(TODAY, 9_700, 795, 136), None, true);
    check(&known, &weighing(TODAY, 9_700, 795, 112), Some(Class::Severe), true);
    check(&known, &weighing(TODAY, 9_700, 795, 120), Some(Class::Moderate), true);
    check(&known, &weighing(TODAY, 6_800, 795, 130), Some(Class::Severe), true);
    // Oedema of both feet is severe whatever the scale says.
    let swollen = Weighing { oedema: vec!["feet".into()], ..weighing(TODAY, 12_000, 795, 150) };
    check(&known, &swollen, Some(Class::Severe), false);
    // A year of birth alone gives no z by age; arm and weight for height need none.
    check(&girl("1939"), &weighing(TODAY, 9_700, 795, 112), Some(Class::Severe), false);
    check(&girl("1939"), &weighing(TODAY, 9_700, 795, 136), None, false);
    check(&Body::default(), &weighing(TODAY, 9_700, 795, 112), Some(Class::Severe), false);
    // From five the protocol of school age asks, and says another thing of another body.
    let older = girl("1932-03-10");
    assert_eq!(protocol_for(&older, TODAY, protocol).id, "school-age");
    check(
        &older,
        &Weighing { position: Some("standing".into()), ..weighing(TODAY, 20_000, 1_330, 190) },
        Some(Class::Severe),
        true,
    );
    assert_eq!(protocol_for(&girl("1900"), TODAY, protocol).id, "adults");
}
