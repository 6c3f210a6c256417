//! Legal holds: those that stand, those that were lifted; one is placed from the page of a file. And the files whose time
//! of keeping is over, which only proposes.

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::routing::{get, post};
use domain::compartment::{Kind, Role};
use domain::hold::{Held, Placed, Reason};
use domain::id::FileId;
use domain::refusal::{Refusal, Why, refuse};
use domain::retention::rule;
use maud::{Markup, html};
use store::hold::{HoldLine, OverLine};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        route("GET", "/holds", Gate::Reads, get(show)),
        route("POST", "/holds", Gate::Directs, post(place)),
        route("GET", "/retention", Gate::Directs, get(over)),
    ]
}

async fn show(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(page(v, &asked::asked(v), None)?)).await
}

async fn place(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let done = if typed.has("hold") { lifted(v, &typed) } else { placed(v, &typed) };
            answer(v, &typed, done)
        })
        .await
}

fn lifted(v: &Viewer, typed: &Typed) -> Result<(), Complaint> {
    let hold = FileId::parse(typed.get("hold")).ok_or_else(Complaint::unknown)?;
    let line = v.store().hold(v.actor()?, &hold)?;
    asked::must(v, &line.compartment, Role::directs)?;
    Ok(v.store().lift_hold(v.actor()?, &hold, typed.get("why"))?)
}

fn answer(v: &Viewer, typed: &Typed, done: Result<(), Complaint>) -> Answer {
    match done {
        Ok(()) => onward("/holds?done=1"),
        Err(complaint) => {
            let refusal = complaint.into_refusal()?;
            asked::again(page(v, typed, Some(&refusal))?)
        }
    }
}

fn placed(v: &Viewer, typed: &Typed) -> Result<(), Complaint> {
    let file = asked::file(typed.get("file"))?;
    let home = v.store().erasable_in(v.actor()?, &file)?;
    asked::must(v, &home, Role::directs)?;
    let reason = typed.get("hold_reason");
    let reason = Reason::parse(reason).ok_or_else(|| refuse("hold_reason", reason, Why::Missing))?;
    let since = asked::day("since", typed)?;
    let reference = typed.get("reference").to_string();
    let whole = typed.get("whole_person") == "yes";
    let hold = move |held| Placed { held, reason, reference, since };
    Ok(v.store().place_hold(v.actor()?, &file, whole, hold).map(drop)?)
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let title = v.t("hold-title");
    let all = v.store().holds(v.actor()?)?;
    let (standing, lifted): (Vec<&HoldLine>, Vec<&HoldLine>) = all.iter().partition(|l| l.lifted.is_none());
    let file = FileId::parse(typed.get("file"));
    let body = html! {
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        div.page-head { h1 { (title) } p { (v.t("hold-what")) } }
        @if let Some(file) = file.filter(|_| v.may(Role::directs)) {
            (list::part("hold-new", &v.t("hold-new"), new_form(v, typed, refusal, &file)))
        }
        (list::wide_part("standing", &v.t("hold-standing"), html! {
            @if standing.is_empty() { p.empty { (v.t("hold-none")) } } @else { (lines(v, &standing, typed, refusal)) }
        }))
        @if !lifted.is_empty() {
            (list::wide_part("lifted", &v.t("hold-lifted"), lines(v, &lifted, typed, refusal)))
        }
        @if v.may(Role::directs) { p.no-print { a href="/retention" { (v.t("retention-title")) } } }
    };
    Ok(frame::page(v, &title, body))
}

/// The first figures of what is held: a name stands nowhere here.
fn held(v: &Viewer, held: &Held) -> Markup {
    match held {
        Held::File(file) => html! { code { (file.to_string().chars().take(12).collect::<String>()) } },
        Held::Subject(subject) => {
            html! { (v.t("hold-whole-person")) " " (list::code(&domain::code::of(subject))) }
        }
    }
}

fn lines(v: &Viewer, all: &[&HoldLine], typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let row = |l: &&HoldLine| {
        let house = v.compartment(&l.compartment);
        let own = typed.get("hold") == l.file.to_string();
        vec![
            html! { (held(v, &l.held)) },
            html! { bdi { (house.map(|c| c.name.clone()).unwrap_or_default()) } },
            html! { (v.t(&format!("hold-reason-{}", l.reason))) ", " bdi { (l.reference) } },
            html! { (v.words.day(l.since)) ", " bdi { (v.member_name(&l.by)) } },
            html! {
                @match &l.lifted {
                    Some((by, on)) => { bdi { (v.member_name(by)) } ", " (v.words.day(*on)) }
                    None => @if house.is_some_and(|c| c.role.directs()) { (lift_form(v, l, typed, refusal.filter(|_| own))) }
                }
            },
        ]
    };
    let rows: Vec<Vec<Markup>> = all.iter().map(row).collect();
    let heads = ["hold-held", "list-compartment", "field-hold-reason", "hold-since", "hold-lift"];
    list::table(v, "", &heads, &rows)
}

