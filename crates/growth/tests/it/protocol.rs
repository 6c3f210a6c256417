//! The protocols as their sources have them: cut-offs at their edges, rations, discharge, outcomes.

use relais_growth::protocol::*;
use relais_growth::{Grade, Grams, Z};

fn z(value: f64) -> Option<Z> {
    Z::new(value)
}

fn class(protocol: &str, found: Findings) -> Option<Class> {
    find(protocol).unwrap().classify(&found).class
}

fn child() -> Findings {
    Findings { age_months: Some(20.0), oedema: Some(Grade::Absent), ..Findings::default() }
}

#[test]
fn every_protocol_is_read_and_every_number_has_its_source() {
    assert_eq!(shipped().iter().map(|p| p.id.as_str()).collect::<Vec<_>>(), PROTOCOLS);
    for p in shipped() {
        assert!(p.version >= 1 && !p.source.is_empty() && !p.criteria.is_empty(), "{}", p.id);
        for c in &p.criteria {
            assert!(
                !c.source.is_empty() && (c.at_least.is_some() || c.above.is_some() || c.below.is_some()),
                "{}",
                p.id
            );
        }
        assert!(p.rations.iter().all(|r| !r.source.is_empty()));
    }
    // Numbers not yet read in their primary text are marked wherever they stand.
    for (protocol, measure) in [
        ("elders", MeasureKind::Bmi),
        ("elders", MeasureKind::MuacMm),
        ("pregnancy", MeasureKind::MuacMm),
        ("school-age", MeasureKind::MuacMm),
    ] {
        assert!(
            find(protocol)
                .unwrap()
                .criteria
                .iter()
                .filter(|c| c.measure == measure)
                .all(|c| c.to_be_confirmed)
        );
    }
}

#[test]
fn cut_offs_hold_at_their_edges() {
    let whz = |value| Findings { whz: z(value), ..child() };
    let muac = |mm| Findings { muac_mm: Some(mm), ..child() };
    for protocol in ["who-2013", "who-2023"] {
        for (found, wanted) in [
            (whz(-3.01), Some(Class::Severe)),
            (whz(-3.0), Some(Class::Moderate)),
            // Rounded before it is compared, as WHO does.
            (whz(-3.004), Some(Class::Moderate)),
            (whz(-2.01), Some(Class::Moderate)),
            (whz(-2.0), None),
            (muac(114.9), Some(Class::Severe)),
            (muac(115.0), Some(Class::Moderate)),
            (muac(124.9), Some(Class::Moderate)),
            (muac(125.0), None),
            (Findings { oedema: Some(Grade::Plus), whz: z(1.0), ..child() }, Some(Class::Severe)),
            // The worst wins, whichever it is.
            (Findings { whz: z(-2.5), muac_mm: Some(110.0), ..child() }, Some(Class::Severe)),
            (Findings { whz: z(-3.5), muac_mm: Some(130.0), ..child() }, Some(Class::Severe)),
        ] {
            assert_eq!(class(protocol, found), wanted, "{protocol} {found:?}");
        }
    }
    let infant = |found: Findings| Findings { age_months: Some(3.0), oedema: Some(Grade::Absent), ..found };
    let none = Findings::default();
    for (protocol, found, wanted) in [
        ("who-2013", infant(Findings { whz: z(-2.5), ..none }), None),
        ("who-2013", infant(Findings { whz: z(-3.5), ..none }), Some(Class::Severe)),
        ("who-2023", infant(Findings { whz: z(-2.5), ..none }), Some(Class::AtRisk)),
        ("who-2023", infant(Findings { waz: z(-2.01), ..none }), Some(Class::AtRisk)),
        ("who-2023", infant(Findings { muac_mm: Some(109.0), ..none }), Some(Class::AtRisk)),
        ("who-2023", Findings { age_months: Some(1.3), muac_mm: Some(90.0), ..none }, None),
        ("simplified-emergency", Findings { whz: z(-4.0), muac_mm: Some(130.0), ..child() }, None),
        ("school-age", Findings { age_months: Some(100.0), baz: z(-3.2), ..none }, Some(Class::Severe)),
        ("school-age", Findings { age_months: Some(100.0), baz: z(2.1), ..none }, Some(Class::Obese)),
        ("adults", Findings { age_months: Some(400.0), bmi: Some(15.9), ..none }, Some(Class::Severe)),
        ("adults", Findings { age_months: Some(400.0), bmi: Some(18.4), ..none }, Some(Class::Moderate)),
        ("adults", Findings { age_months: Some(400.0), bmi: Some(18.5), ..none }, None),
        ("elders", Findings { mna_sf: Some(7), ..none }, Some(Class::Malnourished)),
        ("elders", Findings { mna_sf: Some(11), ..none }, Some(Class::AtRisk)),
        ("elders", Findings { mna_sf: Some(12), ..none }, None),
    ] {
        assert_eq!(class(protocol, found), wanted, "{protocol} {found:?}");
    }
}

