//! One dossier: each paper in the order of the procedure with what it waits for, what can be asked for now, what lapses,
//! what the silence of an office means, and where all this is written.

use super::{Opened, opened, pack, plan, said};
use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::pages::consent::lacking;
use crate::pages::{list, person, procedure};
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::consent::{Exit, Lacking};
use domain::dossier::{OUTCOMES, Paper, Status};
use domain::refusal::Refusal;
use maud::{Markup, html};
use planning::Procedure;
use planning::papers::{Need, Standing, Waiting, Why};
use planning::procedure::{Meaning, PaperKind};

pub(super) async fn show(viewer: Viewer, Path((file, key)): Path<(String, String)>) -> Answer {
    viewer
        .run(move |v| {
            let found = opened(v, &file, &key, "dossier")?;
            shown(page(v, &found, &Typed::default(), None)?)
        })
        .await
}

/// The page; with a refusal of the closing form where there was one.
pub(super) fn page(
    v: &Viewer,
    o: &Opened,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Markup, Complaint> {
    let opening = o.dossier.opening.latest();
    let title = o.procedure.map_or(opening.procedure.as_str(), |p| said(v, &p.title));
    let writes = o.person.writable();
    let standing = o.dossier.standing(o.today);
    let body = html! {
        (person::headstrip(v, &o.person))
        header.page-head {
            h2 { (title) }
            p { (v.t_with("dossier-since", &[("date", &v.words.edtf(&opening.on))])) ". "
                a href=(o.person.address("")) { (v.t("dossier-to-file")) } }
            (pack::ways(v, o))
        }
        @if let Some(closing) = &o.dossier.closing {
            div.notice { p { (v.t(&format!("outcome-{}", closing.latest().outcome))) ", " (v.words.edtf(&closing.latest().on)) }
                @if !closing.latest().note.is_empty() { p dir="auto" { (closing.latest().note) } } }
        }
        @match (o.procedure, &standing) {
            (Some(procedure), Some(standing)) => {
                (summary(v, o, procedure, standing))
                @if o.dossier.closing.is_none() && !standing.complete { (plan::part(v, o, procedure)?) }
                (list::part("papers", &v.t("dossier-papers"), steps(v, o, procedure, standing, writes)))
                (deadlines(v, procedure, standing))
                (sources(v, procedure))
            }
            _ => { div.notice.warning { p { (v.t("dossier-procedure-unknown")) } } (plain(v, o)) }
        }
        @if writes && o.dossier.closing.is_none() { (closing_form(v, o, typed, refusal)) }
    };
    Ok(frame::page(v, &format!("{title} · {}", o.person.titled()), body))
}

pub(super) fn title<'a>(v: &Viewer, procedure: &'a Procedure, id: &'a str) -> &'a str {
    procedure.paper(id).map_or(id, |kind| said(v, &kind.title))
}

/// What to do next, in two sentences: what can be asked for now, and what is missing for the target.
fn summary(v: &Viewer, o: &Opened, procedure: &Procedure, standing: &Standing) -> Markup {
    let agreed = |id: &str| procedure.paper(id).is_none_or(|kind| lacks(o, kind).is_empty());
    let asks = || standing.can_ask_now.iter().filter(|a| a.needed);
    let titles = |wanted: bool| -> Vec<&str> {
        asks().filter(|a| agreed(&a.paper) == wanted).map(|a| title(v, procedure, &a.paper)).collect()
    };
    let (needed, first_agreed) = (titles(true), titles(false));
    let missing: Vec<&str> = standing.missing.iter().map(|id| title(v, procedure, id)).collect();
    list::part(
        "next",
        &v.t("dossier-next"),
        html! {
            p { (v.t("dossier-target")) " " strong { (said(v, &procedure.target)) } }
            @if standing.complete {
                div.notice.done { p { (v.t("dossier-all-here")) } }
            } @else {
                p { (v.t_with("dossier-missing", &[("count", &missing.len().to_string())])) " " (missing.join(", ")) }
                @if needed.is_empty() { p { (v.t("dossier-nothing-to-ask")) } }
                @else { p { (v.t("dossier-ask-now")) " " strong { (needed.join(", ")) } } }
                @if !first_agreed.is_empty() { p { (v.t("dossier-ask-agreed")) " " (first_agreed.join(", ")) } }
            }
        },
    )
}

fn steps(v: &Viewer, o: &Opened, procedure: &Procedure, standing: &Standing, writes: bool) -> Markup {
    html! {
        ol.steps {
            @for kind in &procedure.papers {
                @let paper = o.dossier.paper(&kind.id);
                li id=(format!("paper-{}", kind.id)) {
                    h3 { (said(v, &kind.title)) }
                    (status(v, &paper, kind, standing))
                    p.by { (said(v, &kind.issuer)) @if !kind.required { "; " (v.t("dossier-not-required")) } }
                    (record(v, &paper))
                    (scans(v, o, kind))
                    (notes(v, o, procedure, kind, standing))
                    (disputed(v, o, kind))
                    @if writes && o.dossier.closing.is_none() { (next_step(v, o, kind, &paper, standing)) }
                }
            }
        }
        @if !standing.outside.is_empty() { p.by { (v.t("dossier-outside")) " " (standing.outside.join(", ")) } }
    }
}

/// The status of today: what was recorded, unless its dates say that it has lapsed since.
fn status(v: &Viewer, paper: &Paper, kind: &PaperKind, standing: &Standing) -> Markup {
    let lapsed = standing.lapsed.iter().any(|l| l.paper == kind.id);
    let key = if lapsed { "lapsed" } else { paper.status.key() };
    html! { span.status data-status=(key) { (v.t(&format!("status-{key}"))) } }
}

/// What was recorded: dates, issuer, number, where the original lies.
fn record(v: &Viewer, paper: &Paper) -> Markup {
    let dated = |key: &str, day: Option<jiff::civil::Date>| {
        day.map(|d| v.t_with(key, &[("date", &v.words.day(d))])).unwrap_or_default()
    };
    let parts: Vec<String> = [
        dated("dossier-asked-on", paper.asked_on),
        dated("dossier-received-on", paper.received_on),
        dated("dossier-refused-on", paper.refused_on),
        dated("dossier-valid-until", paper.valid_until),
    ]
    .into_iter()
    .filter(|p| !p.is_empty())
    .collect();
    html! {
        @if !parts.is_empty() { p.by { (parts.join("; ")) } }
        @if !paper.issuer.is_empty() || !paper.number.is_empty() || !paper.original.is_empty() {
            p.by {
                @if !paper.issuer.is_empty() { (v.t("dossier-issued-by")) " " bdi { (paper.issuer) } " " }
                @if !paper.number.is_empty() { (v.t("dossier-number")) " " bdi { (paper.number) } " " }
                @if !paper.original.is_empty() { (v.t("dossier-original")) " " bdi { (paper.original) } }
            }
        }
    }
}

/// The way to the scans of a paper, where there are any.
fn scans(v: &Viewer, o: &Opened, kind: &PaperKind) -> Markup {
    let count = o.dossier.scans_of(&kind.id).count();
    html! {
        @if count > 0 {
            p.by { a href=(format!("{}/papers/{}#scans", o.address(), kind.id)) {
                (v.t_with("dossier-scan-count", &[("count", &count.to_string())]))
                span.visually-hidden { (v.t("person-colon")) " " (said(v, &kind.title)) }
            } }
        }
    }
}

/// What the procedure says of this paper today.
fn notes(v: &Viewer, o: &Opened, procedure: &Procedure, kind: &PaperKind, standing: &Standing) -> Markup {
    let id = &kind.id;
    let ask = standing.can_ask_now.iter().find(|a| a.paper == *id);
    html! {
        @if let Some(ask) = ask {
            (untold(v, o, kind))
            p { span.now { (v.t(if ask.again { "dossier-ask-again" } else { "dossier-can-ask" })) }
                @if ask.needed { " " strong { (v.t("dossier-needed")) } } }
        }
        @if let Some(blocked) = standing.blocked.iter().find(|b| b.paper == *id) {
            p { (v.t("dossier-waits-for")) " "
                @for (i, need) in blocked.waits_for.iter().enumerate() { @if i > 0 { "; " } (needs(v, procedure, need)) } }
        }
        @if let Some(waiting) = standing.waiting.iter().find(|w| w.paper == *id) { (waits(v, waiting, standing)) }
        @if let Some(lapsing) = standing.lapsing.iter().find(|l| l.paper == *id) {
            p { (list::due(v, lapsing.until, i64::from(lapsing.days_left))) " "
                (v.t(if lapsing.renewable { "dossier-renew" } else { "dossier-new-one" })) }
        }
        @if let Some(valid) = standing.valid.iter().find(|x| x.paper == *id && x.undated) {
            p { @let _ = valid; (v.t("dossier-undated")) }
        }
        @if let Some(refused) = standing.refused.iter().find(|r| r.paper == *id)
            && let Some(until) = refused.appeal_until {
            p { (v.t(if refused.appeal_open { "dossier-appeal-until" } else { "dossier-appeal-over" })) " "
                (list::due(v, until, list::days_between(standing.today, until))) }
        }
        @if let Some(note) = &kind.note { p.hint { (said(v, note)) } }
        @if kind.copies > 0 || kind.sworn_translation {
            p.by {
                @if kind.copies > 0 { (v.t_with("dossier-copies", &[("count", &kind.copies.to_string())])) " " }
                @if kind.sworn_translation { (v.t("dossier-translation")) }
            }
        }
        @if kind.to_confirm { p.by { (v.t("dossier-to-confirm")) } }
    }
}

/// What lacks for a paper to be asked for.
fn lacks(o: &Opened, kind: &PaperKind) -> Vec<Lacking> {
    o.volume().lacking(Exit::letters(kind.audience), o.today)
}

/// What lacks for the one who would be asked to be told of the person. Recording stays open: what was asked was asked.
fn untold(v: &Viewer, o: &Opened, kind: &PaperKind) -> Markup {
    let lacks = lacks(o, kind);
    html! {
        @if !lacks.is_empty() {
            p { strong { (v.t_with("dossier-untold", &[("audience", &procedure::audience(v.words, kind.audience))])) } " "
                @for l in &lacks { (lacking::said(v, l)) " " } }
        }
    }
}

fn needs(v: &Viewer, procedure: &Procedure, need: &Need) -> Markup {
    let link = |id: &str| html! { a href=(format!("#paper-{id}")) { (title(v, procedure, id)) } };
    match need {
        Need::Paper(id) => link(id),
        Need::OneOf(ids) => html! {
            (v.t("dossier-one-of")) " "
            @for (i, id) in ids.iter().enumerate() { @if i > 0 { ", " } (link(id)) }
        },
    }
}

fn waits(v: &Viewer, waiting: &Waiting, standing: &Standing) -> Markup {
    html! {
        @if let Some((from, to)) = waiting.expected {
            p { (v.t_with("dossier-expected", &[("from", &v.words.day(from)), ("to", &v.words.day(to))]))
                @if waiting.late { " " strong { (v.t("dossier-remind")) } } }
        }
        @if let Some(silence) = waiting.silence {
            @let key = match (silence.means, silence.spoken) {
                (Meaning::Refusal, false) => "dossier-silence-will-refuse",
                (Meaning::Grant, false) => "dossier-silence-will-grant",
                (Meaning::Refusal, true) => "dossier-silence-refused",
                (Meaning::Grant, true) => "dossier-silence-granted",
            };
            p { (v.t(key)) " " (list::due(v, silence.on, list::days_between(standing.today, silence.on))) }
            @if let Some(until) = silence.appeal_until {
                p { (v.t("dossier-appeal-until")) " " (list::due(v, until, list::days_between(standing.today, until))) }
            }
        }
    }
}

/// Two who had not seen each other say different things of one paper.
fn disputed(v: &Viewer, o: &Opened, kind: &PaperKind) -> Markup {
    let Some(told) = o.dossier.papers.get(&kind.id).filter(|s| s.disputed()) else { return html! {} };
    html! {
        div.said-many {
            p { (v.t("dossier-said-twice")) }
            ul { @for a in told.all() {
                li { span.value { (v.t(&format!("status-{}", a.value.status.key()))) } " "
                    span.by { bdi { (v.member_name(&a.by)) } ", " (v.words.moment(a.stamp)) } }
            } }
        }
    }
}

/// The usual next step in one press, and the way to every other.
fn next_step(v: &Viewer, o: &Opened, kind: &PaperKind, paper: &Paper, standing: &Standing) -> Markup {
    let askable = standing.can_ask_now.iter().any(|a| a.paper == kind.id);
    let usual = match paper.status {
        Status::Asked => Some(Status::Received),
        _ if askable => Some(Status::Asked),
        _ => None,
    };
    let base = format!("{}/papers", o.address());
    html! {
        div.toolbar {
            @if let Some(next) = usual {
                form method="post" action=(base) {
                    (Form::heads(&o.volume().file.heads))
                    input type="hidden" name="paper" value=(kind.id);
                    input type="hidden" name="status" value=(next.key());
                    button.button.small type="submit" aria-label=(format!("{}: {}", v.t(&format!("dossier-do-{}", next.key())), said(v, &kind.title))) {
                        (v.t(&format!("dossier-do-{}", next.key())))
                    }
                }
            }
            a.button.quiet.small href=(format!("{base}/{}", kind.id)) aria-label=(format!("{}: {}", v.t("dossier-otherwise"), said(v, &kind.title))) {
                (v.t("dossier-otherwise"))
            }
        }
    }
}

fn deadlines(v: &Viewer, procedure: &Procedure, standing: &Standing) -> Markup {
    if standing.deadlines.is_empty() {
        return html! {};
    }
    let word = |why: Why| match why {
        Why::LastValidDay => "dossier-why-last-valid-day",
        Why::AnswerExpected => "dossier-why-answer-expected",
        Why::SilenceRefuses => "dossier-why-silence-refuses",
        Why::SilenceGrants => "dossier-why-silence-grants",
        Why::AppealEnds => "dossier-why-appeal-ends",
    };
    let rows: Vec<Vec<Markup>> = standing
        .deadlines
        .iter()
        .map(|d| {
            vec![
                html! { (list::due(v, d.on, list::days_between(standing.today, d.on))) },
                html! { (v.t(word(d.why))) },
                html! { a href=(format!("#paper-{}", d.paper)) { (title(v, procedure, &d.paper)) } },
            ]
        })
        .collect();
    let table = list::table(v, "", &["list-date", "list-why", "list-paper"], &rows);
    list::part("deadlines", &v.t("dossier-deadlines"), table)
}

fn sources(v: &Viewer, procedure: &Procedure) -> Markup {
    let body = html! {
        p { a href=(format!("/procedures/{}", procedure.id)) { (said(v, &procedure.title)) } ", "
            (v.t_with("dossier-version", &[("version", &procedure.version.to_string())])) }
        ul { @for s in &procedure.sources { li { cite { (s.reference) } } } }
        @if procedure.papers.iter().any(|k| k.to_confirm) { p.hint { (v.t("dossier-to-confirm-what")) } }
    };
    list::part("sources", &v.t("dossier-sources"), body)
}

/// The papers of a procedure that this version does not ship: what was recorded, as it stands.
fn plain(v: &Viewer, o: &Opened) -> Markup {
    let rows: Vec<Vec<Markup>> = o
        .dossier
        .papers
        .iter()
        .map(|(id, told)| {
            vec![
                html! { (id) },
                html! { (v.t(&format!("status-{}", told.latest().status.key()))) },
                record(v, told.latest()),
            ]
        })
        .collect();
    list::table(v, "", &["list-paper", "dossier-status", "list-date"], &rows)
}

fn closing_form(v: &Viewer, o: &Opened, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let form = Form { viewer: v, typed, refusal };
    let body = html! {
        (form.errors())
        form.stack method="post" action=(format!("{}/closing", o.address())) {
            (Form::heads(&o.volume().file.heads))
            div.fields {
                (form.choose("outcome", "medium", Some("dossier-choose"), &worded(v, "outcome", OUTCOMES)))
                (list::calendar(&form, "closed_on", "dossier-on-closed", "date", Some(o.today)))
                (form.area("closing_note", 2))
            }
            div.toolbar { button.button.quiet type="submit" { (v.t("dossier-close")) } }
        }
    };
    list::part("closing", &v.t("dossier-closing"), body)
}
