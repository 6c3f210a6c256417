//! The weekly review: a look at somebody who waits and for whom no departure was decided: still waiting and why, or asked again and
//! whom. A person looks, asks the child what they want, and writes it down; each look stands.

use super::departure::written;
use crate::edge::{Answer, Complaint, onward, shown};
use crate::form::{Form, Typed, worded};
use crate::frame;
use crate::pages::place::asked;
use crate::pages::stay::about;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::compartment::Role;
use domain::entry::Fact;
use domain::file::File;
use domain::id::StayId;
use domain::place::Kind;
use domain::placement::{own_view, review_due};
use domain::refusal::{Refusal, Why, refuse};
use domain::relay_house::{self, Check, REVIEW_OUTCOMES, Review, checks, reviews};
use domain::said::Attested;
use domain::stay::{Stay, current, stays};
use jiff::civil::Date;
use maud::{Markup, html};
use store::Volume;

/// The looks at somebody who waits, and the form of another.
pub(crate) async fn ask(viewer: Viewer, Path(file): Path<String>) -> Answer {
    viewer
        .run(move |v| {
            let volume = v.store().open_file(v.actor()?, &asked::file(&file)?, "review")?;
            shown(page(v, &volume, &Typed::default(), None)?)
        })
        .await
}

/// Writes a look down.
pub(crate) async fn take(viewer: Viewer, Path(file): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let volume = v.store().open_file(v.actor()?, &asked::file(&file)?, "review")?;
            let typed = Typed::parse(&body);
            match record(v, &volume, &typed) {
                Ok(()) => onward(&format!("/relay-house/{}/reviews", volume.id)),
                Err(complaint) => {
                    let refusal = complaint.into_refusal()?;
                    asked::again(page(v, &volume, &typed, Some(&refusal))?)
                }
            }
        })
        .await
}

/// The stay at a relay house that goes on; somebody who lives in a home waits for nothing here.
fn waits(all: &[Stay]) -> Option<&Stay> {
    current(all).filter(|stay| stay.opening.latest().kind == Kind::RelayHouse)
}

fn page(v: &Viewer, volume: &Volume, typed: &Typed, refusal: Option<&Refusal>) -> Result<Markup, Complaint> {
    let line = v.store().lines_of(v.actor()?, &[volume.id])?.pop().ok_or_else(Complaint::unknown)?;
    let all = stays(&volume.file);
    let title = v.t("review-title");
    let Some(stay) = waits(&all) else {
        let body =
            html! { (about(v, &title, &line, current(&all))) div.notice { p { (v.t("review-not-here")) } } };
        return Ok(frame::page(v, &title, body));
    };
    let today = v.today_in(&volume.compartment);
    let looks = reviews(&volume.file, stay.id);
    let due = stay.from_day().map(|since| review_due(since, looks.first().map(|look| look.value.on)));
    let place = stay.opening.latest().place;
    let body = html! {
        (about(v, &title, &line, Some(stay)))
        p { (v.t("review-intro")) }
        @if let Some(due) = due { p { (due_words(v, due, today)) } }
        @if !looks.is_empty() {
            h2 { (v.t("review-looks")) }
            ul { @for look in &looks { li { (told(v, look)) } } }
        }
        @if asked::may(v, &volume.compartment, Role::writes) { (form(v, volume, stay, typed, refusal)) }
        div.toolbar {
            a.button.quiet href=(format!("/placements?place={place}")) { (v.t("placement-title")) }
            a.button.quiet href=(format!("/relay-house?place={place}")) { (v.t("care-to-board")) }
        }
    };
    Ok(frame::page(v, &title, body))
}

fn form(v: &Viewer, volume: &Volume, stay: &Stay, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let today = v.today_in(&volume.compartment).to_string();
    let typed = if typed.has("date") { typed.clone() } else { typed.clone().with("date", today) };
    let form = Form { viewer: v, typed: &typed, refusal };
    let view = view(&volume.file, stay.id);
    html! {
        (form.errors())
        form.stack method="post" action=(format!("/relay-house/{}/reviews", volume.id)) {
            div.fields {
                (form.input("date", "short", "date", &[]))
                (form.choose("outcome", "medium", None, &worded(v, "review-outcome", REVIEW_OUTCOMES)))
                (form.area("reason", 3))
                (form.area("own_view", 2))
            }
            @match &view {
                Some(said) => p.hint { (v.t_with("review-view-noted", &[("date", &v.words.day(said.on))])) " " q { bdi { (said.finding) } } },
                None => p.hint { (v.t("review-view-asked")) },
            }
            div.toolbar { button.button type="submit" { (v.t("do-record")) } }
        }
    }
}

/// One look: what it came to, why, on which day, by whom.
pub(crate) fn told(v: &Viewer, look: &Attested<Review>) -> Markup {
    let Review { on, outcome, reason } = &look.value;
    html! {
        span { (v.t(&format!("review-outcome-{outcome}"))) (asked::colon(v)) bdi { (reason) } }
        " "
        span.by { (v.t_with("review-last", &[("date", &v.words.day(*on)), ("name", &v.member_name(&look.by))])) }
    }
}

/// By when somebody looks again, or since when nobody has.
pub(crate) fn due_words(v: &Viewer, due: Date, today: Date) -> Markup {
    let date = v.words.day(due);
    html! {
        @if due <= today { span.due data-due="late" { (v.t_with("review-overdue", &[("date", &date)])) } }
        @else { (v.t_with("review-due", &[("date", &date)])) }
    }
}

fn view(file: &File, stay: StayId) -> Option<Check> {
    let care: Vec<(String, Check)> =
        checks(file, stay).into_iter().map(|(item, said)| (item, said.latest().clone())).collect();
    own_view(&care).cloned()
}

fn record(v: &Viewer, volume: &Volume, typed: &Typed) -> Result<(), Complaint> {
    asked::must(v, &volume.compartment, Role::writes)?;
    let on = asked::day("date", typed)?;
    if on > v.today_in(&volume.compartment) {
        return Err(refuse("date", on, Why::InTheFuture).into());
    }
    let outcome = typed.get("outcome").to_string();
    if !REVIEW_OUTCOMES.contains(&outcome.as_str()) {
        let why = if outcome.is_empty() { Why::Missing } else { Why::Unknown };
        return Err(refuse("outcome", outcome, why).into());
    }
    let reason = written("reason", typed)?;
    let (said, id) = (asked::text("own_view", typed)?, volume.id);
    if waits(&stays(&volume.file)).is_none() {
        return Err(Complaint::unknown());
    }
    v.store().write(v.actor()?, &volume.compartment, move |w| {
        let (file, key) = (w.file(&id)?, w.new_key());
        let all = stays(&file);
        let stay = waits(&all).ok_or_else(|| refuse("date", on, Why::AlreadyClosed))?;
        if stay.from_day().is_some_and(|since| on < since) {
            return Err(refuse("date", on, Why::EndsBeforeItBegins).into());
        }
        // Nobody is left waiting without having been asked what they want.
        if said.is_empty() && view(&file, stay.id).is_none() {
            return Err(refuse("own_view", "", Why::Missing).into());
        }
        let stay = stay.id;
        let check = Check { finding: said.clone(), on, at: String::new() };
        let asked = relay_house::Fact::Checked { stay, item: "own-view".into(), check };
        let looked = relay_house::Fact::Reviewed { stay, key, review: Review { on, outcome, reason } };
        let facts = [looked].into_iter().chain((!said.is_empty()).then_some(asked));
        w.append(&id, facts.map(Fact::RelayHouse).collect())
    })?;
    Ok(())
}