#[test]
fn oedema_comes_first_and_what_was_not_measured_is_said() {
    let who = find("who-2013").unwrap();
    let found = Findings { oedema: Some(Grade::PlusPlus), muac_mm: Some(112.0), ..child() };
    let c = who.classify(&found);
    assert_eq!(c.reasons[0].criterion.measure, MeasureKind::Oedema);
    assert_eq!(c.reasons.len(), 2);
    assert_eq!(c.missing, [], "with oedema weight says nothing");
    let c = who.classify(&child());
    assert_eq!((c.class, c.missing), (None, vec![MeasureKind::Whz, MeasureKind::MuacMm]));
    // Unknown age: weight for height, MUAC and oedema still speak.
    let unknown = Findings { muac_mm: Some(112.0), ..Findings::default() };
    assert_eq!(class("who-2013", unknown), Some(Class::Severe));
    let elder = Findings { bmi: Some(15.0), ..Findings::default() };
    assert!(find("elders").unwrap().classify(&elder).to_be_confirmed);
}

#[test]
fn a_bed_is_asked_for_by_signs() {
    let who = find("who-2023").unwrap();
    let severe = Some(Class::Severe);
    let care = |found: &Findings| who.care(severe, found).unwrap().0;
    assert_eq!(care(&Findings { appetite: Some(true), ..child() }), Care::Outpatient);
    assert_eq!(care(&Findings { appetite: Some(false), ..child() }), Care::Inpatient);
    assert_eq!(care(&Findings { complication: true, ..child() }), Care::Inpatient);
    assert_eq!(care(&Findings { oedema: Some(Grade::PlusPlus), ..child() }), Care::Outpatient);
    assert_eq!(care(&Findings { oedema: Some(Grade::PlusPlusPlus), ..child() }), Care::Inpatient);
    assert_eq!(who.care(Some(Class::Moderate), &child()).unwrap().0, Care::Supplementary);
    assert_eq!(who.care(None, &child()), None);
}

#[test]
fn rations_follow_the_weight() {
    let ration = |protocol: &str, class, care, g| find(protocol).unwrap().rations_for(class, care, Grams(g));
    let outpatient = ration("who-2023", Class::Severe, Care::Outpatient, 3_700);
    let (low, high) = outpatient[0].sachets_week.unwrap();
    assert_eq!(((low * 10.0).round() / 10.0, (high * 10.0).round() / 10.0), (7.8, 9.6));
    assert_eq!(outpatient[0].whole_sachets_week, Some(8));
    let milk = ration("who-2023", Class::Severe, Care::Inpatient, 6_000);
    assert_eq!(
        (milk[0].kcal_day, milk[0].ml_day, milk[0].ml_feed),
        (Some((600.0, 600.0)), Some(780.0), Some(97.5))
    );
    let simple = ration("simplified-emergency", Class::Severe, Care::Outpatient, 9_000);
    assert_eq!(simple[0].whole_sachets_week, Some(14));
}

/// The classic table gives more than the ceiling of 2023 in every band, and more than that of its own time in some.
#[test]
fn the_old_table_is_measured_by_the_energy_it_gives() {
    let table = &find("who-2013").unwrap().ration_tables[0];
    let given: Vec<_> =
        table.bands.iter().map(|b| b.kcal_per_kg_day()).map(|(l, h)| (l.round(), h.round())).collect();
    assert_eq!(given[..3], [(201.0, 224.0), (204.0, 250.0), (186.0, 257.0)]);
    assert_eq!(given[7].1, 208.0);
    assert!(table.bands.iter().all(|b| !b.lies_within((150.0, 185.0))));
}

