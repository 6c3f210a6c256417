//! Names that sheets leave out: a keeper asks, a second person agrees, a keeper shows them again.

use crate::edge::{Answer, Complaint, shown};
use crate::form::{Form, Typed};
use crate::frame;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use domain::compartment::Role;
use domain::id::{CompartmentId, FileId, MemberId};
use domain::refusal::{Refusal, Why, refuse};
use maud::{Markup, html};
use store::CompartmentInfo;
use store::subject::WithheldName;

pub(super) async fn show(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(page(v, &Typed::default(), None)?)).await
}

pub(super) async fn take(viewer: Viewer, body: String) -> Answer {
    asked::taken(viewer, body, taken, page).await
}

/// The compartments in which the viewer is keeper.
fn kept(v: &Viewer) -> impl Iterator<Item = &CompartmentInfo> {
    v.compartments.iter().filter(|c| c.role == Role::Keeper && !c.kind.is_apart())
}

fn taken(v: &Viewer, typed: &Typed) -> Result<String, Complaint> {
    let (store, actor) = (v.store(), v.actor()?);
    let file = || FileId::parse(typed.get("decision")).ok_or_else(Complaint::unknown);
    let house = || CompartmentId::parse(typed.get("in")).ok_or_else(Complaint::unknown);
    match typed.get("act") {
        "second" => store.second_withholding(actor, &house()?, &file()?)?,
        "show" => store.name_again(actor, &house()?, &file()?, typed.get("why"))?,
        _ => {
            let chosen = typed.get("member").split_once('.');
            let chosen = chosen
                .and_then(|(house, member)| Some((CompartmentId::parse(house)?, MemberId::parse(member)?)));
            let (house, member) =
                chosen.ok_or_else(|| refuse("member", typed.get("member"), Why::Missing))?;
            store.withhold_name(actor, &house, &member, typed.get("why")).map(drop)?;
        }
    }
    Ok("/withheld-names?done=1".to_string())
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let title = v.t("subject-withheld-title");
    let all = v.store().withheld_names(v.actor()?)?;
    let body = html! {
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        div.page-head { h1 { (title) } p { (v.t("subject-withheld-what")) } }
        (list::wide_part("decisions", &title, html! {
            @if all.is_empty() { p.empty { (v.t("subject-withheld-none")) } } @else { (lines(v, &all)?) }
        }))
        (list::part("new", &v.t("subject-withheld-new"), html! {
            @if kept(v).next().is_none() { p.empty { (v.t("subject-withheld-no-keeper")) } } @else { (new_form(v, typed, refusal)?) }
        }))
    };
    Ok(frame::page(v, &title, body))
}

fn lines(v: &Viewer, all: &[WithheldName]) -> Result<Markup, Complaint> {
    let own = v.actor()?.member;
    let row = |w: &WithheldName| {
        let house = v.compartment(&w.compartment);
        let state = match (&w.in_force, w.ended) {
            (_, true) => v.t("subject-withheld-ended"),
            (Some((second, on)), _) => v.t_with(
                "subject-withheld-in-force",
                &[("second", &v.member_name(second)), ("on", &v.words.day(*on))],
            ),
            (None, _) => v.t("subject-withheld-waits"),
        };
        let asked = v.t_with(
            "subject-granted",
            &[("by", &v.member_name(&w.said.by)), ("on", &v.words.day(w.said.asked))],
        );
        let may_second = !w.ended && w.in_force.is_none() && w.said.by != own && w.said.member != own;
        let may_show = !w.ended && house.is_some_and(|c| c.role == Role::Keeper);
        vec![
            html! { bdi { (w.name) } @if let Some(house) = house { ", " bdi { (house.name) } } },
            html! { (asked) span dir="auto" { (asked::colon(v)) (w.said.why) } },
            html! { (state) @if may_second { (second(v, w)) } @if may_show { (show_again(v, w)) } },
        ]
    };
    let rows: Vec<Vec<Markup>> = all.iter().map(row).collect();
    Ok(list::table(v, "", &["list-name", "subject-withheld-asked", "subject-withheld-state"], &rows))
}

fn hidden(w: &WithheldName, act: &str) -> Markup {
    html! {
        input type="hidden" name="act" value=(act);
        input type="hidden" name="in" value=(w.compartment);
        input type="hidden" name="decision" value=(w.file);
    }
}

fn second(v: &Viewer, w: &WithheldName) -> Markup {
    html! {
        form method="post" action="/withheld-names" {
            (hidden(w, "second"))
            button.button.small type="submit" aria-label=(v.t_with("subject-withheld-agree-with", &[("name", &w.name)])) { (v.t("subject-withheld-agree")) }
        }
    }
}

fn show_again(v: &Viewer, w: &WithheldName) -> Markup {
    let why = format!("why-{}", w.file);
    html! {
        details {
            summary { (v.t("subject-withheld-show")) }
            form.stack method="post" action="/withheld-names" {
                (hidden(w, "show"))
                label for=(why) { (v.t("field-why")) }
                input id=(why) name="why" type="text" dir="auto" autocomplete="off" required;
                div.toolbar { button.button.quiet.small type="submit" { (v.t("subject-withheld-show")) } }
            }
        }
    }
}

fn new_form(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let own = v.actor()?.member;
    let mut options = Vec::new();
    for house in kept(v) {
        let active = house.members.iter().filter(|(id, .., active)| *active && *id != own);
        options.extend(
            active.map(|(id, name, ..)| (format!("{}.{id}", house.id), format!("{name}, {}", house.name))),
        );
    }
    let form = Form { viewer: v, typed, refusal };
    Ok(html! {
        (form.errors())
        form.stack method="post" action="/withheld-names" {
            div.fields { (form.choose("member", "wide", None, &options)) (form.area("why", 2)) }
            div.toolbar { button.button type="submit" { (v.t("do-record")) } }
        }
    })
}
