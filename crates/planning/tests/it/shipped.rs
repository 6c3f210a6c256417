//! The shipped procedures are read, cite their sources, speak three languages and can be carried through to
//! their end.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use relais_planning::papers::{Paper, PaperStatus, standing};
use relais_planning::procedure::{Meaning, Procedure, Text};
use relais_planning::{Audience, find, newest, shipped};

#[test]
fn every_procedure_of_the_house_is_there_once() {
    let ids: Vec<(&str, u32)> = shipped().iter().map(|p| (p.id.as_str(), p.version)).collect();
    assert_eq!(ids, [("release-1941", 1), ("residence-minor-fr", 1), ("survivor-pension", 1)]);
    for (id, version) in ids {
        assert_eq!(find(id, version).unwrap().id, id);
        assert_eq!(newest(id).unwrap().version, version);
    }
    assert!(find("release-1941", 99).is_none() && newest("nothing").is_none());
}

#[test]
fn every_file_of_the_folder_is_shipped() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/procedures");
    let files: BTreeSet<String> =
        std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    let shipped: BTreeSet<String> = shipped().iter().map(|p| format!("{}.toml", p.id)).collect();
    assert_eq!(files, shipped);
}

fn texts(procedure: &Procedure) -> Vec<&Text> {
    let mut texts = vec![&procedure.title, &procedure.target];
    texts.extend(procedure.eligibility.iter().map(|rule| &rule.described));
    for kind in &procedure.papers {
        texts.extend([&kind.title, &kind.issuer]);
        texts.extend(&kind.note);
    }
    texts
}

#[test]
fn every_text_is_written_in_three_languages_and_three_scripts() {
    for text in shipped().iter().flat_map(texts) {
        let he = text.he.as_deref().unwrap_or_else(|| panic!("no Hebrew: {text:?}"));
        assert!(he.chars().any(|c| ('א'..='ת').contains(&c)), "{he}");
        assert!(!text.fr.chars().chain(text.en.chars()).any(|c| ('א'..='ת').contains(&c)), "{text:?}");
        assert_ne!(text.fr, text.en);
    }
}

/// Who learns of the person by each paper that does not go to an authority, as read from who issues it.
#[test]
fn who_learns_of_a_person_by_each_paper() {
    use Audience::{Care, Family, Organisation, StateOfOrigin};
    let expected = [
        ("release-1941", "parents-consent", Family),
        ("release-1941", "medical-certificate", Care),
        ("release-1941", "lodging-certificate", Care),
        ("release-1941", "maintenance-guarantee", Care),
        ("release-1941", "release-request", Care),
        ("release-1941", "escort-order", Care),
        ("residence-minor-fr", "birth-certificate", StateOfOrigin),
        ("residence-minor-fr", "legalisation", StateOfOrigin),
        ("residence-minor-fr", "passport", StateOfOrigin),
        ("residence-minor-fr", "consular-attestation", StateOfOrigin),
        ("residence-minor-fr", "training-certificate", Care),
        ("residence-minor-fr", "structure-opinion", Care),
        ("residence-minor-fr", "family-ties-statement", Care),
        ("residence-minor-fr", "proof-of-address", Care),
        ("residence-minor-fr", "photographs", Care),
        ("survivor-pension", "nationality-document", StateOfOrigin),
        ("survivor-pension", "birth-certificate", StateOfOrigin),
        ("survivor-pension", "persecution-proof", Family),
        ("survivor-pension", "archive-extract", Organisation),
        ("survivor-pension", "stay-certificate", Organisation),
        ("survivor-pension", "medical-report", Care),
        ("survivor-pension", "signed-application", Organisation),
        ("survivor-pension", "decision", Organisation),
        ("survivor-pension", "bank-details", Organisation),
    ];
    let papers = shipped().iter().flat_map(|p| p.papers.iter().map(|k| (p.id.as_str(), k.id.as_str(), k)));
    let others = papers.filter(|(.., kind)| kind.audience != Audience::Authority);
    assert_eq!(others.map(|(p, k, kind)| (p, k, kind.audience)).collect::<Vec<_>>(), expected);
    // Whoever writes a procedure without looking: a state that was fled is never taken for any office.
    for kind in shipped().iter().flat_map(|p| &p.papers) {
        let of_origin = ["country of origin", "place of birth", "State of nationality"];
        let named = of_origin.iter().any(|words| kind.issuer.en.contains(words));
        assert_eq!(named, kind.audience == StateOfOrigin, "{}: {}", kind.id, kind.issuer.en);
    }
}

#[test]
fn numbers_of_the_past_are_never_sold_as_facts() {
    let release = newest("release-1941").unwrap();
    assert!(release.papers.iter().all(|kind| kind.to_confirm));
}

#[test]
fn a_procedure_written_out_reads_back_equal() {
    for procedure in shipped() {
        let written = toml::to_string(procedure).unwrap();
        assert_eq!(&Procedure::parse(&written).unwrap(), procedure);
    }
}

/// Asks for whatever can be asked, receives it a day later, and goes on: the target is reached, and each
/// paper comes only after what it needs.
#[test]
fn every_procedure_can_be_carried_to_its_end() {
    for procedure in shipped() {
        let mut papers: BTreeMap<String, Paper> = BTreeMap::new();
        let mut today = date(1941, 3, 1);
        loop {
            let now = standing(procedure, &papers, today);
            if now.complete {
                break;
            }
            let ask = now.can_ask_now.first().unwrap_or_else(|| panic!("{}: stuck, {now:#?}", procedure.id));
            assert!(ask.needed, "{}: what is needed comes first: {now:#?}", procedure.id);
            let received_on = Some(today);
            papers.insert(
                ask.paper.clone(),
                Paper { status: PaperStatus::Received, received_on, ..Paper::default() },
            );
            today = today.tomorrow().unwrap();
            assert!(today < date(1941, 7, 1), "{} never ends", procedure.id);
        }
    }
}

#[test]
fn the_residence_permit_lapses_into_a_refusal_after_four_months() {
    let procedure = newest("residence-minor-fr").unwrap();
    let permit = procedure.paper("residence-permit").unwrap();
    assert_eq!(permit.silence.unwrap().means, Meaning::Refusal);
    let asked_on = Some(date(2026, 5, 31));
    let papers = BTreeMap::from([(
        "residence-permit".to_owned(),
        Paper { status: PaperStatus::Asked, asked_on, ..Paper::default() },
    )]);
    let seen = |today: Date| standing(procedure, &papers, today).waiting[0].silence.unwrap();
    assert_eq!(seen(date(2026, 6, 1)).on, date(2026, 9, 30));
    assert_eq!(seen(date(2026, 6, 1)).appeal_until, Some(date(2026, 11, 30)));
    assert!(!seen(date(2026, 9, 29)).spoken && seen(date(2026, 9, 30)).spoken);
}
