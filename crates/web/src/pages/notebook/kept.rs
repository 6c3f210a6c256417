//! One notebook, for those who belong to it: its pages by code, its custodians, what was asked of it and what came of it.

use super::spoken;
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse as _;
use domain::compartment::Role;
use domain::id::{CompartmentId, FileId, MemberId};
use domain::notebook::Aim;
use domain::refusal::{Refusal, Why, refuse};
use maud::{Markup, html};
use store::notebook::{Notebook, OpeningLine, PageLine};

fn open(v: &Viewer, id: &str) -> Result<Notebook, Complaint> {
    let id = CompartmentId::parse(id).ok_or_else(Complaint::unknown)?;
    let kept = v.store().notebooks(v.actor()?)?;
    kept.into_iter().find(|n| n.compartment == id).ok_or_else(Complaint::unknown)
}

pub(super) async fn show(viewer: Viewer, Path(id): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let n = open(v, &id)?;
            v.store().take_pages(v.actor()?)?;
            shown(page(v, &n, &Typed::default(), None)?)
        })
        .await
}

/// The plate, for those who are to seal. For its keeper.
pub(super) async fn plate(viewer: Viewer, Path(id): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let n = open(v, &id)?;
            if n.role != Role::Keeper || n.custodians.is_none() {
                return onward(&format!("/notebooks/{}", n.compartment));
            }
            let text = v.store().plate(v.actor()?, &n.compartment)?.text();
            let headers = [
                (header::CONTENT_TYPE, "application/json"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"relais-plate.json\""),
            ];
            Ok((headers, text).into_response())
        })
        .await
}

pub(super) async fn take(viewer: Viewer, Path(id): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let n = open(v, &id)?;
            let typed = Typed::parse(&body);
            match taken(v, &n, &typed) {
                Ok(to) => onward(&to),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    asked::again(page(v, &n, &typed, Some(&refusal))?)
                }
            }
        })
        .await
}

fn taken(v: &Viewer, n: &Notebook, typed: &Typed) -> Result<String, Complaint> {
    let (store, actor) = (v.store(), v.actor()?);
    match typed.get("act") {
        "drill" => {
            let file = store.begin_drill(actor, &n.compartment)?;
            Ok(format!("/openings/{file}"))
        }
        "custodians" => {
            let threshold = typed.get("threshold").trim();
            let threshold = threshold.parse().map_err(|_| refuse("threshold", threshold, Why::Unreadable))?;
            let holders: Vec<MemberId> =
                typed.all("custodian").iter().filter_map(|id| MemberId::parse(id)).collect();
            store.name_custodians(actor, &n.compartment, threshold, &holders)?;
            Ok(format!("/notebooks/{}?done=1", n.compartment))
        }
        _ => {
            let aim = match typed.get("aim") {
                "search" => Aim::Search,
                "renew" => Aim::Renew,
                _ => Aim::Read,
            };
            let pages = store.pages(actor, &n.compartment)?.into_iter().filter(|p| !p.followed);
            let files: Vec<FileId> = match aim {
                Aim::Renew => store.stale_pages(actor, n)?,
                Aim::Search => pages.map(|p| p.file).collect(),
                _ => {
                    let chosen = typed.all("page");
                    pages.map(|p| p.file).filter(|file| chosen.contains(&file.to_string())).collect()
                }
            };
            let file = store.ask_opening(actor, &n.compartment, aim, &files, typed.get("purpose"))?;
            Ok(format!("/openings/{file}"))
        }
    }
}

/// Who holds it, and how many open it.
pub(super) fn holders(v: &Viewer, n: &Notebook) -> Markup {
    html! {
        @match &n.custodians {
            Some(c) => {
                (v.t_with("notebook-opens-with", &[("threshold", &c.threshold.to_string()), ("holders", &c.holders.len().to_string())]))
            }
            None => (v.t(if n.disputed { "notebook-disputed" } else { "notebook-unnamed" })),
        }
    }
}

