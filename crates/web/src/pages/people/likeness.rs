//! People like what was typed, with the reasons in words. A machine proposes; who it is, a person decides.

use crate::edge::{Answer, Complaint};
use crate::form::Typed;
use crate::pages::list;
use crate::pages::person::age;
use crate::viewer::Viewer;
use axum::response::IntoResponse;
use domain::Edtf;
use domain::tracing::Sought;
use linkage::likeness::Reason;
use linkage::name::tokens;
use maud::{Markup, html};
use store::Found;

/// Proposed while somebody registers.
const PROPOSED: usize = 6;
/// From here on a likeness stops a registration once, so that somebody looks.
pub(crate) const STRONG: f64 = 0.8;

/// People like those in the form, for the page to put beside the fields.
pub(super) async fn fragment(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let found = like(v, &typed)?;
            Ok(similar(v, &typed, &found).into_response())
        })
        .await
}

/// People like those in a form of name, birth and sex.
pub(crate) fn like(v: &Viewer, typed: &Typed) -> Result<Vec<Found>, Complaint> {
    let text = name(typed);
    if text.chars().count() < 2 {
        return Ok(Vec::new());
    }
    let word = |name: &str| typed.get(name).trim().to_string();
    let sought = Sought {
        given: word("given"),
        surname: word("surname"),
        birth: domain::registration::date("birth", typed.get("birth")).ok(),
        sex: Some(word("sex")).filter(|sex| ["f", "m", "x"].contains(&sex.as_str())).unwrap_or_default(),
        birth_place: word("birth_place"),
        father: word("father"),
        mother: word("mother"),
        ..Sought::default()
    };
    Ok(v.store().like(v.actor()?, &sought, PROPOSED)?)
}

fn name(typed: &Typed) -> String {
    format!("{} {}", typed.get("given").trim(), typed.get("surname").trim()).trim().to_string()
}

/// The proposals beside a form; nothing when there are none.
pub(crate) fn similar(v: &Viewer, typed: &Typed, found: &[Found]) -> Markup {
    let asked = tokens(&name(typed));
    html! {
        @if !found.is_empty() {
            section.similar aria-label=(v.t("person-similar")) {
                p { (v.t("person-similar-hint")) }
                ul { @for one in found { li { a href=(format!("/people/{}", one.file)) { (line_with(v, one, &reasons(v, &asked, one))) } } } }
            }
        }
    }
}

/// Name, code, age and place of somebody found.
pub(crate) fn line(v: &Viewer, one: &Found) -> Markup {
    line_with(v, one, "")
}

fn line_with(v: &Viewer, one: &Found, why: &str) -> Markup {
    let age = age::words(v, &one.birth, v.today_in(&one.compartment));
    let about: Vec<&str> =
        [age.as_str(), one.place.as_str(), why].into_iter().filter(|t| !t.is_empty()).collect();
    html! {
        span.name { bdi { (one.given) " " (one.surname) } } " " (list::code(&one.code)) " "
        span.why { @for (i, part) in about.iter().enumerate() { @if i > 0 { "; " } bdi { (part) } } }
    }
}

/// Why somebody is proposed, in words.
pub(crate) fn reasons(v: &Viewer, asked: &[String], one: &Found) -> String {
    if one.reasons.is_empty() {
        let said = |reason: &linkage::link::Reason| crate::pages::tracing::said(v, reason);
        return one
            .evidence
            .iter()
            .filter(|reason| reason.weight > 0.0)
            .map(said)
            .collect::<Vec<_>>()
            .join("; ");
    }
    in_words(v, asked, &one.names, &one.reasons)
}

/// Reasons in words, by what was asked and what was found.
pub(crate) fn in_words(v: &Viewer, asked: &[String], names: &[String], reasons: &[Reason]) -> String {
    let words = |a: usize, f: usize| {
        let asked = asked.get(a).cloned().unwrap_or_default();
        let found = names.get(f).cloned().unwrap_or_else(|| asked.clone());
        (asked, found)
    };
    let sentence = |reason: &Reason| match *reason {
        Reason::TokenEqual { asked, found } => named(v, "reason-token-equal", words(asked, found)),
        Reason::TokenPrefix { asked, found } => named(v, "reason-token-prefix", words(asked, found)),
        Reason::TokenClose { asked, found, .. } => named(v, "reason-token-close", words(asked, found)),
        Reason::SkeletonEqual { asked, found } => named(v, "reason-skeleton-equal", words(asked, found)),
        Reason::SkeletonPrefix { asked, found } => named(v, "reason-skeleton-prefix", words(asked, found)),
        Reason::BirthSame => v.t("reason-birth-same"),
        Reason::BirthDayMonthSwapped => v.t("reason-birth-day-month-swapped"),
        Reason::BirthOverlaps => v.t("reason-birth-overlaps"),
        Reason::BirthApart { days } => v.t_with("reason-birth-apart", &[("days", &days.to_string())]),
        Reason::SexDiffers => v.t("reason-sex-differs"),
    };
    reasons.iter().map(sentence).collect::<Vec<_>>().join("; ")
}

fn named(v: &Viewer, key: &str, (asked, found): (String, String)) -> String {
    v.t_with(key, &[("asked", &asked), ("found", &found)])
}

/// The page of a search.
pub(super) fn found(v: &Viewer, text: &str, found: &[Found]) -> Markup {
    let asked = tokens(text);
    let heads = ["field-name", "field-code", "person-fact-born", "age", "field-place", "person-why"];
    let born = |one: &Found| one.birth.parse::<Edtf>().map(|b| v.words.edtf(&b)).unwrap_or_default();
    html! {
        (super::head(v, text, &v.t_with("person-found", &[("n", &found.len().to_string())])))
        @if found.is_empty() {
            p.empty { (v.t("person-found-none")) }
        } @else {
            table.list {
                caption.visually-hidden { (v.t("person-search")) }
                thead { tr { @for head in heads { th scope="col" { (v.t(head)) } } } }
                tbody {
                    @for one in found {
                        tr {
                            th scope="row" { a href=(format!("/people/{}", one.file)) { bdi { (one.given) " " (one.surname) } } }
                            td data-label=(v.t(heads[1])) { (list::code(&one.code)) }
                            td data-label=(v.t(heads[2])) { (born(one)) }
                            td data-label=(v.t(heads[3])) { (age::words(v, &one.birth, v.today_in(&one.compartment))) }
                            td data-label=(v.t(heads[4])) {
                                @if one.place.is_empty() { span.certainty { (v.t("person-nowhere")) } } @else { bdi { (one.place) } }
                            }
                            td data-label=(v.t(heads[5])) { (reasons(v, &asked, one)) }
                        }
                    }
                }
            }
        }
        p { a href="/people" { (v.t("person-list-all")) } }
    }
}
