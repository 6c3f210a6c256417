//! Doubles: pairs that may be one person, side by side with the reasons. A machine proposes; a person says same, not the
//! same, or unsure, and may say otherwise later. Nothing is merged, and nobody is asked twice about what has not changed.

use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::gate::{Gate, Route, route};
use crate::pages::correction::words;
use crate::pages::list;
use crate::pages::people::likeness::in_words;
use crate::pages::person::Opened;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::get;
use domain::double::{Judgement, VERDICTS, judgements};
use domain::id::FileId;
use domain::refusal::Refusal;
use linkage::name::tokens;
use maud::{Markup, html};
use store::double::{DoublePair, Side, VIEWS};

/// Pairs on a page.
const ON_A_PAGE: usize = 20;

pub(crate) fn routes() -> Vec<Route> {
    vec![route("GET, POST", "/doubles", Gate::Writes, get(show).post(judge))]
}

async fn show(viewer: Viewer) -> Answer {
    viewer.run(|v| shown(page(v, &asked::asked(v), None)?)).await
}

async fn judge(viewer: Viewer, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            if let Err(complaint) = judged(v, &typed) {
                let refusal = complaint.into_refusal()?;
                let page = page(v, &typed, Some(&refusal))?;
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
            }
            onward(&format!("/doubles?view={}&done=1", shown_view(&typed)))
        })
        .await
}

fn judged(v: &Viewer, typed: &Typed) -> Result<(), Complaint> {
    let why = words("why", typed)?;
    let judgement = Judgement::typed(typed.get("verdict"), typed.get("rests_on"), &why)?;
    let file = |name: &str| FileId::parse(typed.get(name)).ok_or_else(|| Complaint::unknown().to(v));
    v.store().judge(v.actor()?, [file("a")?, file("b")?], &judgement)?;
    Ok(())
}

fn shown_view(typed: &Typed) -> &str {
    VIEWS.into_iter().find(|view| *view == typed.get("view")).unwrap_or(VIEWS[0])
}

fn page(v: &Viewer, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let (title, chosen) = (v.t("double-title"), shown_view(typed));
    let all = v.store().doubles(v.actor()?)?;
    let count = |view_of: &str| all.iter().filter(|pair| pair.view() == view_of).count();
    let shown: Vec<&DoublePair> = all.iter().filter(|pair| pair.view() == chosen).collect();
    let from = asked::number("from", typed, u32::MAX).unwrap_or(0) as usize;
    let form = Form { viewer: v, typed, refusal };
    let body = html! {
        @if v.asked.contains("done=1") { div.notice.done role="status" { p { (v.t("person-recorded")) } } }
        div.page-head { h1 { (title) } p { (v.t("double-what")) } }
        nav.tabs.no-print aria-label=(title) {
            ul { @for one in VIEWS {
                li { a href=(format!("/doubles?view={one}")) aria-current=[(one == chosen).then_some("true")] {
                    (v.t(&format!("double-view-{one}"))) " " span.count { (count(one)) }
                } }
            } }
        }
        (form.errors())
        @if shown.is_empty() { p.empty { (v.t("double-none")) } }
        @for (i, pair) in shown.iter().enumerate().skip(from).take(ON_A_PAGE) { (one(v, pair, i, chosen)) }
        @if shown.len() > from + ON_A_PAGE {
            p { a.button.quiet href=(format!("/doubles?view={chosen}&from={}", from + ON_A_PAGE)) { (v.t("double-more")) } }
        }
    };
    Ok(frame::page(v, &title, body))
}