fn page(v: &Viewer, n: &Notebook, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let (store, actor) = (v.store(), v.actor()?);
    let pages = store.pages(actor, &n.compartment)?;
    let openings = store.openings(actor)?;
    let own: Vec<&OpeningLine> = openings.iter().filter(|line| line.notebook == n.compartment).collect();
    let form = Form { viewer: v, typed, refusal };
    let writes = n.role.writes();
    let body = html! {
        div.page-head id="notebook" {
            h1 { bdi { (n.name) } }
            p { (v.t(&format!("compartment-kind-{}", n.kind.key()))) }
        }
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        (form.errors())
        @if n.overdue { div.notice.warning { p { (v.t("notebook-overdue-what")) } } }
        @if n.stale > 0 { div.notice.warning { p { (v.t_with("notebook-stale", &[("pages", &n.stale.to_string())])) } } }
        (list::part("custodians", &v.t("notebook-custodians"), custodians(v, n, &form)?))
        (list::wide_part("pages", &v.t("notebook-pages"), pages_part(v, n, &pages, &form)))
        (list::wide_part("openings", &v.t("notebook-openings"), html! {
            @if own.is_empty() { p.empty { (v.t("notebook-openings-none")) } } @else { (super::opening::lines(v, &own)) }
        }))
        @if writes && n.custodians.is_some() {
            (list::part("drill", &v.t("notebook-drill"), html! {
                p { (v.t("notebook-drill-what")) }
                form.line method="post" action=(format!("/notebooks/{}", n.compartment)) {
                    input type="hidden" name="act" value="drill";
                    button.button.quiet type="submit" { (v.t("notebook-drill-do")) }
                }
            }))
        }
        div.toolbar { a.button.quiet.no-print href="/notebooks" { (v.t("do-back")) } }
    };
    Ok(frame::page(v, &v.t("notebook-title"), body))
}

fn custodians(v: &Viewer, n: &Notebook, form: &Form<'_>) -> Result<Markup, Complaint> {
    let keeper = n.role == Role::Keeper;
    // One of the custodians may have been removed since: then there is no plate before others are named.
    let plate = match keeper && n.custodians.is_some() {
        true => v.store().plate(v.actor()?, &n.compartment).ok(),
        false => None,
    };
    let words = plate.map(|plate| plate.words());
    let members = v.compartment(&n.compartment).map(|c| c.members.clone()).unwrap_or_default();
    let standing = members.iter().filter(|(_, _, role, active)| *active && role.writes());
    let held = |id: &MemberId| n.custodians.as_ref().is_some_and(|c| c.holders.contains(id));
    Ok(html! {
        p { (holders(v, n)) }
        @if let Some(c) = &n.custodians {
            ul { @for name in &n.names { li { bdi { (name) } } } }
            p { (v.t(if c.two_quorums() { "notebook-two-quorums" } else { "notebook-one-quorum" })) }
        }
        @if let Some(words) = words {
            p { (v.t("notebook-plate-what")) }
            p.words lang="und" { strong { (words) } }
            div.toolbar.no-print { a.button.quiet href=(format!("/notebooks/{}/plate", n.compartment)) download="relais-plate.json" { (v.t("notebook-plate")) } }
        }
        @if keeper {
            details.no-print open[form.typed.get("act") == "custodians"] {
                summary { (v.t("notebook-name-custodians")) }
                form.stack method="post" action=(format!("/notebooks/{}", n.compartment)) {
                    input type="hidden" name="act" value="custodians";
                    (form.input("threshold", "short", "text", &[("inputmode", "numeric")]))
                    fieldset.choice id="custodian" {
                        legend { (v.t("notebook-custodians")) }
                        div.options { @for (id, name, ..) in standing {
                            label { input type="checkbox" name="custodian" value=(id) checked[held(id)]; " " bdi { (name) } }
                        } }
                    }
                    div.toolbar { button.button type="submit" { (v.t("do-record")) } }
                }
            }
        }
    })
}

fn pages_part(v: &Viewer, n: &Notebook, pages: &[PageLine], form: &Form<'_>) -> Markup {
    let standing: Vec<&PageLine> = pages.iter().filter(|p| !p.followed).collect();
    html! {
        @if standing.is_empty() { p.empty { (v.t("notebook-pages-none")) } } @else {
            form.stack method="post" action=(format!("/notebooks/{}", n.compartment)) {
                input type="hidden" name="act" value="ask";
                fieldset.choice id="page" {
                    legend { (v.t("notebook-pages-legend")) }
                    div.options { @for p in &standing {
                        label {
                            input type="checkbox" name="page" value=(p.file) checked[form.typed.all("page").contains(&p.file.to_string())];
                            " " (spoken(&p.code))
                            @if !p.held { " " span.certainty { (v.t("notebook-page-stale")) } }
                        }
                    } }
                }
                @if n.role.writes() {
                    (form.radios("aim", "notebook-aim", if n.stale > 0 { &["read", "search", "renew"] } else { &["read", "search"] }))
                    (form.area("purpose", 2))
                    div.toolbar { button.button type="submit" { (v.t("notebook-ask")) } }
                }
            }
        }
    }
}
