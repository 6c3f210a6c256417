//! Who stays behind for lack of a consent: by code alone, with what lacks and the way to ask for it. Where a paper leaves
//! the house, this stands on the page that leads to it and never on the paper.

use crate::edge::Answer;
use crate::frame;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use domain::compartment::Role;
use domain::consent::{Lacking, ORIGIN, OVERRIDABLE};
use domain::person::Person;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};
use store::Volume;
use store::consent::Stays;

/// Those who stay, one row each.
pub(crate) fn table(v: &Viewer, stay: &[Stays]) -> Markup {
    let row = |s: &Stays| {
        let code = Person::of(&s.volume.file).code().unwrap_or_default();
        vec![
            list::code(&code),
            html! { @for l in &s.lacking { p { (said(v, l)) } } },
            ways(v, &s.volume, &s.lacking),
        ]
    };
    let rows: Vec<Vec<Markup>> = stay.iter().map(row).collect();
    list::table(v, &count(v, stay.len()), &["list-code", "consent-lacks-head", "consent-todo"], &rows)
}

/// How many stay, and the table; nothing where nobody does.
pub(crate) fn notice(v: &Viewer, stay: &[Stays]) -> Markup {
    html! {
        @if !stay.is_empty() {
            section.no-print id="left-out" aria-labelledby="left-out-h" {
                h2 #left-out-h { (v.t("consent-left-out")) }
                p { (v.t("consent-left-out-why")) }
                (table(v, stay))
            }
        }
    }
}

/// What is not to be shared of those who go, by code, for the eyes of whoever lets them go; nothing where nobody said so.
pub(crate) fn limits<'a>(v: &Viewer, all: impl Iterator<Item = (&'a str, &'a [String])>) -> Markup {
    let mut said: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (code, words) in all.flat_map(|(code, limits)| limits.iter().map(move |words| (code, words))) {
        said.entry(words).or_default().insert(code);
    }
    html! {
        @if !said.is_empty() {
            div.no-print {
                (list::part("limits", &v.t("consent-limits-of"), html! { ul { @for (words, codes) in said {
                    li { bdi { (words) } (v.t("person-colon"))
                        @for (n, code) in codes.into_iter().enumerate() { @if n > 0 { "," } " " (list::code(code)) } }
                } } }))
            }
        }
    }
}

/// How many stay.
pub(crate) fn count(v: &Viewer, stay: usize) -> String {
    v.t_with("consent-stay", &[("count", &stay.to_string())])
}

/// The page instead of a paper or a file: who stays, and the way on without them where somebody goes.
pub(crate) fn page(v: &Viewer, stay: &[Stays], on: Option<Markup>, back: &str) -> Answer {
    let title = v.t("consent-left-out");
    let body = html! {
        div.page-head { h1 { (title) } p { (v.t("consent-left-out-why")) } }
        @if on.is_none() { p { (v.t("consent-nobody-goes")) } }
        div.toolbar {
            @if let Some(on) = on { (on) }
            a.button.quiet href=(back) { (v.t("do-back")) }
        }
        (table(v, stay))
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::page(v, &title, body)).into_response())
}

/// One purpose and what lacks.
pub(crate) fn said(v: &Viewer, l: &Lacking) -> String {
    let purpose = v.t(&format!("consent-purpose-{}", l.purpose));
    v.t_with(
        "consent-lacks",
        &[("purpose", &purpose), ("lack", &v.t(&format!("consent-lack-{}", l.lack.key())))],
    )
}

/// The ways to what would help, as far as the viewer may go them.
pub(crate) fn ways(v: &Viewer, volume: &Volume, lacking: &[Lacking]) -> Markup {
    let (file, house) = (volume.id, &volume.compartment);
    let (writes, directs) = (asked::may(v, house, Role::writes), asked::may(v, house, Role::directs));
    // Where several lack, each way says which it is for.
    let which = |l: &Lacking| {
        let purpose = v.t(&format!("consent-purpose-{}", l.purpose));
        html! { @if lacking.len() > 1 { (v.t("person-colon")) " " (purpose) } }
    };
    html! {
        @for l in lacking {
            @if writes { p { a href=(format!("/people/{file}/consents?purpose={}", l.purpose)) { (v.t("consent-ask")) (which(l)) } } }
            @if directs && OVERRIDABLE.contains(&l.purpose) {
                p { a href=(format!("/people/{file}/consent-overrides?purpose={}", l.purpose)) { (v.t("consent-override-way")) (which(l)) } }
            }
        }
        @if lacking.iter().any(|l| l.purpose == ORIGIN) { p { (v.t("consent-no-override")) } }
        @if !writes { p { (v.t("consent-ask-others")) } }
        @if !directs && lacking.iter().any(|l| OVERRIDABLE.contains(&l.purpose)) { p { (v.t("consent-override-others")) } }
    }
}
