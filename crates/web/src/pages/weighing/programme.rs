//! The special barrack and the supplementary ration: a protocol proposes, with its number and source; a person admits, and
//! a person writes how it ended. The ration is computed from the child's weight and the protocol's energy.

use super::child::Child;
use super::{decimal, reasons};
use crate::edge::{Answer, Complaint, onward};
use crate::form::{Form, Typed, worded};
use crate::pages::health::HEALTH;
use crate::pages::list;
use crate::pages::place::asked;
use crate::viewer::Viewer;
use axum::extract::Path;
use domain::compartment::Scene;
use domain::id::Key;
use domain::refusal::{Why, refuse};
use domain::weighing::{
    self, Admission, Leaving, OUTCOMES, PROGRAMMES, Programme, programmes, protocol_for, scored,
};
use growth::Grams;
use growth::protocol::{Product, Protocol, RationFor};
use maud::{Markup, html};

/// What the last weighing proposes.
struct Proposal {
    protocol: &'static Protocol,
    programme: &'static str,
    ration: String,
    sachets_day_100: Option<u32>,
    milk_ml_day: Option<u32>,
    why: Markup,
}

fn running(child: &Child) -> Vec<Programme> {
    let all = child.health.as_ref().map(|h| programmes(&h.volume.file)).unwrap_or_default();
    all.into_iter().filter(|p| p.leaving.is_none()).collect()
}

fn proposal(v: &Viewer, child: &Child) -> Option<Proposal> {
    let all = child.weighings();
    let last = all.last()?.1.latest().clone();
    let scored = scored(&last, &child.body);
    let protocol = protocol_for(&child.body, last.on, super::under_five(&asked::asked(v))?);
    let class = scored.class(protocol)?;
    let (care, _) = protocol.care(Some(class), &scored.findings)?;
    let inpatient = care == growth::protocol::Care::Inpatient;
    let rations = last.weight_g.map(|g| protocol.rations_for(class, care, Grams(g))).unwrap_or_default();
    let first = rations.first();
    Some(Proposal {
        protocol,
        programme: if inpatient { PROGRAMMES[0] } else { PROGRAMMES[1] },
        ration: first.map(|r| in_words(v, r)).unwrap_or_default(),
        sachets_day_100: first.and_then(sachets_day_100),
        milk_ml_day: first.and_then(|r| r.ml_day).map(|ml| ml.round() as u32),
        why: reasons(v, protocol, &scored),
    })
}

/// Sachets a day, in hundredths: the whole sachets a week that lie within the energy, else its middle.
fn sachets_day_100(ration: &RationFor<'_>) -> Option<u32> {
    let (low, high) = ration.sachets_week?;
    let week = ration.whole_sachets_week.map_or((low + high) / 2.0, f64::from);
    Some((week * 100.0 / 7.0).round() as u32)
}

/// A ration as a kitchen follows it.
fn in_words(v: &Viewer, ration: &RationFor<'_>) -> String {
    let product = match ration.ration.product {
        Product::Rutf => "product-rutf",
        Product::Rusf => "product-rusf",
        Product::F75 => "product-f75",
        Product::F100 => "product-f100",
    };
    let amount = match (ration.whole_sachets_week, ration.sachets_week, ration.ml_feed) {
        (Some(week), _, _) => v.t_with("ration-sachets-week", &[("n", &week.to_string())]),
        (None, Some((low, high)), _) => {
            let range = format!("{}–{}", decimal(v, low, 1), decimal(v, high, 1));
            v.t_with("ration-sachets-week", &[("n", &range)])
        }
        (None, None, Some(feed)) => {
            let feeds = ration.ration.feeds_per_day.unwrap_or(1).to_string();
            v.t_with("ration-milk-feeds", &[("ml", &decimal(v, feed, 0)), ("feeds", &feeds)])
        }
        (None, None, None) => String::new(),
    };
    format!("{}: {amount}", v.t(product)).trim_end_matches(": ").to_string()
}

/// The programmes of a child, what the last weighing proposes, and the decision.
pub(super) fn part(v: &Viewer, child: &Child) -> Markup {
    let all = child.health.as_ref().map(|h| programmes(&h.volume.file)).unwrap_or_default();
    let writes = !HEALTH.rooms(v, &child.o).is_empty();
    let (open, scene, proposed) = (running(child), scene(v, child), proposal(v, child));
    let body = html! {
        @if all.is_empty() { p.empty { (v.t("programme-none")) } }
        ul.plain { @for programme in &all { li { (told(v, scene, programme)) } } }
        @if child.o.writable() && open.iter().any(|p| p.admission.latest().programme == PROGRAMMES[0]) {
            // The bed is a stay, and a stay stands in the file of the house.
            p { (v.t("programme-bed")) " " a href=(format!("/moves/new?file={}", child.o.id())) { (v.t("programme-bed-move")) } }
        }
        @if writes { @for programme in &open { (leaving_form(v, child, programme)) } }
        @if open.is_empty() && let Some(proposal) = &proposed {
            div.notice {
                p { (v.t("programme-proposed")) " " (proposal.why) ". "
                    span.by lang="en" dir="ltr" { (proposal.protocol.title) ", " (proposal.protocol.version) ": " cite { (proposal.protocol.source) } } }
                @if !proposal.ration.is_empty() { p { (v.t("programme-ration")) " " (proposal.ration) } }
            }
        }
        @if writes && open.is_empty() { (admission_form(v, child, proposed.as_ref())) }
    };
    list::part("programmes", &v.t("programme-title"), body)
}

