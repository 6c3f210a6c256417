//! Facts about who somebody is, in words.

use crate::viewer::Viewer;
use domain::person::{Death, Fact, NameKind};
use domain::said::Answer;
use maud::{Markup, html};

/// What the fact is about.
pub(super) fn label(v: &Viewer, fact: &Fact) -> String {
    match fact {
        Fact::Subject { .. } => v.t("person-fact-subject"),
        Fact::Name { name, .. } => v.t(&format!("name-kind-{}", name.kind.key())),
        Fact::Born(_) => v.t("person-fact-born"),
        Fact::BirthPlace(_) => v.t("person-fact-birth-place"),
        Fact::Sex(_) => v.t("person-fact-sex"),
        Fact::Nationality { .. } => v.t("person-fact-nationality"),
        Fact::Language { .. } => v.t("person-fact-language"),
        Fact::Need { .. } => v.t("person-fact-need"),
        Fact::Washington { domain, .. } => v.t(&format!("washington-domain-{domain}")),
        Fact::Mark { mark, .. } => v.t(&format!("mark-{mark}")),
        Fact::RegisterNumber { .. } => v.t("person-fact-number"),
        Fact::Separation { .. } => v.t("person-fact-separation"),
        Fact::Row { .. } => v.t("person-fact-row"),
        Fact::Photo { .. } => v.t("person-fact-photo"),
        Fact::Contact { contact, .. } => v.t(&format!("wish-{}", contact.wish)),
        Fact::Size { of, .. } => v.t(&format!("size-{of}")),
        Fact::Died(_) => v.t("person-fact-died"),
        Fact::Told { .. } => v.t("person-fact-told"),
    }
}

/// What it says.
pub(super) fn value(v: &Viewer, fact: &Fact) -> Markup {
    match fact {
        Fact::Subject { volet, .. } => html! { (v.t(&format!("volet-{}", volet.key()))) },
        Fact::Name { name, .. } => html! {
            bdi { (name.spoken()) }
            @if name.kind == NameKind::AsFound || !name.source.is_empty() || name.period.is_some() {
                " " span.certainty {
                    bdi { (name.source) }
                    @if let Some(period) = &name.period { " " (v.words.edtf(period)) }
                }
            }
        },
        Fact::Born(on) => html! { (v.words.edtf(on)) " " (super::super::slot::bounds(v, on)) },
        Fact::BirthPlace(place) => answer(v, place, "answer"),
        Fact::Sex(sex) => html! { (v.t(&format!("sex-{}", sex.letter()))) },
        Fact::Nationality { country, held } => flag(v, country, *held),
        Fact::Language { language, spoken } => flag(v, &v.words.language(language), *spoken),
        Fact::Need { need, there } => flag(v, &v.t(&format!("need-{need}")), *there),
        Fact::Washington { level, .. } => match level {
            Answer::Given(level) => html! { (v.t(&format!("washington-level-{level}"))) },
            other => answer(v, other, "answer"),
        },
        Fact::Mark { text, .. } if text.is_empty() => html! { (v.t("person-taken-down")) },
        Fact::Mark { text, .. } => html! { bdi { (text) } },
        Fact::RegisterNumber { register, number } => {
            html! { bdi { (number) } " " span.certainty { bdi { (register) } } }
        }
        Fact::Separation { on, account, cause } => html! {
            (v.t(&format!("person-cause-{cause}")))
            @if let Some(on) = on { ", " (v.words.edtf(on)) }
            @if !account.is_empty() { (v.t("person-colon")) " " span dir="auto" { (account) } }
        },
        Fact::Row { source, kept, .. } => html! {
            bdi { (source) }
            @for (column, cell) in kept { "; " bdi { (column) } (v.t("person-colon")) " " bdi { (cell) } }
        },
        Fact::Photo { caption, .. } if caption.is_empty() => html! { (v.t("person-photo-new")) },
        Fact::Photo { caption, .. } => html! { bdi { (caption) } },
        Fact::Contact { contact, .. } => html! {
            bdi { (contact.name) }
            @if !contact.tie.is_empty() { ", " bdi { (contact.tie) } }
            @if !contact.last_known.is_empty() {
                " " span.certainty { (v.t("person-last-known")) " " bdi { (contact.last_known) } }
            }
        },
        Fact::Size { size, .. } if size.is_empty() => html! { (v.t("person-taken-down")) },
        Fact::Size { size, .. } => html! { bdi { (size) } },
        Fact::Died(death) => died(v, death),
        Fact::Told { whom, by, on, .. } => html! {
            bdi { (whom) } " " span.certainty { (v.t("person-told-by")) " " bdi { (by) } ", " (v.words.edtf(on)) }
        },
    }
}

fn flag(v: &Viewer, text: &str, stands: bool) -> Markup {
    html! { bdi { (text) } @if !stands { " " span.certainty { (v.t("person-no-longer")) } } }
}

pub(super) fn answer(v: &Viewer, answer: &Answer<String>, prefix: &str) -> Markup {
    match answer {
        Answer::Given(text) => html! { bdi { (text) } },
        Answer::NotAsked => html! { (v.t(&format!("{prefix}-not-asked"))) },
        Answer::DoesNotKnow => html! { (v.t(&format!("{prefix}-does-not-know"))) },
        Answer::Declines => html! { (v.t(&format!("{prefix}-declines"))) },
        Answer::Without => html! { (v.t(&format!("{prefix}-without"))) },
    }
}

fn died(v: &Viewer, death: &Death) -> Markup {
    let parts = [
        ("person-death-place", &death.place),
        ("person-death-cause", &death.cause),
        ("person-death-source", &death.source),
        ("person-death-burial", &death.burial),
    ];
    html! {
        (v.words.edtf(&death.on))
        @for (label, text) in parts.into_iter().filter(|(_, t)| !t.is_empty()) {
            "; " span.certainty { (v.t(label)) } " " bdi { (text) }
        }
    }
}