fn visit(day: u32, whz: f64, muac: f64, oedema: Grade) -> Visit {
    Visit { day, whz: z(whz), waz: None, muac_mm: Some(muac), oedema: Some(oedema) }
}

#[test]
fn leaving_follows_the_protocol() {
    let rule = |p: &str| find(p).unwrap().discharge_for(Some(20.0)).unwrap();
    let by = |by_whz, by_muac, by_oedema| Admission { by_whz, by_muac, by_oedema };
    let well = |day| visit(day, -1.5, 126.0, Grade::Absent);
    // 2023: both measures, twice.
    let r = rule("who-2023");
    assert_eq!(r.leaving(by(true, false, false), &[well(0)]), Leaving::Stays(vec![Unmet::Visits(1)]));
    assert_eq!(r.leaving(by(true, false, false), &[well(0), well(7)]), Leaving::Recovered);
    let thin = visit(7, -2.5, 126.0, Grade::Absent);
    assert_eq!(
        r.leaving(by(false, true, false), &[well(0), thin]),
        Leaving::Stays(vec![Unmet::Measure(MeasureKind::Whz, -2.0)])
    );
    let late = visit(112, -2.5, 126.0, Grade::Absent);
    assert!(matches!(r.leaving(by(false, true, false), &[well(0), late]), Leaving::MayLeave(_)));
    // 2013: the measure of the admission.
    let r = rule("who-2013");
    assert_eq!(r.leaving(by(false, true, false), &[thin]), Leaving::Recovered);
    assert!(matches!(r.leaving(by(true, false, false), &[thin]), Leaving::Stays(_)));
    // By oedema alone either measure, after two weeks without oedema.
    let free = |day| visit(day, -2.5, 126.0, Grade::Absent);
    assert_eq!(
        r.leaving(by(false, false, true), &[free(0), free(7)]),
        Leaving::Stays(vec![Unmet::OedemaFreeDays(7)])
    );
    assert_eq!(r.leaving(by(false, false, true), &[free(0), free(14)]), Leaving::Recovered);
    let swollen = visit(21, 0.0, 130.0, Grade::Plus);
    assert_eq!(r.leaving(by(false, false, true), &[free(0), swollen]), Leaving::Stays(vec![Unmet::Oedema]));
    assert!(matches!(r.leaving(by(true, true, false), &[]), Leaving::Stays(_)));
}

#[test]
fn elders_are_scored_by_the_form() {
    let best =
        MnaAnswers { food: 2, weight_loss: 3, mobility: 2, stress: 2, mind: 2, bmi: Some(23.0), calf: None };
    assert_eq!(mna_score(&best), Some(14));
    assert_eq!(mna_score(&MnaAnswers { bmi: Some(18.9), ..best }), Some(11));
    assert_eq!(mna_score(&MnaAnswers { bmi: None, calf: Some(Calf::Below31), ..best }), Some(11));
    assert_eq!(mna_score(&MnaAnswers { bmi: None, ..best }), None);
    assert_eq!(mna_score(&MnaAnswers { stress: 1, ..best }), None);
}

#[test]
fn outcomes_say_what_they_are_shares_of() {
    let all = Outcomes { recovered: 80, died: 5, defaulted: 10, not_responded: 5, transferred: 25 };
    assert_eq!(all.rate(Outcome::Recovered, Denominator::Ended), Some(80.0));
    assert_eq!(all.rate(Outcome::Recovered, Denominator::WithTransfers), Some(64.0));
    assert_eq!(all.rate(Outcome::Transferred, Denominator::Ended), None);
    assert_eq!(Outcomes::default().rate(Outcome::Died, Denominator::Ended), None);
    let bound = |t, o| OUTCOME_BOUNDS.iter().find(|b| b.treatment == t && b.outcome == o).unwrap();
    assert!(bound(Treatment::Severe, Outcome::Died).is_kept(5.0));
    assert!(!bound(Treatment::Moderate, Outcome::Died).is_kept(5.0));
    assert!(!bound(Treatment::Severe, Outcome::Recovered).is_kept(75.0));
    assert_eq!(
        (prevalence_band(false, 14.9), prevalence_band(false, 15.0), prevalence_band(true, 2.4)),
        ("high", "very high", "very low")
    );
}