/// The scene the child's house stands in.
fn scene(v: &Viewer, child: &Child) -> Scene {
    v.compartment(&child.o.compartment()).map(|c| c.scene).unwrap_or_default()
}

fn told(v: &Viewer, scene: Scene, programme: &Programme) -> Markup {
    let a = programme.admission.latest();
    html! {
        strong { (super::programme_name(v, scene, &a.programme)) } ", "
        (v.t_with("person-from", &[("date", &v.words.day(a.on))]))
        @if let Some(leaving) = &programme.leaving {
            " " (v.t_with("person-until", &[("date", &v.words.day(leaving.latest().on))])) ": " (v.t(&format!("weighing-outcome-{}", leaving.latest().outcome)))
        }
        @if !a.ration.is_empty() { "; " span dir="auto" { (a.ration) } }
        " " span.by { (a.protocol) " " (a.version) }
    }
}

fn admission_form(v: &Viewer, child: &Child, proposed: Option<&Proposal>) -> Markup {
    let typed = Typed::default()
        .with("programme", proposed.map_or(PROGRAMMES[1], |p| p.programme))
        .with("ration", proposed.map(|p| p.ration.clone()).unwrap_or_default())
        .with("admitted_on", child.o.today.to_string());
    let form = Form { viewer: v, typed: &typed, refusal: None };
    let names = PROGRAMMES.map(|p| (p.to_string(), super::programme_name(v, scene(v, child), p)));
    html! {
        form.stack method="post" action=(child.o.address("programmes")) {
            div.fields {
                (form.choose("programme", "medium", None, &names))
                (list::calendar(&form, "admitted_on", "programme-since", "date", Some(child.o.today)))
                (form.line("ration", "wide"))
            }
            div.toolbar { button.button.quiet type="submit" { (v.t("programme-admit")) } }
        }
    }
}

fn leaving_form(v: &Viewer, child: &Child, programme: &Programme) -> Markup {
    let typed = Typed::default().with("left_on", child.o.today.to_string());
    let form = Form { viewer: v, typed: &typed, refusal: None };
    html! {
        form.stack method="post" action=(child.o.address(&format!("programmes/{}/leaving", programme.key))) {
            div.fields {
                (form.choose("weighing_outcome", "medium", None, &worded(v, "weighing-outcome", OUTCOMES)))
                (list::calendar(&form, "left_on", "programme-until", "date", Some(child.o.today)))
            }
            div.toolbar { button.button.quiet type="submit" { (v.t("programme-end")) } }
        }
    }
}

pub(super) async fn admit(viewer: Viewer, Path(file): Path<String>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let child = Child::open(v, &file)?;
            let admission = admission(v, &child, &typed)?;
            write(v, &child, move |key| weighing::Fact::Admitted { key, admission })?;
            onward(&child.o.address("weighings?done=1#programmes"))
        })
        .await
}

fn admission(v: &Viewer, child: &Child, typed: &Typed) -> Result<Admission, Complaint> {
    if !running(child).is_empty() {
        return Err(refuse("programme", "", Why::AlreadyThere).into());
    }
    let programme = typed.get("programme").to_string();
    if !PROGRAMMES.contains(&programme.as_str()) {
        return Err(refuse("programme", programme, Why::Unknown).into());
    }
    let on = asked::day("admitted_on", typed)?;
    if on > child.o.today {
        return Err(refuse("admitted_on", on, Why::InTheFuture).into());
    }
    let ration = crate::pages::correction::words("ration", typed)?;
    let proposed = proposal(v, child);
    // The amounts belong to the proposed words; whoever changes the words says another ration.
    let amounts = proposed.as_ref().filter(|p| p.ration == ration);
    Ok(Admission {
        on,
        programme,
        protocol: proposed.as_ref().map(|p| p.protocol.id.clone()).unwrap_or_default(),
        version: proposed.as_ref().map(|p| p.protocol.version).unwrap_or_default(),
        ration: ration.clone(),
        sachets_day_100: amounts.and_then(|p| p.sachets_day_100),
        milk_ml_day: amounts.and_then(|p| p.milk_ml_day),
    })
}

pub(super) async fn leave(viewer: Viewer, Path((file, key)): Path<(String, String)>, body: String) -> Answer {
    viewer
        .run(move |v| {
            let typed = Typed::parse(&body);
            let child = Child::open(v, &file)?;
            let key = Key::parse(&key).ok_or_else(Complaint::unknown)?;
            let found = running(&child).into_iter().find(|p| p.key == key).ok_or_else(Complaint::unknown)?;
            let outcome = typed.get("weighing_outcome").to_string();
            if !OUTCOMES.contains(&outcome.as_str()) {
                return Err(refuse("weighing_outcome", outcome, Why::Unknown).into());
            }
            let on = asked::day("left_on", &typed)?;
            if on < found.admission.latest().on {
                return Err(refuse("left_on", on, Why::EndsBeforeItBegins).into());
            }
            write(v, &child, move |_| weighing::Fact::Left { key, leaving: Leaving { on, outcome } })?;
            onward(&child.o.address("weighings?done=1#programmes"))
        })
        .await
}

fn write(
    v: &Viewer,
    child: &Child,
    fact: impl FnOnce(Key) -> weighing::Fact + Send + 'static,
) -> Result<(), Complaint> {
    super::session::say(v, &child.o, fact)
}
