//! Facts in words: what a fact is about, and what it says. Used wherever a fact is shown: as a value that stands, as an
//! old one struck through, in the history, and where two disagree. Nothing here decides what is shown.

mod person;
mod referral;
mod way;

use crate::viewer::Viewer;
use domain::Edtf;
use domain::accompaniment::{Fact as Accompaniment, Part};
use domain::consent::{Consent, Fact as Consents, Override};
use domain::entry::Fact;
use domain::health::{Fact as Health, Record};
use domain::kin::{Fact as Kin, Tie};
use domain::note::Fact as Note;
use domain::origin::Fact as Origin;
use domain::weighing::Fact as Weighing;
use maud::{Markup, html};

/// What a fact is about.
pub(crate) fn label(v: &Viewer, fact: &Fact) -> String {
    match fact {
        Fact::Person(fact) => person::label(v, fact),
        Fact::Kin(Kin::Tie { tie, .. }) => v.t(&format!("relation-{}", tie.relation.key())),
        Fact::Kin(Kin::Group { .. }) => v.t("person-fact-group"),
        Fact::Kin(Kin::Parted { .. }) => v.t("person-fact-parted"),
        Fact::Consent(Consents::For { purpose, .. }) => v.t(&format!("consent-purpose-{purpose}")),
        Fact::Consent(Consents::Overridden { .. }) => v.t("consent-override-one"),
        Fact::Accompaniment(Accompaniment::Assigned { part: Part::Responsible, .. }) => {
            v.t("person-strip-responsible")
        }
        Fact::Accompaniment(Accompaniment::Assigned { part: Part::Deputy, .. }) => v.t("person-fact-deputy"),
        Fact::Accompaniment(Accompaniment::Interpreter { .. }) => v.t("person-fact-interpreter"),
        Fact::Accompaniment(Accompaniment::HandedOver(_)) => v.t("caseload-handed-over"),
        Fact::Health(Health::Record { record, .. }) => v.t(&format!("health-kind-{}", record.kind)),
        Fact::Origin(Origin::Record { record, .. }) => v.t(&format!("origin-kind-{}", record.kind)),
        Fact::Weighing(Weighing::Weighed { .. }) => v.t("weighing-title"),
        Fact::Weighing(Weighing::Admitted { admission, .. }) => {
            v.t(&format!("programme-{}", admission.programme))
        }
        Fact::Weighing(Weighing::Left { .. }) => v.t("programme-ended"),
        Fact::Double(_) => v.t("double-title"),
        Fact::Tracing(_) => v.t("tracing-title"),
        Fact::AskAround(_) => v.t("ask-around-title"),
        Fact::Notebook(_) => v.t("notebook-title"),
        Fact::Payment(_) => v.t("payment-title"),
        Fact::Referral(fact) => referral::label(v, fact),
        Fact::Subject(_) => v.t("subject-withheld-title"),
        Fact::BreakGlass(_) => v.t("break-glass-title"),
        Fact::Note(Note::Written { note, .. }) if note.own_words => v.t("person-fact-own-words"),
        Fact::Note(_) => v.t("person-fact-note"),
        Fact::Withdrawn { slot, .. } => slot_label(v, slot),
        Fact::Stay(_) | Fact::Dossier(_) | Fact::RelayHouse(_) | Fact::Transfer(_) => way::label(v, fact),
        Fact::Place(_) => v.t("person-fact-place"),
        Fact::Supply(_) => v.t("supply-title"),
        Fact::Compartment(_) => v.t("person-fact-compartment"),
        Fact::Erasure(_) => v.t("erasure-title"),
        Fact::Hold(_) => v.t("hold-title"),
    }
}

/// What a slot is about, where no fact of it is at hand.
pub(crate) fn slot_label(v: &Viewer, slot: &str) -> String {
    let mut parts = slot.split('/');
    let (room, what) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    match (room, what) {
        ("person", "birth-place") => v.t("person-fact-birth-place"),
        ("person", what) => v.t(&format!("person-fact-{what}")),
        ("kin", "tie") => v.t("person-fact-tie"),
        ("kin", what) => v.t(&format!("person-fact-{what}")),
        ("consent-override", _) => v.t("consent-override-one"),
        ("consent", purpose) => v.t(&format!("consent-purpose-{purpose}")),
        ("accompaniment", "responsible") => v.t("person-strip-responsible"),
        ("accompaniment", what) => v.t(&format!("person-fact-{what}")),
        ("health", _) => v.t("person-fact-health"),
        ("origin", _) => v.t("person-fact-origin"),
        ("weighing", _) => v.t("weighing-title"),
        ("programme", _) => v.t("programme-title"),
        ("double", _) => v.t("double-title"),
        ("tracing", _) => v.t("tracing-title"),
        ("note", _) => v.t("person-fact-note"),
        ("stay", _) => v.t("person-fact-stay"),
        ("dossier", _) => v.t("person-fact-dossier"),
        ("relay-house", _) => v.t("person-fact-relay-house"),
        ("transfer", _) => v.t("person-fact-transfer"),
        ("referral", _) => v.t("referral-one"),
        _ => v.t("person-fact-other"),
    }
}

