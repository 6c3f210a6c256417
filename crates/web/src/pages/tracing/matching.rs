//! Who may be meant: candidates with the evidence field by field, what a person said of them, and those that were
//! rejected, which are not shown again unless something changed.

use super::request::{Opened, way};
use crate::edge::Complaint;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use domain::said::Said;
use domain::tracing::{Judgement, Search};
use linkage::link::Reason;
use maud::{Markup, html};
use store::tracing::Candidate;

/// A weight this large fills half the bar.
const WIDEST: f64 = 10.0;

/// Candidates for one who is sought.
pub(super) fn part(v: &Viewer, o: &Opened, search: &Search) -> Result<Markup, Complaint> {
    let sought = search.sought.latest();
    let name = sought.name();
    let all = v.store().traced(v.actor()?, o.scene(v), sought)?;
    let said = |c: &Candidate| search.judged.iter().find(|(s, _)| *s == c.side.subject).map(|(_, said)| said);
    let rejected = |c: &&Candidate| {
        said(c).and_then(Said::one).is_some_and(|j| j.verdict == "rejected" && j.rests_on == c.rests_on)
    };
    let (shut, shown): (Vec<&Candidate>, Vec<&Candidate>) = all.iter().partition(|c| rejected(c));
    Ok(html! {
        h3 { (v.t_with("tracing-candidates", &[("name", &name)])) }
        @if shown.is_empty() { p.empty { (v.t("tracing-nobody")) } }
        @for candidate in &shown { (one(v, o, search, candidate, said(candidate))) }
        @if o.writes {
            a.button.quiet.no-print href=(format!("/ask-around?request={}&sought={}#ask-around-new", o.volume.id, search.key)) { (v.t("ask-around-from-request")) }
        }
        @if !shut.is_empty() {
            details.no-print {
                summary { (v.t_with("tracing-rejected", &[("count", &shut.len().to_string())])) }
                @for candidate in &shut { (one(v, o, search, candidate, said(candidate))) }
            }
        }
    })
}

fn one(v: &Viewer, o: &Opened, search: &Search, c: &Candidate, said: Option<&Said<Judgement>>) -> Markup {
    let side = &c.side;
    let born = side.birth.parse::<domain::Edtf>().map(|e| v.words.edtf(&e)).unwrap_or_default();
    let house = v.compartment(&side.compartment).map(|h| h.name.clone()).unwrap_or_default();
    let more = format!("?sought={}&subject={}", search.key, side.subject);
    html! {
        div.candidate {
            p {
                (list::person(&side.file, &side.name)) " " (list::code(&side.code))
                @for part in [&born, &side.place, &house] { @if !part.is_empty() { ", " bdi { (part) } } }
                @if let Some(rather) = c.rather { " " span.certainty { (v.t(&format!("tracing-rather-{}", kin(rather)))) } }
            }
            (waterfall(v, &c.reasons))
            @if let Some(said) = said {
                @for one in said.all() {
                    p {
                        strong { (v.t(&format!("tracing-verdict-{}", one.value.verdict))) } ", " bdi { (v.member_name(&one.by)) } ", " (v.words.moment(one.stamp))
                        @if !one.value.why.is_empty() { (asked::colon(v)) span dir="auto" { (one.value.why) } }
                        @for proof in &one.value.proofs { " · " (v.t(&format!("tracing-proof-{proof}"))) }
                        @if one.value.rests_on != c.rests_on { " " span.certainty { (v.t("tracing-changed-since")) } }
                    }
                }
            }
            (way(v, o, "judgement", &more, "tracing-act-judgement"))
        }
    }
}

fn kin(class: linkage::link::Class) -> &'static str {
    match class {
        linkage::link::Class::Siblings => "sibling",
        _ => "parent",
    }
}

/// What each field says for and against, as bars with their words.
pub(crate) fn waterfall(v: &Viewer, reasons: &[Reason]) -> Markup {
    html! {
        ul.evidence {
            @for reason in reasons {
                @let half = (reason.weight.abs() / WIDEST).min(1.0) * 60.0;
                @let (x, class) = if reason.weight < 0.0 { (60.0 - half, "against") } else { (60.0, "for") };
                li {
                    svg.evidence-bar viewBox="0 0 120 10" width="120" height="10" aria-hidden="true" {
                        path.axis d="M60 0V10" {}
                        rect class=(class) x=(format!("{x:.1}")) y="1" width=(format!("{half:.1}")) height="8" {}
                    }
                    span {
                        (said(v, reason))
                    }
                    span.by { (v.t(if reason.weight < 0.0 { "tracing-against" } else { "tracing-for" })) }
                }
            }
        }
    }
}

/// What one field says, in words.
pub(crate) fn said(v: &Viewer, reason: &Reason) -> String {
    let field = v.t(&format!("tracing-field-{}", reason.field.key().replace('_', "-")));
    format!("{field}{}{}", asked::colon(v), v.t(&format!("tracing-level-{}", level(reason.level))))
}

/// The key of a level's words.
fn level(level: &str) -> &'static str {
    match level {
        "equal" | "same day" => "equal",
        "form of it" => "form",
        "close" | "a day apart or one part differs" => "close",
        "initial" => "initial",
        "within a year: fits" | "vague: fits" => "fits",
        "within a year: nearly" | "vague: nearly" | "up to 2 years" => "near",
        "differs" | "apart" => "apart",
        _ => "far",
    }
}