fn lift_form(v: &Viewer, l: &HoldLine, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let nothing = Typed::default();
    let form = Form { viewer: v, typed: if refusal.is_some() { typed } else { &nothing }, refusal };
    html! {
        details.no-print open[refusal.is_some()] {
            summary { (v.t("hold-lift")) }
            (form.errors())
            form.stack method="post" action="/holds" {
                input type="hidden" name="hold" value=(l.file);
                div.field {
                    label for=(format!("why-{}", l.file)) { (v.t("field-why")) }
                    textarea id=(format!("why-{}", l.file)) name="why" rows="2" autocomplete="off" {}
                }
                div.toolbar { button.button.quiet type="submit" { (v.t("hold-lift")) } }
            }
        }
    }
}

fn new_form(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>, file: &FileId) -> Markup {
    let form = Form { viewer: v, typed, refusal: refusal.filter(|_| !typed.has("hold")) };
    let reasons = worded(v, "hold-reason", Reason::ALL.map(Reason::key));
    html! {
        p { (v.t("erasure-of-file")) (asked::colon(v)) (held(v, &Held::File(*file))) }
        (form.errors())
        form.stack method="post" action="/holds" {
            input type="hidden" name="file" value=(file);
            div.fields {
                (form.choose("hold_reason", "medium", Some("form-choose"), &reasons))
                (form.line("reference", "medium"))
                (form.line("since", "short"))
            }
            (form.tick("whole_person"))
            div.toolbar { button.button type="submit" { (v.t("hold-place")) } }
        }
    }
}

async fn over(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(retention(v)?)).await
}

fn retention(v: &Viewer) -> Result<Markup, Complaint> {
    let title = v.t("retention-title");
    let all = v.store().retention_over(v.actor()?)?;
    let directed = v.compartments.iter().filter(|c| c.role.directs() && !c.kind.is_apart());
    let mut kinds: Vec<Kind> = directed.map(|c| c.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut rules = Vec::new();
    for kind in kinds {
        let years = v.store().retention_years(kind)?;
        let source = rule(kind).source;
        let own = years != rule(kind).years || source.is_empty();
        rules.push(vec![
            html! { (v.t(&format!("retention-kind-{}", kind.key()))) },
            html! {
                @match years { Some(years) => (years), None => (v.t("retention-not-set")) }
                @if let Some(birthday) = rule(kind).birthday { p.hint { (v.t_with("retention-birthday", &[("years", &birthday.to_string())])) } }
                @if let Some(after) = rule(kind).after_death { p.hint { (v.t_with("retention-death", &[("years", &after.to_string())])) } }
            },
            html! { @if own { (v.t("retention-by-organisation")) } @else { span dir="auto" { (source) } } },
        ]);
    }
    let rows: Vec<Vec<Markup>> = all.iter().map(|l| over_row(v, l)).collect();
    let heads = ["erasure-of-file", "list-compartment", "retention-last", "retention-over", "retention-do"];
    let body = html! {
        div.page-head { h1 { (title) } p { (v.t("retention-what")) } }
        (list::wide_part("rules", &v.t("retention-rules"), list::table(v, "", &["retention-kind", "retention-years", "retention-source"], &rules)))
        (list::wide_part("over", &v.t("retention-over-list"), html! {
            @if rows.is_empty() { p.empty { (v.t("retention-none")) } } @else { (list::table(v, "", &heads, &rows)) }
        }))
    };
    Ok(frame::page(v, &title, body))
}

fn over_row(v: &Viewer, l: &OverLine) -> Vec<Markup> {
    let name = v.compartment(&l.compartment).map(|c| c.name.clone()).unwrap_or_default();
    vec![
        html! { (held(v, &Held::File(l.file))) },
        html! { bdi { (name) } },
        html! { (v.words.day(l.last)) },
        html! { (v.words.day(l.over)) },
        html! {
            @if l.held { (v.t("retention-held")) }
            @else if l.identity { (v.t("retention-identity")) }
            @else { a href=(format!("/erasures?file={}", l.file)) { (v.t("erasure-propose")) } }
        },
    ]
}