fn one(v: &Viewer, pair: &DoublePair, number: usize, chosen: &str) -> Markup {
    let (a, b) = (&pair.a, &pair.b);
    let reasons = in_words(v, &tokens(&a.name), &tokens(&b.name), &pair.reasons);
    let born = |s: &Side| s.birth.parse::<domain::Edtf>().map(|e| v.words.edtf(&e)).unwrap_or_default();
    let sex =
        |s: &Side| v.t(&format!("sex-{}", if s.sex == '?' { "unknown".into() } else { s.sex.to_string() }));
    let house = |s: &Side| v.compartment(&s.compartment).map(|c| c.name.clone()).unwrap_or_default();
    let facts = [
        ("field-code", list::code(&a.code), list::code(&b.code)),
        ("person-fact-born", html! { (born(a)) }, html! { (born(b)) }),
        ("person-fact-sex", html! { (sex(a)) }, html! { (sex(b)) }),
        ("field-place", html! { bdi { (a.place) } }, html! { bdi { (b.place) } }),
        ("double-house", html! { bdi { (house(a)) } }, html! { bdi { (house(b)) } }),
    ];
    let head = format!("double-{number}");
    html! {
        section.volet.wide aria-labelledby=(head) {
            // Two of one name are told apart by their codes, in the heading too.
            header { h2 id=(head) { bdi { (a.name) } " " (list::code(&a.code)) " · " bdi { (b.name) } " " (list::code(&b.code)) } }
            div.body {
                table.list {
                    thead { tr { th scope="col" { (v.t("double-side")) } th scope="col" { (list::person(&a.file, &a.name)) } th scope="col" { (list::person(&b.file, &b.name)) } } }
                    tbody { @for (key, x, y) in &facts { tr { th scope="row" { (v.t(key)) } td data-label=(a.code) { (x) } td data-label=(b.code) { (y) } } } }
                }
                @if !reasons.is_empty() { p { strong { (v.t("person-why")) } (v.t("person-colon")) " " (reasons) } }
                @else { p { (v.t("double-no-longer")) } }
                @if let Some(said) = &pair.said {
                    p { strong { (v.t(&format!("double-verdict-{}", said.verdict))) } ", " bdi { (v.member_name(&said.by)) } ", " (v.words.moment(said.stamp))
                        @if !said.why.is_empty() { (v.t("person-colon")) " " bdi { (said.why) } }
                        @if !said.stands { " " span.certainty { (v.t("double-changed-since")) } } }
                }
                @if writes(v, a) && writes(v, b) { (verdict(v, pair, number, chosen)) }
                @else { p.by { (v.t("double-not-yours")) } }
            }
        }
    }
}

fn writes(v: &Viewer, side: &Side) -> bool {
    v.compartment(&side.compartment).is_some_and(|c| c.role.writes())
}

fn verdict(v: &Viewer, pair: &DoublePair, number: usize, chosen: &str) -> Markup {
    let why = format!("why-{number}");
    html! {
        form.stack.no-print method="post" action="/doubles" {
            input type="hidden" name="a" value=(pair.a.file);
            input type="hidden" name="b" value=(pair.b.file);
            input type="hidden" name="rests_on" value=(pair.rests_on);
            input type="hidden" name="view" value=(chosen);
            div.field.wide {
                label for=(why) { (v.t("field-why")) }
                input id=(why) name="why" type="text" dir="auto" autocomplete="off";
            }
            div.toolbar {
                @for (code, words) in worded(v, "double-verdict", VERDICTS) {
                    button.button.quiet type="submit" name="verdict" value=(code) { (words) }
                }
            }
        }
    }
}

/// On a person's page: which other files are about them, by whom it was said.
pub(crate) fn same_as(v: &Viewer, o: &Opened) -> Result<Markup, Complaint> {
    let mut others = Vec::new();
    for (other, said) in judgements(&o.volume.file) {
        if said.disputed() || said.latest().verdict != VERDICTS[0] {
            continue;
        }
        let files = v.store().volets(v.actor()?, &other)?;
        let main = files.iter().find(|(_, _, volet, live)| volet == "administrative" && *live);
        let by = said.last().by;
        others.push((domain::code::of(&other), main.map(|(file, ..)| *file), by));
    }
    Ok(html! {
        @if !others.is_empty() {
            div.notice {
                @for (code, file, by) in &others {
                    p {
                        (v.t("double-same-as")) " "
                        @match file { Some(file) => a href=(format!("/people/{file}")) { (list::code(code)) }, None => { (list::code(code)) } }
                        ", " bdi { (v.member_name(by)) } ". " a href="/doubles?view=same" { (v.t("double-say-otherwise")) }
                    }
                }
            }
        }
    })
}