/// What a fact says.
pub(crate) fn value(v: &Viewer, fact: &Fact) -> Markup {
    match fact {
        Fact::Person(fact) => person::value(v, fact),
        Fact::Kin(Kin::Tie { tie, .. }) => tie_value(v, tie),
        Fact::Kin(Kin::Group { within, .. }) => {
            html! { (v.t(if *within { "person-group-within" } else { "person-group-left" })) }
        }
        Fact::Kin(Kin::Parted { reason, second, .. }) => html! {
            bdi { (reason) } " " span.certainty { (v.t("person-second-is")) " " bdi { (second) } }
        },
        Fact::Consent(Consents::For { consent, .. }) => consent_value(v, consent),
        Fact::Consent(Consents::Overridden { over, .. }) => override_value(v, over),
        Fact::Accompaniment(Accompaniment::Assigned { name, .. }) if name.is_empty() => {
            html! { (v.t("person-nobody")) }
        }
        Fact::Accompaniment(Accompaniment::Assigned { name, .. }) => html! { bdi { (name) } },
        Fact::Accompaniment(Accompaniment::Interpreter { name, languages }) => html! {
            bdi { (name) } @if !languages.is_empty() { " " span.certainty { bdi { (languages) } } }
        },
        Fact::Accompaniment(Accompaniment::HandedOver(handed)) => html! {
            (v.words.day(handed.on)) ": " span dir="auto" { (handed.words) }
        },
        Fact::Health(Health::Record { record, .. }) => record_value(v, record),
        Fact::Origin(Origin::Record { record, .. }) => html! {
            (person::answer(v, &record.said, "answer"))
            @if !record.source.is_empty() { " " span.certainty { bdi { (record.source) } } }
        },
        Fact::Weighing(Weighing::Weighed { weighing, .. }) => html! {
            (crate::pages::weighing::measures(v, weighing)) " " span.certainty { (v.words.day(weighing.on)) }
        },
        Fact::Weighing(Weighing::Admitted { admission, .. }) => html! {
            (v.words.day(admission.on)) @if !admission.ration.is_empty() { "; " span dir="auto" { (admission.ration) } }
        },
        Fact::Weighing(Weighing::Left { leaving, .. }) => html! {
            (v.words.day(leaving.on)) ", " (v.t(&format!("weighing-outcome-{}", leaving.outcome)))
        },
        Fact::Double(domain::double::Fact::Judged { other, judgement }) => html! {
            (v.t(&format!("double-verdict-{}", judgement.verdict))) " " (crate::pages::list::code(&domain::code::of(other)))
            @if !judgement.why.is_empty() { (v.t("person-colon")) " " bdi { (judgement.why) } }
        },
        Fact::Note(Note::Written { note, .. }) => html! { span dir="auto" { (note.text) } },
        Fact::Withdrawn { why, .. } => {
            html! { (v.t("person-withdrawn")) (v.t("person-colon")) " " bdi { (why) } }
        }
        Fact::Stay(_) | Fact::Dossier(_) | Fact::RelayHouse(_) | Fact::Transfer(_) => way::value(v, fact),
        Fact::Referral(fact) => referral::value(v, fact),
        Fact::Place(_)
        | Fact::Supply(_)
        | Fact::Tracing(_)
        | Fact::AskAround(_)
        | Fact::Notebook(_)
        | Fact::Payment(_)
        | Fact::Subject(_)
        | Fact::BreakGlass(_)
        | Fact::Compartment(_)
        | Fact::Erasure(_)
        | Fact::Hold(_) => {
            html! { (v.t("person-fact-elsewhere")) }
        }
    }
}

fn tie_value(v: &Viewer, tie: &Tie) -> Markup {
    html! {
        bdi { @if tie.name.is_empty() { (v.t("person-tie-by-file")) } @else { (tie.name) } } " "
        span.certainty { (v.t(&format!("life-{}", tie.life.key()))) @if !tie.source.is_empty() { "; " bdi { (tie.source) } } }
    }
}

fn consent_value(v: &Viewer, consent: &Consent) -> Markup {
    html! {
        strong { (v.t(&format!("consent-answer-{}", consent.answer))) } " "
        span.certainty {
            @if !consent.giver.is_empty() { (v.t("person-consent-by")) " " bdi { (consent.giver) } ", " }
            (v.words.edtf(&consent.on))
            @if let Some(until) = &consent.until { ", " (v.t_with("person-until", &[("date", &v.words.edtf(until))])) }
            @if !consent.language.is_empty() { "; " (v.t("person-consent-explained")) " " bdi { (v.words.language(&consent.language)) } }
        }
        @if !consent.limits.is_empty() { " " (v.t("person-consent-limits")) " " bdi { (consent.limits) } }
    }
}

fn override_value(v: &Viewer, over: &Override) -> Markup {
    html! {
        strong { (v.t(&format!("consent-purpose-{}", over.purpose))) } (v.t("person-colon")) " "
        (v.t(&format!("consent-ground-{}", over.ground))) ", "
        (v.t_with("person-until", &[("date", &v.words.day(over.until))])) ". "
        span dir="auto" { (over.why) }
    }
}

fn record_value(v: &Viewer, record: &Record) -> Markup {
    html! { bdi { (record.text) } " " span.certainty { (span(v, record.from.as_ref(), record.until.as_ref())) } }
}

/// "from .. until ..", as far as known.
pub(crate) fn span(v: &Viewer, from: Option<&Edtf>, until: Option<&Edtf>) -> String {
    let from = from.map(|d| v.t_with("person-from", &[("date", &v.words.edtf(d))]));
    let until = until.map(|d| v.t_with("person-until", &[("date", &v.words.edtf(d))]));
    from.into_iter().chain(until).collect::<Vec<_>>().join(" ")
}
